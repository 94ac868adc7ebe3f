import * as z from 'zod/mini'
import { command } from '#platform/shared/command.ts'
import { optionalFreeText } from '#platform/shared/free-text.ts'
import { idText } from '#platform/shared/text.ts'
import { type Visit, visitKind } from './visit.ts'

const args = z.object({
  /** The visit at which it was agreed. */
  id: idText,
  /** false takes the tick back. */
  done: z.boolean(),
  /** How it was settled, in a few words. */
  word: optionalFreeText(200),
})
export type FollowUpDoneArgs = z.infer<typeof args>

/**
 * visit.follow-up-done: somebody of the team that holds the door says that an agreed follow-up needs no visit any more. A
 * new visit at the door answers it without this. Whoever ticks second agrees with the first.
 */
export const visitFollowUpDone = command<FollowUpDoneArgs>({
  name: 'visit.follow-up-done',
  version: 1,
  permission: 'visit.record',
  args,
  bases: ({ id }) => [{ kind: visitKind, id }],
  decide: (world, { id, done, word }, meta) => {
    const visit = world.get<Visit>(visitKind, id)
    if (!visit) return { verdict: 'waiting', waitsFor: id }
    if (!visit.followUpOn || Boolean(visit.followUpDone) === done) return { verdict: 'merged' }
    const followUpDone = done ? { on: meta.day, by: meta.memberId, word } : null
    world.put<Visit>(visitKind, { ...visit, followUpDone })
    return { verdict: 'accepted' }
  },
})
