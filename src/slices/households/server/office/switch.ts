import { sql, type Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { Problem } from '#platform/shared/problem.ts'
import type { BodyOf, OutputOf } from '#platform/shared/route.ts'
import { dayBehind, decidedMeanwhile } from '../../shared/problems.ts'
import type { decideSwitchRoute, SwitchVersion, switchRoute } from '../../shared/switch-routes.ts'
import '../tables.ts'

type Trx = Transaction<Database>

/** Everything a commune decided on its register, and how many persons it concerns. */
export const switchOf = async (trx: Trx, communeId: Id, day: Day): Promise<OutputOf<typeof switchRoute>> => {
  const versions = await versionsOf(trx, communeId)
  return { versions, inForce: inForce(versions, day)?.version ?? null, persons: await personsOf(trx, communeId) }
}

/** The newest version whose day has come. */
export const inForce = <Version extends { validFrom: Day }>(versions: readonly Version[], day: Day) =>
  versions.find(({ validFrom }) => validFrom <= day)

/** The newest first. */
export const versionsOf = async (trx: Trx, communeId: Id): Promise<SwitchVersion[]> => {
  const rows = await trx
    .selectFrom('commune_register')
    .select(['version', 'is_on as on', 'purpose', 'legal_basis as legalBasis', 'retention_months as retentionMonths'])
    .select(['decided_by as decidedBy', 'note as remark', 'valid_from as validFrom', 'made_at as madeAt'])
    .where('commune_id', '=', communeId)
    .orderBy('version', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, madeAt: row.madeAt.toISOString() }))
}

/** The last version decides; its teams' phones learn it by their revisions. Answers how many teams changed today. */
export const decideSwitch = async (
  trx: Trx,
  communeId: Id,
  wish: BodyOf<typeof decideSwitchRoute>,
  by: Id,
  day: Day,
): Promise<OutputOf<typeof decideSwitchRoute>> => {
  if (wish.validFrom < day) throw new Problem(dayBehind)
  const [last] = await versionsOf(trx, communeId)
  if ((last?.version ?? 0) !== wish.after) throw new Problem(decidedMeanwhile)
  const version = wish.after + 1
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('commune_register')
    .values({
      commune_id: communeId,
      version,
      is_on: wish.on,
      purpose: wish.purpose,
      legal_basis: wish.legalBasis,
      retention_months: wish.retentionMonths,
      decided_by: wish.decidedBy,
      note: wish.remark,
      valid_from: wish.validFrom,
      made_by: by,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) throw new Problem(decidedMeanwhile)
  return { version, teams: await refreshTeams(trx, sql`commune_id = ${communeId}`, day) }
}

/** Brings what phones know of switch and rule in line, for teams of a commune or province. Answers how many changed. */
export const refreshTeams = async (trx: Trx, which: ReturnType<typeof sql>, day: Day): Promise<number> => {
  const { rows } = await sql<{ changed: number }>`
    select coalesce(refresh_registers((select array_agg(id order by id) from team where ${which}), ${day}::date), 0) as changed
    `.execute(trx)
  return rows[0]?.changed ?? 0
}

type Persons = OutputOf<typeof switchRoute>['persons']

const personsOf = async (trx: Trx, communeId: Id): Promise<Persons> => {
  const { rows } = await sql<Persons>`
    select count(*) filter (where usable)::int as present,
      count(*) filter (where p.restricted_on is not null)::int as stopped,
      count(*) filter (where not usable and p.restricted_on is null)::int as resting,
      count(distinct p.household_id)::int as doors, count(distinct p.team_id)::int as teams
    from person p join team t on t.id = p.team_id
    cross join lateral (select p.restricted_on is null and p.left_on is null and p.merged_into is null
      and p.off_on is null as usable) as state
    where t.commune_id = ${communeId} and p.erased_on is null`.execute(trx)
  return rows[0] ?? { present: 0, stopped: 0, resting: 0, doors: 0, teams: 0 }
}
