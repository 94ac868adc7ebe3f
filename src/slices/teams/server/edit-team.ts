import { sql, type Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import { raiseRevisions } from '#platform/server/sync/revision.ts'
import { type Day, dayInVietnam } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { MeasureDelta } from '#platform/shared/measures.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import { type CountedTeam, membershipDeltas, teamDeltas } from '../shared/measures.ts'
import { teamDissolved, teamNameTaken } from '../shared/problems.ts'
import { countedMemberships } from './counted.queries.ts'
import type { NewTeam } from './write-teams.ts'
import { teamNameColumns } from './write-teams.ts'
import './tables.ts'

type Trx = Transaction<Database>

/** What of a team can be changed; what is absent stays. */
export type TeamChanges = Omit<NewTeam, 'id' | 'placeId'>

/** Changes a living team; answers what that changes in the figures. Throws `not-found`, `team.dissolved`, `team.name-taken`. */
export const editTeam = async (trx: Trx, id: Id, changes: TeamChanges): Promise<MeasureDelta[]> => {
  const { team, rev } = await lockTeam(trx, id)
  if (changes.name) await refuseTakenName(trx, id, changes.name)
  await trx
    .updateTable('team')
    .set({ ...columnsOf(changes), rev })
    .where('id', '=', id)
    .execute()
  const { establishedOn = team.establishedOn } = changes
  return teamDeltas(team, { ...team, establishedOn })
}

/**
 * Dissolves a living team: present members leave on the day (or on their day of joining, should that be later).
 * Answers what that changes in the figures. Throws `not-found`, `team.dissolved`.
 */
export const dissolveTeam = async (trx: Trx, id: Id, on: Day): Promise<MeasureDelta[]> => {
  const { team, rev } = await lockTeam(trx, id)
  await trx.updateTable('team').set({ status: 'dissolved', dissolved_on: on, rev }).where('id', '=', id).execute()
  const leaving = await countedMemberships(trx, sql`s.team_id = ${id} and s.left_on is null`)
  await trx
    .updateTable('membership')
    .set({ left_on: sql`greatest(${on}::date, joined_on)`, rev })
    .where('team_id', '=', id)
    .where('left_on', 'is', null)
    .execute()
  const left = leaving.flatMap((member) => {
    const leftOn = member.joinedOn !== null && member.joinedOn > on ? member.joinedOn : on
    return membershipDeltas(member, { ...member, leftOn })
  })
  return [...teamDeltas(team, { ...team, dissolvedOn: on }), ...left]
}

/** Takes the team's revision, then the team: whoever comes second sees what the first has made of it. */
const lockTeam = async (trx: Trx, id: Id): Promise<{ team: CountedTeam; rev: number }> => {
  const revs = await raiseRevisions(trx, [id])
  const row = await trx
    .selectFrom('team')
    .select(['id', 'status', 'established_on', 'dissolved_on', 'created_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Problem(notFound)
  if (row.status === 'dissolved') throw new Problem(teamDissolved)
  const createdOn = dayInVietnam(row.created_at.getTime())
  const team = { id, establishedOn: row.established_on, dissolvedOn: row.dissolved_on, createdOn }
  return { team, rev: revs.get(id) ?? 0 }
}

const refuseTakenName = async (trx: Trx, id: Id, name: string): Promise<void> => {
  const { rows } = await sql`
    select from team other join team self on self.id = ${id}
    where other.place_id = self.place_id and other.name_key = ${teamNameColumns(name).name_key}
      and other.status <> 'dissolved' and other.id <> self.id`.execute(trx)
  if (rows.length > 0) throw new Problem(teamNameTaken)
}

const columnsOf = (changes: TeamChanges) => ({
  ...(changes.name && teamNameColumns(changes.name)),
  ...(changes.kind && { kind: changes.kind }),
  ...(changes.status && { status: changes.status }),
  ...(changes.decisionNumber !== undefined && { decision_number: changes.decisionNumber }),
  ...(changes.decisionDate !== undefined && { decision_date: changes.decisionDate }),
  ...(changes.establishedOn !== undefined && { established_on: changes.establishedOn }),
})
