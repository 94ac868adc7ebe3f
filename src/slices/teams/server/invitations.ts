import { createHash, randomInt } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { v7 } from 'uuid'
import type { Database } from '#platform/server/schema.ts'
import { addDays, type Day, dayInVietnam, startOfDayMs } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { readableCode, readCode } from '#platform/shared/readable-code.ts'
import './tables.ts'

type Trx = Transaction<Database>

/** Days that a slip can be used, the day of printing not counted: handed out at the next team meeting, and time to come home. */
export const invitationDays = 14
/** The same for a new password: whoever finds the code could become the member. */
export const passwordDays = 3

export type InvitationPurpose = 'join' | 'password'
const daysFor: Record<InvitationPurpose, number> = { join: invitationDays, password: passwordDays }

/** Whom to invite. */
export interface Invitee {
  memberId: Id
  teamId: Id
  provinceId: Id
}

/** An invitation just made. The code is nowhere else: the database keeps its hash. */
export interface MadeInvitation {
  id: Id
  code: string
  expiresAt: Date
  /** The last day (in Vietnam) on which it can be used. */
  lastDay: Day
}

/** Makes an invitation for each, in order; earlier open ones of the same member to the same team end, whatever for. */
export const makeInvitations = async (
  trx: Trx,
  invitees: readonly Invitee[],
  createdBy: Id,
  nowMs: number,
  purpose: InvitationPurpose = 'join',
): Promise<MadeInvitation[]> => {
  if (invitees.length === 0) return []
  await revokeEarlier(trx, invitees)
  const lastDay = addDays(dayInVietnam(nowMs), daysFor[purpose])
  const expiresAt = new Date(startOfDayMs(addDays(lastDay, 1)))
  const made = invitees.map(() => ({ id: v7(), code: readableCode((below) => randomInt(below)), expiresAt, lastDay }))
  const rows = invitees.map((invitee, index) => ({
    id: made[index]?.id ?? v7(),
    purpose,
    code_hash: hashOfCode(made[index]?.code ?? ''),
    team_id: invitee.teamId,
    member_id: invitee.memberId,
    province_id: invitee.provinceId,
    created_by: createdBy,
    expires_at: expiresAt,
    used_at: null,
    revoked_at: null,
  }))
  await trx.insertInto('invitation').values(rows).execute()
  return made
}

/** Ends an open invitation of a team; answers whether there was one. */
export const revokeInvitation = async (trx: Trx, teamId: Id, id: Id): Promise<boolean> => {
  const { numUpdatedRows } = await trx
    .updateTable('invitation')
    .set({ revoked_at: sql`now()` })
    .where('id', '=', id)
    .where('team_id', '=', teamId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export interface OpenInvitation {
  id: Id
  memberId: Id
  membershipId: Id | null
  expiresAt: string
}

/** Invitations of a team that can still be used, the newest first. */
export const openInvitationsOf = async (trx: Trx, teamId: Id): Promise<OpenInvitation[]> => {
  const { rows } = await sql<Omit<OpenInvitation, 'expiresAt'> & { expires_at: Date }>`
    select i.id, i.member_id as "memberId", s.id as "membershipId", i.expires_at
    from invitation i
    left join membership s on s.team_id = i.team_id and s.member_id = i.member_id and s.left_on is null
    where i.team_id = ${teamId} and i.used_at is null and i.revoked_at is null and i.expires_at > now()
    order by i.id desc`.execute(trx)
  return rows.map(({ expires_at, ...row }) => ({ ...row, expiresAt: expires_at.toISOString() }))
}

/** The name under which a code is kept; null when what was typed cannot be one. A plain hash suffices: nobody guesses 74 bits. */
export const hashOfTyped = (typed: string): string | null => {
  const code = readCode(typed)
  return code && hashOfCode(code)
}

const hashOfCode = (code: string): string => createHash('sha256').update(code).digest('hex')

const revokeEarlier = async (trx: Trx, invitees: readonly Invitee[]): Promise<void> => {
  await sql`
    update invitation set revoked_at = now()
    from unnest(${invitees.map((one) => one.teamId)}::uuid[], ${invitees.map((one) => one.memberId)}::uuid[])
      as invitee (team_id, member_id)
    where invitation.team_id = invitee.team_id and invitation.member_id = invitee.member_id
      and used_at is null and revoked_at is null`.execute(trx)
}
