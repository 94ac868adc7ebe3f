import * as z from 'zod/mini'
import { type BaseRef, type CommandMeta, command, type Outcome, type World } from '#platform/shared/command.ts'
import { freeText } from '#platform/shared/free-text.ts'
import type { Id } from '#platform/shared/ids.ts'
import { idText, text } from '#platform/shared/text.ts'
import { type MayTouch, ofTheRecorder, ofTheTeam } from './may-touch.ts'
import { refused } from './outcomes.ts'
import { basesOfCorrection, takeBackTests } from './persons.ts'
import { type Visit, visitKind } from './visit.ts'

const reason = freeText(200).check(z.minLength(3))
const rows = {
  bases: ({ id }: { id: Id }): BaseRef[] => [{ kind: visitKind, id }],
  furtherBases: basesOfCorrection,
}

const cancelArgsVersion1 = z.object({ id: idText, reason: z.nullable(text(200)) })
const cancelArgs = z.object({ id: idText, reason: z.nullable(reason) })
export type CancelVisitArgs = z.infer<typeof cancelArgs>
const cancelArgsWithReason = z.object({ id: idText, reason })

/** visit.cancel as the first app sends it: anybody of the team that made it, at any time. */
export const visitCancelVersion1 = command<CancelVisitArgs>({
  name: 'visit.cancel',
  version: 1,
  permission: 'visit.correct',
  args: cancelArgsVersion1,
  ...rows,
  decide: (world, named, meta) => cancel(world, named, meta, ofTheTeam),
})

/**
 * visit.cancel: it did not take place, or was entered by mistake; by who recorded it, for a week. The row stays and counts
 * nowhere.
 */
export const visitCancel = command<CancelVisitArgs>({
  name: 'visit.cancel',
  version: 2,
  permission: 'visit.correct',
  args: cancelArgs,
  ...rows,
  decide: (world, named, meta) => cancel(world, named, meta, ofTheRecorder),
})

/** visit.cancel-any: any visit of the team at any time, by who leads it, who says why. */
export const visitCancelAny = command<z.infer<typeof cancelArgsWithReason>>({
  name: 'visit.cancel-any',
  version: 1,
  permission: 'visit.correct-any',
  args: cancelArgsWithReason,
  ...rows,
  decide: (world, named, meta) => cancel(world, named, meta, ofTheTeam),
})

const cancel = (world: World, named: CancelVisitArgs, meta: CommandMeta, mayTouch: MayTouch): Outcome => {
  const visit = world.get<Visit>(visitKind, named.id)
  if (!visit) return { verdict: 'waiting', waitsFor: named.id }
  if (visit.doneByTeamId === meta.teamId && visit.cancelledOn) return { verdict: 'merged' }
  const problem = mayTouch(visit, meta)
  if (problem) return refused(problem)
  world.put<Visit>(visitKind, { ...visit, cancelledOn: meta.day, cancelReason: named.reason })
  takeBackTests(world, visit)
  return { verdict: 'accepted' }
}
