import * as z from 'zod/mini'
import { rescueFileBytes } from './rescue.ts'
import { anywhere, route, signedIn } from './route.ts'
import { idText } from './text.ts'

const refusedWork = z.object({
  /** The command's name; '' where not even that could be read. */
  name: z.string(),
  vi: z.string(),
  en: z.string(),
})

/** What became of a rescue file. */
const rescueSummary = z.object({
  /** Whose work it was. */
  name: z.string(),
  accepted: z.int(),
  /** Had reached the server before, by the phone itself or by the same file. */
  already: z.int(),
  /** The server keeps it until what it builds on arrives. */
  waiting: z.int(),
  refused: z.array(refusedWork),
  /** Half-done forms that go back to the author. */
  drafts: z.int(),
  photos: z.object({
    kept: z.int(),
    already: z.int(),
    /** The server knows no record of them (yet): the same file, brought again later, may bring them in. */
    waiting: z.int(),
    refused: z.array(z.object({ vi: z.string(), en: z.string() })),
  }),
})
export type RescueSummary = z.infer<typeof rescueSummary>

/** Whoever may look at the doors of the author's team may bring the file; its work is decided as the author's. */
export const rescueRoute = route({
  method: 'POST',
  path: '/api/rescue',
  summary:
    'Take in a rescue file: unsent work and photos of a phone, brought by a team mate or an officer of the commune.',
  access: anywhere('household.read'),
  upload: true,
  bodyLimit: rescueFileBytes,
  perMinute: 60,
  output: rescueSummary,
})

export const rescuedDraftsRoute = route({
  method: 'GET',
  path: '/api/me/rescued-drafts',
  summary: 'Half-done forms of one’s own that came out of rescue files.',
  access: signedIn,
  output: z.object({
    drafts: z.array(z.object({ id: idText, key: z.string(), value: z.unknown(), savedAtMs: z.number() })),
  }),
})

export const takenDraftsRoute = route({
  method: 'POST',
  path: '/api/me/rescued-drafts/taken',
  summary: 'Say that rescued drafts are on the phone: the server drops them.',
  access: signedIn,
  body: z.object({ ids: z.array(idText).check(z.maxLength(2000)) }),
})
