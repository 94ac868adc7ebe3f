import { sql, type Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import { loadRows } from '#platform/server/sync/kinds.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { Household } from '../../../shared/household.ts'
import type { ListOptions } from '../../../shared/list/read-list.ts'
import type { Person } from '../../../shared/person.ts'
import { type Criterion, type Register, ruleOf } from '../../../shared/register.ts'
import { personStore } from '../../person-store.ts'
import { registerStore } from '../../register-stores.ts'
import { householdStore } from '../../sync-kinds.ts'

type Trx = Transaction<Database>

export interface TeamDoors {
  /** The revision at which the rows were read, or an earlier one. */
  at: number
  /** All that the team holds, closed and merged ones too, in the order of the walk. */
  doors: Household[]
}

/** The doors of a team. The revision first: whatever changes meanwhile then shows as a later one. */
export const doorsOfTeam = async (trx: Trx, teamId: Id): Promise<TeamDoors> => {
  const revision = await sql<{ rev: number }>`select rev from team_revision where team_id = ${teamId}`.execute(trx)
  const { rows } = await sql<{ row: Household }>`
    select ${householdStore.json} as row from ${householdStore.from}
    where t.team_id = ${teamId} order by t.walk_order, t.id`.execute(trx)
  return { at: revision.rows[0]?.rev ?? 0, doors: rows.map(({ row }) => row) }
}

/** The persons of a team as its phones hold them, but those of whom nothing may be shown; the content comes through one expression. */
export const personsOfTeam = async (trx: Trx, teamId: Id): Promise<Person[]> => {
  const { rows } = await sql<{ row: Person }>`
    select ${personStore.json} as row from ${personStore.from}
    where t.team_id = ${teamId} and t.off_on is null and t.erased_on is null and t.erase_on is null`.execute(trx)
  return rows.map(({ row }) => row)
}

/** The register of a team as its phones know it; undefined where nobody ever decided. */
export const registerOfTeam = async (trx: Trx, teamId: Id): Promise<Register | undefined> =>
  (await loadRows(trx, registerStore, [teamId]))[0] as Register | undefined

/** Criteria of doors by the rule that holds for the team. */
export const doorCriteria = (register: Register | undefined): Criterion[] =>
  ruleOf(register).criteria.filter((criterion) => criterion.of === 'household')

/** What a team's list is read with. */
export const listOptionsOf = async (trx: Trx, teamId: Id): Promise<ListOptions> => {
  const place = await trx
    .selectFrom('team')
    .innerJoin('place', 'place.id', 'team.place_id')
    .select(['place.level', 'place.name'])
    .where('team.id', '=', teamId)
    .executeTakeFirst()
  return {
    criteria: doorCriteria(await registerOfTeam(trx, teamId)),
    hamlet: place?.level === 'hamlet' ? place.name : null,
  }
}
