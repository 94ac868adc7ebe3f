import { type Context, type Implementation, implement } from '#platform/server/endpoint.ts'
import { Problem } from '#platform/shared/problem.ts'
import type { Identity } from '#slices/identity/server/public.ts'
import { importExpired, importPlace } from '../../shared/problems.ts'
import { applyRosterRoute, listRostersRoute, rosterRoute, uploadRosterRoute } from '../../shared/roster-routes.ts'
import { today } from '../days.ts'
import { rosterPlaces } from '../import/commune-resolver.ts'
import { previewRoster } from '../import/preview-roster.ts'
import { changesNow } from './apply-roster.ts'
import { importOf, importsOf, keepImport } from './imports.queries.ts'
import { presentImport, progressOf } from './present-import.ts'
import { startImport } from './run-import.ts'

/** Routes of roster imports: read, look, apply. */
export const rosterRoutes = ({ scopeOf }: Pick<Identity, 'scopeOf'>): Implementation[] => [
  implement(uploadRosterRoute, uploadRoster),
  implement(listRostersRoute, async ({ trx, params }) => ({
    imports: (await importsOf(trx, params.placeId)).map((kept) => ({
      id: kept.id,
      fileName: kept.fileName,
      createdAt: kept.createdAt.toISOString(),
      teams: kept.figures.teams,
      members: kept.figures.members,
      ...progressOf(kept),
    })),
  })),
  implement(rosterRoute, async ({ trx, db, actor, params, query }) => {
    const kept = await importOf(trx, params.placeId, params.importId)
    const changes = kept.plan ? await changesNow(db, scopeOf(actor), kept.provinceId, kept.plan) : null
    return presentImport(kept, changes, query.page ?? 1)
  }),
  implement(applyRosterRoute, async ({ trx, db, actor, params, audit }) => {
    const kept = await importOf(trx, params.placeId, params.importId)
    if (kept.state === 'expired') throw new Problem(importExpired)
    if (kept.state === 'previewed') {
      await startImport(db, scopeOf(actor), kept.id)
      const subject = { kind: 'roster', id: kept.id }
      await audit({ action: 'team.import', subject, placeId: params.placeId, details: { teams: kept.teamsTotal } })
    }
    return progressOf(await importOf(trx, params.placeId, params.importId))
  }),
]

async function uploadRoster({ trx, actor, params, query, upload, audit }: Context<typeof uploadRosterRoute>) {
  const places = await rosterPlaces(trx, { placeId: params.placeId, today: today(), asOf: query.asOf })
  const place = await trx
    .selectFrom('place')
    .select(['id', 'commune_id as communeId', 'province_id as provinceId'])
    .where('id', '=', params.placeId)
    .executeTakeFirst()
  if (!places || !place?.provinceId) throw new Problem(importPlace)
  const preview = await previewRoster(upload.bytes, upload.name, places)
  const provinceId = place.provinceId
  const id = await keepImport(trx, { ...place, provinceId }, actor.accountId, upload.name, preview)
  const subject = { kind: 'roster', id }
  await audit({ action: 'team.import-read', subject, placeId: place.id, details: { teams: preview.teams } })
  return { id }
}
