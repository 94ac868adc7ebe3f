import { v7 } from 'uuid'
import type { UnboundContext } from '#platform/server/endpoint.ts'
import { Overtaken } from '#platform/server/sync/batch.ts'
import type { SyncDeps } from '#platform/server/sync/deps.ts'
import type { Lane } from '#platform/server/sync/lanes.ts'
import { runOfficeCommands } from '#platform/server/sync/office.ts'
import type { Id } from '#platform/shared/ids.ts'
import { Problem, type ProblemBody } from '#platform/shared/problem.ts'
import type { OutputOf } from '#platform/shared/route.ts'
import { householdAdd, householdEdit } from '../../../shared/commands.ts'
import { compareList, type ListChange, type ListComparison } from '../../../shared/list/compare-list.ts'
import { listBusy } from '../../../shared/list/list-refusals.ts'
import type { applyListRoute, ListCounts } from '../../../shared/list-routes.ts'
import { doorsOfTeam } from './team-doors.ts'

type Applied = OutputOf<typeof applyListRoute>
type Answers = Awaited<ReturnType<typeof runOfficeCommands>>

// Phones that send meanwhile; each costs one reading of the team's doors.
const attempts = 5

/** What the lists of doors need of the sync. */
export interface ListDeps {
  sync: SyncDeps
  lane: Pick<Lane, 'run'>
}

/**
 * Imports a list through the commands of the doors, as a phone would: one transaction, and only if the team's doors are
 * still what the list was compared with; otherwise compared again. What stands there already makes no command at all.
 */
export const applyList = async (
  { sync, lane }: ListDeps,
  { actor, scope, params, body, transaction }: UnboundContext<typeof applyListRoute>,
): Promise<Applied> => {
  const { teamId } = params
  const decided = async (commands: Work['command'][], at: number): Promise<Answers | null> =>
    commands.length === 0
      ? new Map()
      : lane.run(() => runOfficeCommands(sync, { actor, scope }, teamId, { commands, at })).catch(nullWhenOvertaken)
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const { at, doors } = await transaction(({ trx }) => doorsOfTeam(trx, teamId))
    const comparison = compareList(doors, body.doors)
    const work = comparison.lines.flatMap(commandOf)
    const answers = await decided(
      work.map(({ command }) => command),
      at,
    )
    if (!answers) continue
    const applied = outcomeOf(comparison, work, answers)
    await transaction(({ audit }) => audit({ action: 'household.import', teamId, details: { ...applied.counts } }))
    return applied
  }
  throw new Problem(listBusy)
}

const nullWhenOvertaken = (error: unknown): null => {
  if (error instanceof Overtaken) return null
  throw error
}

interface Work {
  line: ListChange
  command: { id: Id; name: string; version: number; args: unknown }
}

const commandOf = (line: ListChange): Work[] => {
  if (line.change === 'same') return []
  if (line.change === 'changed') {
    const args = { id: line.id, changes: line.changes }
    return [{ line, command: { id: v7(), name: householdEdit.name, version: householdEdit.version, args } }]
  }
  const { sheet: _, row: __, kind, ...fields } = line.door
  const household = { ...fields, id: v7(), kind: kind ?? 'home' }
  return [{ line, command: { id: v7(), name: householdAdd.name, version: householdAdd.version, args: { household } } }]
}

const outcomeOf = (comparison: ListComparison, work: readonly Work[], answers: Answers): Applied => {
  const refused = work.flatMap(({ line: { door }, command }) => {
    const answer = answers.get(command.id)
    if (answer?.verdict !== 'refused') return []
    const { vi, en } = answer.problem as ProblemBody
    return [{ command: command.id, line: { sheet: door.sheet, row: door.row, vi, en } }]
  })
  const failed = new Set(refused.map(({ command }) => command))
  const done = work.filter(({ command }) => !failed.has(command.id)).map(({ line }) => line)
  const same = comparison.lines.filter(({ change }) => change === 'same')
  return { counts: countsOf([...done, ...same], comparison.missing), refused: refused.map(({ line }) => line) }
}

/** How many lines of each kind. */
export const countsOf = (lines: readonly ListChange[], missing: number): ListCounts => {
  const count = (change: ListChange['change']) => lines.filter((line) => line.change === change).length
  return { added: count('added'), changed: count('changed'), same: count('same'), missing }
}
