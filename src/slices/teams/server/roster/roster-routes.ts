import type { Kysely } from 'kysely'
import {
  type Context,
  type Implementation,
  implement,
  implementPrepared,
  implementUnbound,
  type PreparingContext,
  type UnboundContext,
} from '#platform/server/endpoint.ts'
import type { Database } from '#platform/server/schema.ts'
import { Problem } from '#platform/shared/problem.ts'
import { planChanges } from '../../shared/import/plan-changes.ts'
import { importExpired, importPlace } from '../../shared/problems.ts'
import { applyRosterRoute, listRostersRoute, rosterRoute, uploadRosterRoute } from '../../shared/roster-routes.ts'
import { today } from '../days.ts'
import { rosterPlaces } from '../import/commune-resolver.ts'
import { previewRoster, type RosterPreview } from '../import/preview-roster.ts'
import { currentRoster } from './current-roster.queries.ts'
import { importOf, importsOf, keepImport } from './imports.queries.ts'
import { presentImport, progressOf } from './present-import.ts'
import { claimToApply, workInRequest } from './run-import.ts'

/** Routes of roster imports: read, look, apply. */
export const rosterRoutes: Implementation[] = [
  implementPrepared(uploadRosterRoute, readUploaded, keepUploaded),
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
  implement(rosterRoute, async ({ trx, params, query }) => {
    const kept = await importOf(trx, params.placeId, params.importId)
    const changes = kept.plan ? planChanges(await currentRoster(trx, kept.provinceId), kept.plan) : null
    return presentImport(kept, changes, query.page ?? 1)
  }),
  implementUnbound(applyRosterRoute, applyUploaded),
]

/** Before the transaction: a file may take a minute to read, in its own process. */
async function readUploaded({ db, params, query, upload }: PreparingContext<typeof uploadRosterRoute>) {
  const places = await rosterPlaces(db, { placeId: params.placeId, today: today(), asOf: query.asOf })
  if (!places || !(await placeOf(db, params.placeId))) throw new Problem(importPlace)
  return previewRoster(upload.bytes, upload.name, places)
}

async function keepUploaded(
  { trx, actor, params, upload, audit }: Context<typeof uploadRosterRoute>,
  preview: RosterPreview,
) {
  const place = await placeOf(trx, params.placeId)
  if (!place) throw new Problem(importPlace)
  const id = await keepImport(trx, place, actor.accountId, upload.name, preview)
  const subject = { kind: 'roster', id }
  await audit({ action: 'team.import-read', subject, placeId: place.id, details: { teams: preview.teams } })
  return { id }
}

/** A place that lies in a province; null for the nation. */
async function placeOf(db: Kysely<Database>, id: string) {
  const place = await db
    .selectFrom('place')
    .select(['id', 'commune_id as communeId', 'province_id as provinceId'])
    .where('id', '=', id)
    .executeTakeFirst()
  return place?.provinceId ? { ...place, provinceId: place.provinceId } : null
}

/** A transaction a team, one after the other: at no time does the request hold more than one. */
async function applyUploaded({ db, scope, params, transaction }: UnboundContext<typeof applyRosterRoute>) {
  const { placeId, importId } = params
  const claimed = await transaction(async ({ trx, audit }) => {
    const kept = await importOf(trx, placeId, importId)
    if (kept.state === 'expired') throw new Problem(importExpired)
    if (!(await claimToApply(trx, importId))) return false
    const subject = { kind: 'roster', id: importId }
    await audit({ action: 'team.import', subject, placeId, details: { teams: kept.teamsTotal } })
    return true
  })
  if (claimed) await workInRequest(db, scope, importId)
  return progressOf(await transaction(({ trx }) => importOf(trx, placeId, importId)))
}
