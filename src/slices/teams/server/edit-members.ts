import { sql, type Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import { raiseRevisions } from '#platform/server/sync/revision.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { MeasureDelta } from '#platform/shared/measures.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import { signInNameTaken } from '#slices/identity/shared/public.ts'
import { nameKey } from '#slices/places/shared/public.ts'
import { membershipDeltas } from '../shared/measures.ts'
import { alreadyInTeam, leftBeforeJoining, personInOtherTeams, teamDissolved } from '../shared/problems.ts'
import type { Sex, TeamRole } from '../shared/team.ts'
import { countedMemberships, type MembershipToChange } from './counted.queries.ts'
import { addMemberships, addPersons, type NewMembership, type NewPerson, personNameColumns } from './write-members.ts'
import './tables.ts'

type Trx = Transaction<Database>

/** Changes to a person and to their place in one team; what is absent stays. */
export interface MemberChanges {
  name?: string
  phone?: string | null
  phoneNote?: string | null
  birthYear?: number | null
  sex?: Sex | null
  role?: TeamRole
  organisation?: string | null
  position?: string | null
  joinedOn?: Day | null
}

/**
 * Adds a person to a living team. Who has the same name and phone in the province is the same person (as far as the
 * scope shows them). Throws `not-found`, `team.dissolved`, `member.already-in-team`.
 */
export const addMember = async (
  trx: Trx,
  teamId: Id,
  person: NewPerson & Omit<NewMembership, 'memberId'>,
  today: Day,
): Promise<{ id: Id; memberId: Id; deltas: MeasureDelta[] }> => {
  const revs = await raiseRevisions(trx, [teamId])
  const team = { id: teamId, provinceId: await provinceOfLiving(trx, teamId), rev: revs.get(teamId) ?? 0 }
  const known = await knownPerson(trx, team.provinceId, person)
  const [memberId = known?.id ?? ''] = known ? [known.id] : await addPersons(trx, team, [person])
  if (known) await refuseSecondPlace(trx, teamId, memberId)
  const sex = known?.sex ?? person.sex
  const { ids, deltas } = await addMemberships(trx, team, [{ ...person, memberId, sex }], today)
  return { id: ids[0] ?? '', memberId, deltas }
}

/**
 * Changes a member. Fields of the person reach every team the person is in; whoever does not see all those teams may not
 * change them. A new phone number is the new name to sign in with. Throws `not-found`, `member.in-other-team`,
 * `account.name-taken` (the number is that of another account).
 */
export const editMember = async (
  trx: Trx,
  teamId: Id,
  membershipId: Id,
  changes: MemberChanges,
): Promise<MeasureDelta[]> => {
  const { memberId } = await presentMembership(trx, teamId, membershipId)
  const changesPerson = Object.keys(personColumns(changes)).length > 0
  const revs = await raiseRevisions(trx, changesPerson ? await teamsOfPerson(trx, memberId) : [teamId])
  return countingChanges(trx, [memberId], async () => {
    if (changesPerson && !(await changePerson(trx, memberId, changes, revs))) throw new Problem(signInNameTaken)
    await changePlacement(trx, membershipId, changes, revs.get(teamId) ?? 0)
  })
}

/**
 * Writes fields of a person; phones of every team the person is in learn them. `revs`: the raised revisions of those teams.
 * Who signed in with the old number now does so with the new one; false: another account has it, so the old one stays.
 */
export const changePerson = async (
  trx: Trx,
  memberId: Id,
  changes: MemberChanges,
  revs: ReadonlyMap<Id, number>,
): Promise<boolean> => {
  const before = await trx
    .selectFrom('member')
    .select(['phone', 'account_id'])
    .where('id', '=', memberId)
    .executeTakeFirst()
  await trx.updateTable('member').set(personColumns(changes)).where('id', '=', memberId).execute()
  await sql`
    update membership set rev = raised.rev
    from unnest(${[...revs.keys()]}::uuid[], ${[...revs.values()]}::bigint[]) as raised (team_id, rev)
    where membership.member_id = ${memberId} and membership.team_id = raised.team_id and left_on is null`.execute(trx)
  return followPhone(trx, before?.account_id ?? null, before?.phone ?? null, changes.phone ?? null)
}

const followPhone = async (trx: Trx, accountId: Id | null, was: string | null, becomes: string | null) => {
  if (!accountId || !was || !becomes || was === becomes) return true
  const { rows } = await sql<{ followed: boolean }>`
    select sign_in_by_new_phone(${accountId}, ${was}, ${becomes}) as followed`.execute(trx)
  return rows[0]?.followed ?? true
}

/** Writes fields of a membership. */
export const changePlacement = async (
  trx: Trx,
  membershipId: Id,
  changes: MemberChanges,
  rev: number,
): Promise<void> => {
  await trx
    .updateTable('membership')
    .set({ ...placementColumns(changes), rev })
    .where('id', '=', membershipId)
    .execute()
}

/** Runs a change to present members and answers what it changed in the figures. */
export const countingChanges = async (
  trx: Trx,
  memberIds: readonly Id[],
  change: () => Promise<void>,
): Promise<MeasureDelta[]> => {
  const present = sql`s.member_id = any (${[...memberIds]}::uuid[]) and s.left_on is null`
  const before = await countedMemberships(trx, present)
  await change()
  const after = new Map((await countedMemberships(trx, present)).map((membership) => [membership.id, membership]))
  return before.flatMap((membership) => membershipDeltas(membership, after.get(membership.id)))
}

/** Ends a membership on a day. Throws `not-found`, `member.left-before`. */
export const leaveTeam = async (trx: Trx, teamId: Id, membershipId: Id, on: Day): Promise<MeasureDelta[]> => {
  const revs = await raiseRevisions(trx, [teamId])
  return endMembership(trx, await presentMembership(trx, teamId, membershipId), on, revs.get(teamId) ?? 0)
}

/**
 * Moves a member: the left team keeps a row that says so, the other gets a new membership from that day on. Both counters
 * are raised together, in the order of ids. Throws `not-found`, `team.dissolved`, `member.already-in-team`, `member.left-before`.
 */
export const moveMember = async (
  trx: Trx,
  move: { teamId: Id; membershipId: Id; toTeamId: Id; on: Day; role?: TeamRole },
  today: Day,
): Promise<{ id: Id; deltas: MeasureDelta[] }> => {
  const revs = await raiseRevisions(trx, [move.teamId, move.toTeamId])
  const provinceId = await provinceOfLiving(trx, move.toTeamId)
  const leaving = await presentMembership(trx, move.teamId, move.membershipId)
  await refuseSecondPlace(trx, move.toTeamId, leaving.memberId)
  const { organisation, position } = await trx
    .selectFrom('membership')
    .select(['organisation', 'position'])
    .where('id', '=', leaving.id)
    .executeTakeFirstOrThrow()
  const to = { id: move.toTeamId, provinceId, rev: revs.get(move.toTeamId) ?? 0 }
  const { memberId, sex } = leaving
  const joining = { memberId, sex, role: move.role ?? leaving.role, organisation, position, joinedOn: move.on }
  // The new place first: a person in no team for a moment would be outside the scope of an office of the commune.
  const { ids, deltas } = await addMemberships(trx, to, [joining], today)
  const left = await endMembership(trx, leaving, move.on, revs.get(move.teamId) ?? 0)
  return { id: ids[0] ?? '', deltas: [...left, ...deltas] }
}

/** A present membership of the team. Throws `not-found`. */
export const presentMembership = async (trx: Trx, teamId: Id, membershipId: Id): Promise<MembershipToChange> => {
  const [found] = await countedMemberships(
    trx,
    sql`s.id = ${membershipId} and s.team_id = ${teamId} and s.left_on is null`,
  )
  if (!found) throw new Problem(notFound)
  return found
}

const endMembership = async (trx: Trx, leaving: MembershipToChange, on: Day, rev: number): Promise<MeasureDelta[]> => {
  if (leaving.joinedOn !== null && on < leaving.joinedOn)
    throw new Problem(leftBeforeJoining, { left: on, joined: leaving.joinedOn })
  await trx.updateTable('membership').set({ left_on: on, rev }).where('id', '=', leaving.id).execute()
  return membershipDeltas(leaving, { ...leaving, leftOn: on })
}

const provinceOfLiving = async (trx: Trx, teamId: Id): Promise<Id> => {
  const team = await trx
    .selectFrom('team')
    .select(['province_id', 'status'])
    .where('id', '=', teamId)
    .executeTakeFirst()
  if (!team) throw new Problem(notFound)
  if (team.status === 'dissolved') throw new Problem(teamDissolved)
  return team.province_id
}

const knownPerson = async (trx: Trx, provinceId: Id, { name, phone }: NewPerson) =>
  phone
    ? await trx
        .selectFrom('member')
        .select(['id', 'sex'])
        .where('province_id', '=', provinceId)
        .where('name_key', '=', nameKey(name))
        .where('phone', '=', phone)
        .orderBy('id')
        .executeTakeFirst()
    : undefined

const refuseSecondPlace = async (trx: Trx, teamId: Id, memberId: Id): Promise<void> => {
  const there = await countedMemberships(
    trx,
    sql`s.team_id = ${teamId} and s.member_id = ${memberId} and s.left_on is null`,
  )
  if (there.length > 0) throw new Problem(alreadyInTeam)
}

/** The teams of a person, when the scope shows all of them. */
const teamsOfPerson = async (trx: Trx, memberId: Id): Promise<Id[]> => {
  const { rows } = await sql<{ team_ids: Id[]; seen: number }>`
    select team_ids, (select count(*) from membership s where s.member_id = m.id and s.left_on is null) as seen
    from member m where m.id = ${memberId}`.execute(trx)
  const [person] = rows
  if (!person || person.seen < person.team_ids.length) throw new Problem(personInOtherTeams)
  return person.team_ids
}

const personColumns = (changes: MemberChanges) => ({
  ...(changes.name !== undefined && personNameColumns(changes.name)),
  ...(changes.phone !== undefined && { phone: changes.phone }),
  ...(changes.phoneNote !== undefined && { phone_note: changes.phoneNote }),
  ...(changes.birthYear !== undefined && { birth_year: changes.birthYear }),
  ...(changes.sex !== undefined && { sex: changes.sex }),
})

const placementColumns = (changes: MemberChanges) => ({
  ...(changes.role && { role: changes.role }),
  ...(changes.organisation !== undefined && { organisation: changes.organisation }),
  ...(changes.position !== undefined && { position: changes.position }),
  ...(changes.joinedOn !== undefined && { joined_on: changes.joinedOn }),
})
