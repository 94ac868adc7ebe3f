import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { type Scope, setScope } from '#platform/server/db.ts'
import type { Database } from '#platform/server/schema.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { Actor } from '#platform/shared/permission.ts'
import { Problem } from '#platform/shared/problem.ts'
import { addAccount, type Identity, startSession } from '#slices/identity/server/public.ts'
import { minimumPassword } from '#slices/identity/shared/public.ts'
import { placeTitle } from '#slices/places/shared/public.ts'
import { initialOf } from '../shared/names.ts'
import {
  invitationExpired,
  invitationHasAccount,
  invitationNeedsName,
  invitationOtherPerson,
  invitationRevoked,
  invitationUsed,
  invitationWrong,
} from '../shared/problems.ts'
import { hashOfTyped } from './invitations.ts'
import './tables.ts'

type Trx = Transaction<Database>

interface Found {
  id: Id
  team_id: Id
  member_id: Id
  account_id: Id | null
}

/** What a code leads to, said to whoever holds it: no name, no phone. Throws `invitation.*`. */
export const openInvitation = async (trx: Trx, typed: string) => {
  const found = await findInvitation(trx, typed)
  await setScope(trx, scopeOfTeam(found.team_id))
  const { rows } = await sql<OpenRow>`
    select t.name as team, c.kind, c.name as commune, m.name, m.phone
    from team t
    join place c on c.id = t.commune_id
    join member m on m.id = ${found.member_id}
    where t.id = ${found.team_id} and t.status <> 'dissolved'`.execute(trx)
  const [row] = rows
  // Has left the team since, or the team was dissolved.
  if (!row) throw new Problem(invitationRevoked)
  return {
    team: row.team,
    commune: placeTitle(row.kind, row.commune),
    initial: initialOf(row.name),
    hasAccount: found.account_id !== null,
    needsSignInName: found.account_id === null && row.phone === null,
    minimumPassword: minimumPassword.member,
  }
}

interface OpenRow {
  team: string
  kind: string | null
  commune: string
  name: string
  phone: string | null
}

export interface Acceptance {
  code: string
  password: string
  deviceName: string
  /** For members without a phone number, or whose number another account has. */
  signInName?: string
}

/**
 * Makes the member's account and signs the device in. One of two devices that accept at once gets the account, the
 * other learns that the code was used. Throws `invitation.*`, `account.*`, `auth.password-*`.
 */
export const acceptInvitation = async (trx: Trx, { auth }: Pick<Identity, 'auth'>, acceptance: Acceptance) => {
  const found = await findInvitation(trx, acceptance.code)
  const accountId = randomUUID()
  await setScope(trx, { ...scopeOfTeam(found.team_id), account: accountId })
  const member = await lockMember(trx, found)
  if (member.account_id !== null) throw new Problem(invitationHasAccount)
  const typedName = acceptance.signInName ?? member.phone
  if (!typedName) throw new Problem(invitationNeedsName)
  const signInName = await addAccount(trx, auth, {
    id: accountId,
    name: member.name,
    signInName: typedName,
    placeId: null,
    provinceId: member.province_id,
    createdBy: null,
    password: acceptance.password,
    mustChangePassword: false,
    least: minimumPassword.member,
  })
  await bind(trx, found, accountId)
  const token = await startSession(auth, signInName, acceptance.password, acceptance.deviceName)
  return { token, accountId, memberId: found.member_id, teamId: found.team_id }
}

/**
 * Accepts with the account that is signed in: the member's own, or one that belongs to no member yet.
 * Throws `invitation.*`.
 */
export const linkInvitation = async (trx: Trx, actor: Actor, scope: Scope, typed: string) => {
  const found = await findInvitation(trx, typed)
  await setScope(trx, { ...scope, teams: [...scope.teams, found.team_id] })
  const member = await lockMember(trx, found)
  const isOwn = member.account_id === actor.accountId
  const isFree = member.account_id === null && actor.memberId === null
  if (!isOwn && !isFree) throw new Problem(invitationOtherPerson)
  await bind(trx, found, actor.accountId)
  return { memberId: found.member_id, teamId: found.team_id }
}

const findInvitation = async (trx: Trx, typed: string): Promise<Found> => {
  const hash = hashOfTyped(typed)
  if (!hash) throw new Problem(invitationWrong)
  const { rows } = await sql<
    Found & { expires_at: Date; used_at: Date | null; revoked_at: Date | null; expired: boolean }
  >`
    select id, team_id, member_id, account_id, used_at, revoked_at, expires_at <= now() as expired
    from invitation_by_code(${hash})`.execute(trx)
  const [found] = rows
  if (!found) throw new Problem(invitationWrong)
  if (found.used_at) throw new Problem(invitationUsed)
  if (found.revoked_at) throw new Problem(invitationRevoked)
  if (found.expired) throw new Problem(invitationExpired)
  return found
}

/** Takes the invitation, then the person: whoever comes second finds it used. */
const lockMember = async (trx: Trx, found: Found) => {
  const invitation = await trx
    .selectFrom('invitation')
    .select(['used_at', 'revoked_at'])
    .where('id', '=', found.id)
    .forUpdate()
    .executeTakeFirst()
  if (invitation?.used_at) throw new Problem(invitationUsed)
  const member = await trx
    .selectFrom('member')
    .select(['name', 'phone', 'province_id', 'account_id'])
    .where('id', '=', found.member_id)
    .forUpdate()
    .executeTakeFirst()
  if (!invitation || invitation.revoked_at || !member) throw new Problem(invitationRevoked)
  return member
}

const bind = async (trx: Trx, found: Found, accountId: Id): Promise<void> => {
  await trx.updateTable('member').set({ account_id: accountId }).where('id', '=', found.member_id).execute()
  await trx.updateTable('invitation').set({ used_at: sql`now()` }).where('id', '=', found.id).execute()
}

const scopeOfTeam = (teamId: Id): Scope => ({ account: null, teams: [teamId], provinces: [], communes: [] })
