import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import { type Scope, setScope } from '#platform/server/db.ts'
import type { PublicUnboundContext } from '#platform/server/endpoint.ts'
import type { Database } from '#platform/server/schema.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { Actor } from '#platform/shared/permission.ts'
import { Problem } from '#platform/shared/problem.ts'
import {
  addAccount,
  type Identity,
  type MemberAccount,
  memberAccount,
  newPasswordHash,
  resetPassword,
  startSession,
} from '#slices/identity/server/public.ts'
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
import { hashOfTyped, type InvitationPurpose } from './invitations.ts'
import './tables.ts'

type Trx = Transaction<Database>

interface Found {
  id: Id
  purpose: InvitationPurpose
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
    purpose: found.purpose,
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

/** Transactions of a request that is in nobody's scope. */
type Transactions = PublicUnboundContext['transaction']

/**
 * Makes the member's account, or sets its new password, and signs the device in. The hash is made between two short
 * transactions, so that nobody waits for it. One of two devices that accept at once gets in, the other learns that the code
 * was used. Throws `invitation.*`, `account.*`, `auth.*`, `server.busy`.
 */
export const acceptInvitation = async (
  transaction: Transactions,
  identity: Pick<Identity, 'auth' | 'db'>,
  acceptance: Acceptance,
) => {
  const newId = randomUUID()
  const takeIt = (trx: Trx) => takeInvitation(trx, identity, acceptance, newId)
  const { signInName: name } = await transaction(({ trx }) => takeIt(trx))
  const least = minimumPassword.member
  const passwordHash = await newPasswordHash(identity.auth, { password: acceptance.password, least, signInName: name })
  const accepted = await transaction(async ({ trx, audit }) => {
    const taken = await takeIt(trx)
    const signInName = await (taken.account
      ? setNewPassword(trx, identity, taken.account, passwordHash)
      : makeAccount(trx, identity, taken, passwordHash))
    await bind(trx, taken.found, taken.accountId)
    const action = taken.account ? 'password.reset' : 'invitation.accept'
    const subject = { kind: 'account', id: taken.accountId }
    await audit({ action, subject, teamId: taken.found.team_id }, taken.accountId)
    return { ...taken, signInName }
  })
  const token = await startSession(identity.auth, accepted.signInName, acceptance.password, acceptance.deviceName)
  const { accountId, found } = accepted
  return { token, accountId, memberId: found.member_id, teamId: found.team_id }
}

/** An invitation taken by whoever holds its code: `account` where it is for a new password. */
interface Taken {
  found: Found
  member: Awaited<ReturnType<typeof lockMember>>
  accountId: Id
  account: MemberAccount | null
  /** As kept, or as typed for a new account. */
  signInName: string
}

const takeInvitation = async (
  trx: Trx,
  { db }: Pick<Identity, 'db'>,
  { code, signInName }: Acceptance,
  newId: Id,
): Promise<Taken> => {
  const found = await findInvitation(trx, code)
  const isReset = found.purpose === 'password'
  const accountId = isReset && found.account_id ? found.account_id : newId
  await setScope(trx, { ...scopeOfTeam(found.team_id), account: accountId })
  const member = await lockMember(trx, found)
  const account = isReset && member.account_id ? await memberAccount(db, member.account_id) : null
  if (!account && member.account_id !== null) throw new Problem(invitationHasAccount)
  const name = account?.signInName ?? signInName ?? member.phone
  if (!name) throw new Problem(invitationNeedsName)
  return { found, member, accountId, account, signInName: name }
}

const makeAccount = (
  trx: Trx,
  { auth }: Pick<Identity, 'auth'>,
  { accountId, member, signInName }: Taken,
  passwordHash: string,
): Promise<string> =>
  addAccount(trx, auth, {
    id: accountId,
    name: member.name,
    signInName,
    placeId: null,
    provinceId: member.province_id,
    createdBy: null,
    passwordHash,
    mustChangePassword: false,
  })

const setNewPassword = async (
  trx: Trx,
  identity: Pick<Identity, 'auth' | 'db'>,
  account: MemberAccount,
  passwordHash: string,
): Promise<string> => {
  await trx.updateTable('account').set({ must_change_password: false }).where('id', '=', account.id).execute()
  await resetPassword(identity, account, passwordHash)
  return account.signInName
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
    select id, purpose, team_id, member_id, account_id, used_at, revoked_at, expires_at <= now() as expired
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
