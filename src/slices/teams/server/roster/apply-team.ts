import type { Transaction } from 'kysely'
import { emitDeltas } from '#platform/server/measures/emit.ts'
import type { Database } from '#platform/server/schema.ts'
import { raiseRevisions } from '#platform/server/sync/revision.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { MeasureDelta } from '#platform/shared/measures.ts'
import { ensureHamlet } from '#slices/places/server/public.ts'
import type { ChangeCounts, ChangedMembership, PersonChange, RosterChanges } from '../../shared/import/changes.ts'
import { planChanges } from '../../shared/import/plan-changes.ts'
import type { PlannedTeam, RosterRow } from '../../shared/import/types.ts'
import { changePerson, changePlacement, countingChanges } from '../edit-members.ts'
import { addMemberships, addPersons, type TeamToFill } from '../write-members.ts'
import { createTeam } from '../write-teams.ts'
import { currentTeamRoster } from './current-roster.queries.ts'

type Trx = Transaction<Database>

/** A team of the file, on the hamlet that it is to stand on. */
export interface TeamToApply {
  planned: PlannedTeam
  provinceId: Id
  hamletKind: string | null
  hamletName: string
  /** The id it gets when there is none yet: the scope of the transaction must show it. */
  newId: Id
}

/**
 * Brings one team to what the file says, in the caller's transaction: the hamlet and the team are made if they are not
 * there, people are entered or changed; nobody is taken out. What is so already stays untouched, so a second run does
 * nothing and raises no revision. Answers what was done.
 */
export const applyTeam = async (trx: Trx, wanted: TeamToApply, today: Day): Promise<ChangeCounts> => {
  const { planned, hamletKind: kind, hamletName: name, provinceId } = wanted
  const { id } = await ensureHamlet(trx, { communeId: planned.placeId, kind, name }, today)
  const hamlet = { id, provinceId }
  const seen = await changesOf(trx, wanted, hamlet)
  if (isNothing(seen)) return seen.counts
  const made = seen.teams[0]?.id ? [] : await makeTeam(trx, wanted, hamlet.id, today)
  const { revs, changes } = await lockAndLookAgain(trx, wanted, hamlet, seen)
  const team = { id: changes.teams[0]?.id ?? wanted.newId, provinceId, rev: 0 }
  const filled = { ...team, rev: revs.get(team.id) ?? 0 }
  const changed = await writeChanges(trx, changes, filled, revs)
  const added = await addRows(trx, changes, filled, today)
  await emitDeltas(trx, [...made, ...changed, ...added])
  const isNew = seen.teams[0]?.id === null
  return { ...changes.counts, teamsAdded: isNew ? 1 : 0, teamsFound: isNew ? 0 : 1 }
}

interface Hamlet {
  id: Id
  provinceId: Id
}

const changesOf = async (trx: Trx, { planned, hamletKind, hamletName }: TeamToApply, hamlet: Hamlet) => {
  const phones = planned.members.flatMap((row) => row.phone ?? [])
  // The hamlet was chosen with the whole file in view; here it counts as if the file named it so.
  const team = { ...planned, hamletKind, hamletName, formerCommune: null }
  return planChanges(await currentTeamRoster(trx, hamlet, phones), { teams: [team] })
}

const isNothing = ({ teams, people }: RosterChanges): boolean =>
  people.length === 0 && teams.every(({ id, added, changed }) => id !== null && added.length + changed.length === 0)

const makeTeam = async (trx: Trx, { newId }: TeamToApply, placeId: Id, today: Day): Promise<MeasureDelta[]> =>
  (await createTeam(trx, { id: newId, placeId }, today)).deltas

/** Locks the team and the other teams of people who change, then asks again: somebody may have been faster. */
const lockAndLookAgain = async (
  trx: Trx,
  wanted: TeamToApply,
  hamlet: Hamlet,
  seen: RosterChanges,
): Promise<{ revs: ReadonlyMap<Id, number>; changes: RosterChanges }> => {
  const team = seen.teams[0]?.id
  const touched = [...(team ? [team] : []), ...(await teamsOf(trx, seen.people))]
  const revs = new Map(await raiseRevisions(trx, touched.length > 0 ? touched : [wanted.newId]))
  const changes = await changesOf(trx, wanted, hamlet)
  const late = (await teamsOf(trx, changes.people)).filter((id) => !revs.has(id))
  if (late.length > 0) for (const [id, rev] of await raiseRevisions(trx, late)) revs.set(id, rev)
  return { revs, changes }
}

const teamsOf = async (trx: Trx, people: readonly PersonChange[]): Promise<Id[]> => {
  if (people.length === 0) return []
  const rows = await trx
    .selectFrom('membership')
    .select('team_id')
    .distinct()
    .where('left_on', 'is', null)
    .where(
      'member_id',
      'in',
      people.map((person) => person.personId),
    )
    .execute()
  return rows.map((row) => row.team_id)
}

const writeChanges = (trx: Trx, { teams, people }: RosterChanges, team: TeamToFill, revs: ReadonlyMap<Id, number>) => {
  const memberships = teams.flatMap(({ changed }) => changed)
  const members = [...new Set([...people, ...memberships].map(({ personId }) => personId))]
  return countingChanges(trx, members, async () => {
    // Where another account has the new number, the old one stays the name to sign in with: no reason to stop a whole list.
    for (const { personId, fields } of people) await changePerson(trx, personId, fields, revs)
    for (const membership of memberships) await changeMembership(trx, membership, team.rev)
  })
}

const changeMembership = (trx: Trx, { membershipId, fields }: ChangedMembership, rev: number): Promise<void> => {
  const { joined, ...others } = fields
  return changePlacement(trx, membershipId, { ...others, ...(joined !== undefined && { joinedOn: joined }) }, rev)
}

const addRows = async (trx: Trx, { teams }: RosterChanges, team: TeamToFill, today: Day): Promise<MeasureDelta[]> => {
  const added = teams.flatMap((one) => one.added)
  const unknown = added.filter(({ personId }) => personId === null)
  const entered = await addPersons(
    trx,
    team,
    unknown.map(({ row }) => row),
  )
  const ids = new Map(unknown.map(({ row }, index) => [row.key, entered[index] ?? '']))
  const memberships = added.map(({ row, personId }) => membershipOf(row, personId ?? ids.get(row.key) ?? ''))
  return (await addMemberships(trx, team, memberships, today)).deltas
}

const membershipOf = ({ role, sex, organisation, position, joined }: RosterRow, memberId: Id) => ({
  memberId,
  role,
  sex,
  organisation,
  position,
  joinedOn: joined,
})
