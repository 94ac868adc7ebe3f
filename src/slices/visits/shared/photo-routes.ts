import * as z from 'zod/mini'
import { onTeam, route, signedIn } from '#platform/shared/route.ts'
import { idText } from '#platform/shared/text.ts'
import { mostPhotoBytes, photoChunkBytes } from './photo.ts'

const photoParams = z.object({ photoId: idText })
/** How much of a photo the server has. `done`: all of it, checked and kept. */
const uploadState = z.object({ bytes: z.number(), done: z.boolean() })
export type UploadState = z.infer<typeof uploadState>

// Who may send a photo is who made it: the account itself is the permission, wherever the door has gone since.
export const photoStateRoute = route({
  method: 'GET',
  path: '/api/photos/:photoId',
  summary: 'How many bytes of an own photo have arrived: where a broken upload goes on.',
  access: signedIn,
  params: photoParams,
  output: uploadState,
  perMinute: 240,
})

export const photoPartRoute = route({
  method: 'PATCH',
  path: '/api/photos/:photoId',
  summary: 'Add bytes to an own photo from an offset; the last part is answered when the photo was checked and kept.',
  access: signedIn,
  params: photoParams,
  query: z.object({ offset: z.coerce.number().check(z.int(), z.gte(0), z.lte(mostPhotoBytes)) }),
  output: uploadState,
  bodyLimit: photoChunkBytes,
  perMinute: 240,
})

export const photoFileRoute = route({
  method: 'GET',
  path: '/api/teams/:teamId/photos/:photoId',
  summary: 'A photo of a visit as JPEG; each look is a line in the audit.',
  access: onTeam('visit.read', 'params.teamId'),
  params: z.object({ teamId: idText, photoId: idText }),
  query: z.object({ size: z._default(z.enum(['whole', 'small']), 'whole') }),
  // It writes the line of the audit itself: a file has no output to count in.
  readOnly: false,
})
