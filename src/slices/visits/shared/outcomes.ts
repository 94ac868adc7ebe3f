import type { Outcome } from '#platform/shared/command.ts'
import { type FieldProblem, type ProblemDefinition, problemBody } from '#platform/shared/problem.ts'
import { commandInvalid } from '#platform/shared/sync-problems.ts'

/** How a command ends that may not be. */
export const refused = (problem: ProblemDefinition): Outcome => ({ verdict: 'refused', problem: problemBody(problem) })

/** How a command ends that says something impossible. */
export const invalid = (fields: FieldProblem[]): Outcome => ({
  verdict: 'refused',
  problem: problemBody(commandInvalid, undefined, fields),
})
