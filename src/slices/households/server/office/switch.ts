import { sql, type Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { Problem } from '#platform/shared/problem.ts'
import type { BodyOf, OutputOf } from '#platform/shared/route.ts'
import { dayBehind, decidedMeanwhile } from '../../shared/office-problems.ts'
import type { decideSwitchRoute, SwitchVersion, switchRoute } from '../../shared/switch-routes.ts'
import { decideRegister } from '../decide-register.ts'
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

/** Adds the decision; phones of its teams learn it by their revisions. Throws when somebody else has decided meanwhile. */
export const decideSwitch = async (
  trx: Trx,
  communeId: Id,
  { after, remark, ...wish }: BodyOf<typeof decideSwitchRoute>,
  by: Id,
  day: Day,
): Promise<OutputOf<typeof decideSwitchRoute>> => {
  if (wish.validFrom < day) throw new Problem(dayBehind)
  const [last] = await versionsOf(trx, communeId)
  if ((last?.version ?? 0) !== after) throw new Problem(decidedMeanwhile)
  return { version: await decideRegister(trx, { communeId, ...wish, note: remark, by }) }
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
