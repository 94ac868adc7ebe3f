import { rescuedDraftsRoute, takenDraftsRoute } from '#platform/shared/rescue-routes.ts'
import type { OutputOf } from '#platform/shared/route.ts'
import type { Memory } from './memory.ts'
import { type Change, draftRecord, meRecord, putting, together } from './records.ts'
import { commit, type RoundTools } from './round-tools.ts'

type Drafts = OutputOf<typeof rescuedDraftsRoute>['drafts']

/** Fetches half-done forms that came home in a rescue file; the server drops them once they are stored here. */
export async function takeRescuedDrafts(tools: RoundTools): Promise<void> {
  if (!tools.phone.memory.me?.phone?.drafts) return
  const { drafts } = await tools.api.json<OutputOf<typeof rescuedDraftsRoute>>(rescuedDraftsRoute.path)
  await commit(tools, (memory) => storeDrafts(memory, drafts))
  await tools.api.say(takenDraftsRoute.path, { ids: drafts.map(({ id }) => id) })
  await commit(tools, noneLeft)
}

// What is on the phone already, and younger, stays.
const storeDrafts = (memory: Memory, drafts: Drafts): Change =>
  putting(
    ...drafts
      .filter(({ key, savedAtMs }) => (memory.drafts.get(key)?.savedAtMs ?? Number.NEGATIVE_INFINITY) < savedAtMs)
      .map(({ key, value, savedAtMs }) => draftRecord({ key, value, savedAtMs })),
  )

const noneLeft = ({ me }: Memory): Change =>
  me?.phone ? putting(meRecord({ ...me, phone: { ...me.phone, drafts: 0 } })) : together()
