import { type Kysely, sql, type Transaction } from 'kysely'
import { v7 } from 'uuid'
import type { Database } from '#platform/server/schema.ts'
import type { Id } from '#platform/shared/ids.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import type { RosterPlan } from '../../shared/import/types.ts'
import type { ImportCounts, RosterFigures } from '../../shared/roster-routes.ts'
import type { RosterPreview } from '../import/preview-roster.ts'
import type { ImportProgress } from './apply-roster.ts'
import '../tables.ts'

type Db = Kysely<Database>

export interface KeptImport {
  id: Id
  placeId: Id
  provinceId: Id
  fileName: string
  asOf: string
  figures: RosterFigures
  plan: RosterPlan | null
  state: 'previewed' | 'applying' | 'applied' | 'expired'
  teamsDone: number
  teamsTotal: number
  /** While it is being applied: of the teams done so far. */
  result: ImportCounts | null
  createdAt: Date
}

/** Keeps what was read in a file until it is applied. */
export const keepImport = async (
  trx: Transaction<Database>,
  place: { id: Id; communeId: Id | null; provinceId: Id },
  by: Id,
  fileName: string,
  preview: RosterPreview,
): Promise<Id> => {
  const { asOf, plan, rows: _, ...figures } = preview
  const id = v7()
  await trx
    .insertInto('roster_import')
    .values({
      id,
      place_id: place.id,
      commune_id: place.communeId,
      province_id: place.provinceId,
      created_by: by,
      file_name: fileName,
      as_of: asOf,
      figures: JSON.stringify(figures),
      plan: JSON.stringify(plan),
      teams_total: plan.teams.length,
    })
    .execute()
  return id
}

/** An import of a place. Throws `not-found`. */
export const importOf = async (db: Db, placeId: Id, id: Id): Promise<KeptImport> => {
  const row = await columns(db).select('plan').where('id', '=', id).where('place_id', '=', placeId).executeTakeFirst()
  if (!row) throw new Problem(notFound)
  return row
}

/** The same without a place, for jobs; undefined when it is gone. */
export const importById = (db: Db, id: Id): Promise<KeptImport | undefined> =>
  columns(db).select('plan').where('id', '=', id).executeTakeFirst()

/** Imports of a place, the newest first, without their plans. */
export const importsOf = (db: Db, placeId: Id) =>
  columns(db).where('place_id', '=', placeId).orderBy('created_at', 'desc').limit(50).execute()

/** Takes an import to be applied; false when somebody has it, or had it, already. */
export const claimImport = async (db: Db, id: Id): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('roster_import')
    .set({ state: 'applying' })
    .where('id', '=', id)
    .where('state', '=', 'previewed')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const noteProgress = async (db: Db, id: Id, { done, counts }: ImportProgress): Promise<void> => {
  await db
    .updateTable('roster_import')
    .set({ teams_done: done, result: JSON.stringify(counts) })
    .where('id', '=', id)
    .where('state', '=', 'applying')
    .execute()
}

/** Done: the names and phones of the plan are no longer needed. */
export const finishImport = async (db: Db, id: Id, result: ImportCounts): Promise<void> => {
  await db
    .updateTable('roster_import')
    .set({
      state: 'applied',
      plan: null,
      result: JSON.stringify(result),
      applied_at: new Date(),
      teams_done: sql`teams_total`,
    })
    .where('id', '=', id)
    .where('state', '=', 'applying')
    .execute()
}

export const importDays = 7

/** Empties the plans of imports that nobody applied within seven days; answers how many. */
export const expireImports = async (db: Db): Promise<number> => {
  const { numUpdatedRows } = await db
    .updateTable('roster_import')
    .set({ state: 'expired', plan: null })
    .where('plan', 'is not', null)
    .where('created_at', '<', sql<Date>`now() - make_interval(days => ${importDays})`)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

const columns = (db: Db) =>
  db
    .selectFrom('roster_import')
    .select([
      'id',
      'place_id as placeId',
      'province_id as provinceId',
      'file_name as fileName',
      'as_of as asOf',
      'figures',
      'state',
      'teams_done as teamsDone',
      'teams_total as teamsTotal',
      'result',
      'created_at as createdAt',
    ])
