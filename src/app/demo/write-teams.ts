import type { Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import { type Day, startOfDayMs } from '#platform/shared/dates.ts'
import { fold } from '#platform/shared/folding.ts'
import { ensureHamlets } from '#slices/places/server/public.ts'
import { nameKey, nameSortKey } from '#slices/places/shared/public.ts'
import { insertRows } from './insert-rows.ts'
import { inventedPhone } from './names.ts'
import type { MemberPlan, TeamPlan } from './teams.ts'

type Trx = Transaction<Database>

/** Communes of today exist since that day; so do the hamlets that are made here. */
const hamletsSince: Day = '2025-07-01'

/**
 * Writes teams with their hamlets and people; no doors, no visits. Straight into the tables of the slices: their own
 * writers make one team at a time. `numbered`: how many persons were written before (their phone numbers differ).
 */
export async function writeTeams(trx: Trx, teams: readonly TeamPlan[], revs: readonly number[], numbered: number) {
  await ensureHamlets(
    trx,
    teams.map(({ hamletId, hamlet, commune }) => ({ id: hamletId, communeId: commune.id, ...hamlet })),
    hamletsSince,
  )
  await insertRows(trx, 'team', teams.map(teamRow))
  await insertRows(trx, 'team_place', teams.map(teamPlaceRow))
  await insertRows(
    trx,
    'team_revision',
    teams.map((team, index) => ({ team_id: team.id, rev: revs[index] })),
  )
  await writeMembers(trx, teams, numbered)
}

async function writeMembers(trx: Trx, teams: readonly TeamPlan[], numbered: number): Promise<void> {
  const all = teams.flatMap((team) => team.members.map((member) => ({ team, member })))
  await insertRows(
    trx,
    'member',
    all.map(({ team, member }, index) => memberRow(team, member, numbered + index)),
  )
  await insertRows(
    trx,
    'membership',
    all.map(({ team, member }) => membershipRow(team, member)),
  )
}

const named = (name: string) => ({ name, folded: fold(name), name_key: nameKey(name) })
const momentOf = (day: Day): string => new Date(startOfDayMs(day) + 32_400_000).toISOString()

const teamRow = (team: TeamPlan) => {
  const present = team.members.filter(({ leftOn }) => leftOn === null)
  return {
    id: team.id,
    place_id: team.hamletId,
    commune_id: team.commune.id,
    province_id: team.commune.provinceId,
    path: [...team.commune.path, team.hamletId, team.id],
    kind: team.kind,
    ...named(team.name),
    sort_key: nameSortKey(team.name),
    status: team.status,
    decision_number: team.decisionNumber,
    decision_date: team.establishedOn,
    established_on: team.establishedOn,
    // As the trigger on memberships will find them: it then has nothing to change.
    member_count: present.length,
    leader_count: present.filter(({ role }) => role === 'leader').length,
    rev: 1,
    created_at: momentOf(team.establishedOn),
  }
}

const teamPlaceRow = ({ id, hamletId, commune, establishedOn }: TeamPlan) => ({
  team_id: id,
  place_id: hamletId,
  commune_id: commune.id,
  province_id: commune.provinceId,
  valid_from: establishedOn,
})

const memberRow = (team: TeamPlan, member: MemberPlan, index: number) => ({
  id: member.id,
  province_id: team.commune.provinceId,
  team_ids: member.leftOn === null ? [team.id] : [],
  ...named(member.name),
  phone: member.phone ?? (index % 53 === 7 ? null : inventedPhone(index)),
  birth_year: member.birthYear,
  sex: member.sex,
  created_at: momentOf(member.joinedOn),
})

const membershipRow = (team: TeamPlan, member: MemberPlan) => ({
  id: member.membershipId,
  team_id: team.id,
  member_id: member.id,
  province_id: team.commune.provinceId,
  role: member.role,
  organisation: member.organisation,
  position: member.position,
  joined_on: member.joinedOn,
  left_on: member.leftOn,
  rev: 1,
  created_at: momentOf(member.joinedOn),
})
