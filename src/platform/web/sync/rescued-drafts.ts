import { type RescuedPhoto, rescuedPhotoKey } from '#platform/shared/rescue.ts'
import { rescuedDraftsRoute, takenDraftsRoute } from '#platform/shared/rescue-routes.ts'
import type { OutputOf } from '#platform/shared/route.ts'
import { bytesRecord, mediaRecord } from './media.ts'
import type { Memory } from './memory.ts'
import { type Change, draftRecord, meRecord, noChange, putting, together } from './records.ts'
import { commit, type RoundTools } from './round-tools.ts'

type Drafts = OutputOf<typeof rescuedDraftsRoute>['drafts']

/** Fetches half-done forms, with their photos, that came home in a rescue file; the server drops them once they are stored here. */
export async function takeRescuedDrafts(tools: RoundTools): Promise<void> {
  if (!tools.phone.memory.me?.phone?.drafts) return
  const { drafts } = await tools.api.json<OutputOf<typeof rescuedDraftsRoute>>(rescuedDraftsRoute.path)
  await commit(tools, (memory) => storeDrafts(memory, drafts))
  await tools.api.say(takenDraftsRoute.path, { ids: drafts.map(({ id }) => id) })
  await commit(tools, noneLeft)
}

// What is on the phone already, and younger, stays.
const storeDrafts = (memory: Memory, drafts: Drafts): Change =>
  together(
    ...drafts.filter(isPhoto).map((draft) => storePhoto(memory, draft)),
    storeForms(
      memory,
      drafts.filter((draft) => !isPhoto(draft)),
    ),
  )

const isPhoto = ({ key }: Drafts[number]): boolean => key.startsWith(rescuedPhotoKey)

function storePhoto(memory: Memory, { key, value }: Drafts[number]): Change {
  const id = key.slice(rescuedPhotoKey.length)
  if (memory.media.has(id)) return noChange
  const { base64, ...entry } = value as RescuedPhoto
  return putting(mediaRecord({ id, state: 'draft', problem: null, ...entry }), bytesRecord(id, base64))
}

const storeForms = (memory: Memory, drafts: Drafts): Change =>
  putting(
    ...drafts
      .filter(({ key, savedAtMs }) => (memory.drafts.get(key)?.savedAtMs ?? Number.NEGATIVE_INFINITY) < savedAtMs)
      .map(({ key, value, savedAtMs }) => draftRecord({ key, value, savedAtMs })),
  )

const noneLeft = ({ me }: Memory): Change =>
  me?.phone ? putting(meRecord({ ...me, phone: { ...me.phone, drafts: 0 } })) : together()
