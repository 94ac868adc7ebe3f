import type { Outcome } from '#platform/shared/command.ts'
import { type FieldProblem, type ProblemDefinition, problemBody } from '#platform/shared/problem.ts'
import { commandInvalid } from '#platform/shared/sync-problems.ts'

export const refused = (problem: ProblemDefinition): Outcome => ({ verdict: 'refused', problem: problemBody(problem) })

/** Refused, and what it said is kept nowhere: it is about somebody of whom nothing may be held. */
export const refusedUnread = (problem: ProblemDefinition): Outcome => ({
  verdict: 'refused',
  problem: problemBody(problem),
  forget: true,
})

export const invalid = (fields: FieldProblem[]): Outcome => ({
  verdict: 'refused',
  problem: problemBody(commandInvalid, undefined, fields),
})

/** The same for values that their fields do not take: what was typed may be what nobody may keep, so it is not. */
export const invalidUnread = (fields: FieldProblem[]): Outcome => ({
  verdict: 'refused',
  problem: problemBody(commandInvalid, undefined, fields),
  forget: true,
})
