import { sql } from 'kysely'
import { type Implementation, implement, implementUnbound } from '#platform/server/endpoint.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import { photoFileRoute, photoPartRoute, photoStateRoute } from '../../shared/photo-routes.ts'
import { type PhotoDeps, photoState, smallKey, takePart } from './upload.ts'
import '../tables.ts'

/** Sending own photos in parts, and looking at those of a team. */
export const photoRoutes = (deps: PhotoDeps): Implementation[] => [
  implementUnbound(photoStateRoute, (asked) => photoState(deps, asked, asked.params.photoId)),
  // Without bytes it asks to go on with what is here: the last part arrived, and the server was too busy to look at it.
  implementUnbound(photoPartRoute, (asked) => {
    const bytes = Buffer.isBuffer(asked.body) ? asked.body : Buffer.alloc(0)
    return takePart(deps, asked, asked.params.photoId, asked.query.offset, bytes)
  }),
  implement(photoFileRoute, async ({ trx, params, query, reply, audit }) => {
    const { rows } = await sql<{ file_key: string }>`
      select p.file_key from photo p join visit v on v.id = p.visit_id
      where p.id = ${params.photoId} and p.team_id = ${params.teamId} and p.file_bytes is not null
        and p.removed_on is null and v.cancelled_on is null`.execute(trx)
    const key = rows[0]?.file_key
    const file = key ? await deps.files.get(query.size === 'small' ? smallKey(key) : key) : null
    if (!file) throw new Problem(notFound)
    const subject = { kind: 'photo', id: params.photoId }
    await audit({ action: 'photo.read', teamId: params.teamId, subject, details: { size: query.size } })
    // Shown as a picture and as nothing else, whatever it is; kept by no proxy, and by no computer that others use next.
    reply.type('image/jpeg').header('cache-control', 'private, no-store')
    return file
  }),
]
