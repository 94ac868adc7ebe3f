import type { Transaction } from 'kysely'
import { v7 } from 'uuid'
import type { Database } from '#platform/server/schema.ts'
import type { Day } from '#platform/shared/dates.ts'
import { fold, tidy } from '#platform/shared/folding.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { MeasureDelta } from '#platform/shared/measures.ts'
import { nameKey } from '#slices/places/shared/public.ts'
import { membershipDeltas } from '../shared/measures.ts'
import type { Sex, TeamRole } from '../shared/team.ts'
import './tables.ts'

type Trx = Transaction<Database>

/** A person to be entered; what is absent is unknown. */
export interface NewPerson {
  id?: Id
  name: string
  phone?: string | null
  phoneNote?: string | null
  birthYear?: number | null
  sex?: Sex | null
}

/** A person's place in a team. */
export interface NewMembership {
  memberId: Id
  role: TeamRole
  sex?: Sex | null
  organisation?: string | null
  position?: string | null
  joinedOn?: Day | null
}

/** The team that members are added to, its revision already raised in this transaction. */
export interface TeamToFill {
  id: Id
  provinceId: Id
  rev: number
}

/**
 * Enters persons who are in no team yet, one statement; answers their ids in order. `team`: the one that they join in the
 * same transaction; a person without a team would be outside the scope of the office that enters them.
 */
export const addPersons = async (trx: Trx, team: TeamToFill, persons: readonly NewPerson[]): Promise<Id[]> => {
  if (persons.length === 0) return []
  const rows = persons.map((person) => ({
    id: person.id ?? v7(),
    province_id: team.provinceId,
    team_ids: [team.id],
    ...personNameColumns(person.name),
    phone: person.phone ?? null,
    phone_note: person.phoneNote ?? null,
    birth_year: person.birthYear ?? null,
    sex: person.sex ?? null,
    account_id: null,
  }))
  await trx.insertInto('member').values(rows).execute()
  return rows.map((row) => row.id)
}

/** Puts persons into a team, one statement; answers what that changes in the figures. `today`: the day in Vietnam. */
export const addMemberships = async (
  trx: Trx,
  team: TeamToFill,
  memberships: readonly NewMembership[],
  today: Day,
): Promise<{ ids: Id[]; deltas: MeasureDelta[] }> => {
  if (memberships.length === 0) return { ids: [], deltas: [] }
  const rows = memberships.map((membership) => membershipRow(team, membership))
  await trx.insertInto('membership').values(rows).execute()
  const deltas = memberships.flatMap(({ role, sex, joinedOn }) =>
    membershipDeltas(undefined, {
      teamId: team.id,
      role,
      sex: sex ?? null,
      joinedOn: joinedOn ?? null,
      leftOn: null,
      createdOn: today,
    }),
  )
  return { ids: rows.map((row) => row.id), deltas }
}

/** The columns that hold a person's name and are made from it. */
export const personNameColumns = (name: string) => {
  const tidied = tidy(name)
  return { name: tidied, folded: fold(tidied), name_key: nameKey(tidied) }
}

const membershipRow = (team: TeamToFill, membership: NewMembership) => ({
  id: v7(),
  team_id: team.id,
  member_id: membership.memberId,
  province_id: team.provinceId,
  role: membership.role,
  organisation: membership.organisation ?? null,
  position: membership.position ?? null,
  joined_on: membership.joinedOn ?? null,
  left_on: null,
  rev: team.rev,
})
