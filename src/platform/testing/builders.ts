import { createHmac, randomUUID } from 'node:crypto'
import { v7 } from 'uuid'
import type { Scope } from '#platform/server/db.ts'
import { emitDeltas } from '#platform/server/measures/emit.ts'
import { raiseRevisions } from '#platform/server/sync/revision.ts'
import { type Day, dayInVietnam } from '#platform/shared/dates.ts'
import { fold } from '#platform/shared/folding.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { Actor } from '#platform/shared/permission.ts'
import { createIdentity, giveRole, type Identity } from '#slices/identity/server/public.ts'
import type { OfficeRole } from '#slices/identity/shared/public.ts'
import { ensureHamlet, nationId } from '#slices/places/server/public.ts'
import { nameKey, nameSortKey } from '#slices/places/shared/public.ts'
import { addMemberships, addPersons, createTeam } from '#slices/teams/server/public.ts'
import type { TeamRole } from '#slices/teams/shared/public.ts'
import type { TestDb } from './test-db.ts'

/*
 * Real rows for tests, made with the product's own writers: `const build = await createBuilders(db)` on a database of
 * `createTestDb()`, then `build.team()`, `build.member(team, { role: 'leader' })`, `build.signIn(member)`. Every name has
 * a default, so a test names only what it is about. The few places are made here, not loaded: 3,355 would take seconds.
 */

export interface BuiltPlace {
  id: Id
  level: 'nation' | 'province' | 'commune' | 'hamlet'
  path: Id[]
  name: string
  provinceId: Id
  communeId: Id | null
}

export interface BuiltTeam {
  id: Id
  name: string
  placeId: Id
  communeId: Id
  provinceId: Id
}

export interface BuiltMember {
  /** The person's id, which visits name. */
  id: Id
  membershipId: Id
  teamId: Id
  provinceId: Id
  name: string
  phone: string
  role: TeamRole
}

/** Somebody who is signed in. `headers` go with a request; they are those of a phone, or with `cookie` of a browser. */
export interface BuiltSession {
  accountId: Id
  memberId: Id | null
  signInName: string
  token: string
  headers: { authorization: string }
  cookie: { cookie: string }
}

export interface Builders {
  identity: Identity
  /** The one password of all accounts made here. */
  password: string
  nation(): Promise<BuiltPlace>
  province(options?: { name?: string }): Promise<BuiltPlace>
  commune(province?: BuiltPlace, options?: { name?: string; kind?: 'xa' | 'phuong' | 'dac-khu' }): Promise<BuiltPlace>
  hamlet(commune?: BuiltPlace, options?: { name?: string; kind?: string }): Promise<BuiltPlace>
  /** On a hamlet or commune; without one, on a new hamlet of a new commune of a new province. */
  team(place?: BuiltPlace, options?: { name?: string; establishedOn?: Day }): Promise<BuiltTeam>
  member(
    team: BuiltTeam,
    options?: { name?: string; phone?: string | null; role?: TeamRole; joinedOn?: Day },
  ): Promise<BuiltMember>
  /** An account for a member (made the first time), signed in on one more device. */
  signIn(member: BuiltMember, device?: string): Promise<BuiltSession>
  /** An account of an office with a role on a place, signed in. */
  officer(role: OfficeRole, place: BuiltPlace, options?: { name?: string; signInName?: string }): Promise<BuiltSession>
  /** What a request of this session would have. */
  actor(session: BuiltSession): Promise<{ actor: Actor; scope: Scope }>
}

export const testPassword = 'bảy con trâu trắng'
/** The installation's secret: sessions made here hold on a server that was started with it. */
export const testSecret = 'a secret of the tests, long enough for anybody'
export const testPublicUrl = 'http://127.0.0.1:3000'

export async function createBuilders(db: TestDb, options: { publicUrl?: string } = {}): Promise<Builders> {
  const publicUrl = options.publicUrl ?? testPublicUrl
  const identity = await createIdentity({ db: db.auth, secret: testSecret, publicUrl, log: { warn: () => {} } })
  const accounts = new Map<Id, Account>()

  const nation = async (): Promise<BuiltPlace> => {
    const place: BuiltPlace = {
      id: nationId,
      level: 'nation',
      path: [nationId],
      name: 'Việt Nam',
      provinceId: nationId,
      communeId: null,
    }
    return insertPlace(db, place, null, 'quoc-gia')
  }

  const province: Builders['province'] = async ({ name = `Tỉnh thử ${next()}` } = {}) => {
    const above = await nation()
    const id = v7()
    const place: BuiltPlace = {
      id,
      level: 'province',
      path: [...above.path, id],
      name,
      provinceId: id,
      communeId: null,
    }
    return insertPlace(db, place, above.id, 'tinh')
  }

  const commune: Builders['commune'] = async (within, { name = `Xã thử ${next()}`, kind = 'xa' } = {}) => {
    const above = within ?? (await province())
    const id = v7()
    const { provinceId } = above
    const place: BuiltPlace = { id, level: 'commune', path: [...above.path, id], name, provinceId, communeId: id }
    return insertPlace(db, place, above.id, kind)
  }

  const hamlet: Builders['hamlet'] = async (within, { name = `Bình Thử ${next()}`, kind = 'ap' } = {}) => {
    const above = within ?? (await commune())
    const { id } = await db.owner
      .transaction()
      .execute((trx) => ensureHamlet(trx, { communeId: above.id, kind, name }, '2025-07-01'))
    return { id, level: 'hamlet', path: [...above.path, id], name, provinceId: above.provinceId, communeId: above.id }
  }

  const team: Builders['team'] = async (on, { name, establishedOn } = {}) => {
    const place = on ?? (await hamlet())
    const made = await db.owner.transaction().execute(async (trx) => {
      const { deltas, ...rest } = await createTeam(trx, { placeId: place.id, name, establishedOn }, today())
      await emitDeltas(trx, deltas)
      return rest
    })
    return { ...made, placeId: place.id }
  }

  const member: Builders['member'] = async (into, { name, phone, role = 'member', joinedOn } = {}) => {
    const number = next()
    const person = { name: name ?? `Nguyễn Văn Thử ${number}`, phone: phone === undefined ? phoneOf(number) : phone }
    return db.owner.transaction().execute(async (trx) => {
      const revs = await raiseRevisions(trx, [into.id])
      const filled = { id: into.id, provinceId: into.provinceId, rev: revs.get(into.id) ?? 0 }
      const [id = ''] = await addPersons(trx, filled, [person])
      const added = await addMemberships(trx, filled, [{ memberId: id, role, joinedOn }], today())
      await emitDeltas(trx, added.deltas)
      const [membershipId = ''] = added.ids
      return {
        id,
        membershipId,
        teamId: into.id,
        provinceId: into.provinceId,
        role,
        name: person.name,
        phone: person.phone ?? '',
      }
    })
  }

  const signIn: Builders['signIn'] = async (person, device = 'Máy thử') => {
    const account = accounts.get(person.id) ?? (await accountOfMember(db, identity, person))
    accounts.set(person.id, account)
    return startSession(identity, account, person.id, device)
  }

  const officer: Builders['officer'] = async (role, place, { name = `Cán bộ thử ${next()}`, signInName } = {}) => {
    const account = await insertAccount(db, identity, {
      name,
      signInName: signInName ?? `can.bo.${next()}`,
      placeId: place.id,
      provinceId: place.provinceId,
    })
    await db.owner.transaction().execute(async (trx) => {
      await giveRole(trx, { accountId: account.id, role, place, to: null, by: null })
      await trx.updateTable('account').set({ must_change_password: false }).where('id', '=', account.id).execute()
    })
    return startSession(identity, account, null, null)
  }

  const actor: Builders['actor'] = async (session) => {
    const found = await identity.loadActor({ headers: session.headers })
    if (!found) throw new Error('this session has ended')
    return { actor: found, scope: identity.scopeOf(found) }
  }

  return { identity, password: testPassword, nation, province, commune, hamlet, team, member, signIn, officer, actor }
}

interface Account {
  id: Id
  signInName: string
}

let counter = 0
const next = () => ++counter
const today = () => dayInVietnam(Date.now())
const phoneOf = (number: number) => `+849${String(10_000_000 + number).padStart(8, '0')}`

async function insertPlace(db: TestDb, place: BuiltPlace, parent: Id | null, kind: string): Promise<BuiltPlace> {
  await db.owner
    .insertInto('place')
    .values({
      id: place.id,
      parent_id: parent,
      level: place.level,
      province_id: place.level === 'nation' ? null : place.provinceId,
      commune_id: place.communeId,
      path: place.path,
      kind,
      name: place.name,
      folded: fold(place.name),
      name_key: nameKey(place.name),
      sort_key: nameSortKey(place.name),
      words: fold(place.name),
      valid_from: '2025-07-01',
      valid_to: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return place
}

async function accountOfMember(db: TestDb, identity: Identity, person: BuiltMember): Promise<Account> {
  // Made by other builders on the same database.
  const known = await db.owner
    .selectFrom('account')
    .innerJoin('member', 'member.account_id', 'account.id')
    .select(['account.id', 'account.sign_in_name as signInName'])
    .where('member.id', '=', person.id)
    .executeTakeFirst()
  if (known) return known
  const { name, phone, provinceId } = person
  const account = await insertAccount(db, identity, {
    name,
    signInName: phone || `thanh.vien.${next()}`,
    placeId: null,
    provinceId,
  })
  await db.owner.updateTable('member').set({ account_id: account.id }).where('id', '=', person.id).execute()
  return account
}

interface NewTestAccount {
  name: string
  signInName: string
  placeId: Id | null
  provinceId: Id
}

/** As `addAccount` does, but with one hash for all: hashing costs 100 ms on purpose. */
async function insertAccount(db: TestDb, identity: Identity, wanted: NewTestAccount): Promise<Account> {
  const id = randomUUID()
  const { name, signInName, placeId, provinceId } = wanted
  await db.owner
    .insertInto('account')
    .values({
      id,
      name,
      folded: fold(name),
      sign_in_name: signInName,
      place_id: placeId,
      province_id: provinceId,
      created_by: null,
    })
    .execute()
  const { internalAdapter, password } = await identity.auth.$context
  hash ??= password.hash(testPassword)
  const user = { id, name, email: `${id}@invalid`, emailVerified: false, username: signInName }
  await internalAdapter.createUser(user, { method: 'office' })
  await internalAdapter.linkAccount({ userId: id, accountId: id, providerId: 'credential', password: await hash })
  return { id, signInName }
}

let hash: Promise<string> | undefined

async function startSession(
  identity: Identity,
  account: Account,
  memberId: Id | null,
  device: string | null,
): Promise<BuiltSession> {
  const { internalAdapter, authCookies } = await identity.auth.$context
  const session = await internalAdapter.createSession(account.id, false, { deviceName: device })
  const signature = createHmac('sha256', testSecret).update(session.token).digest('base64')
  const token = `${session.token}.${signature}`
  return {
    accountId: account.id,
    memberId,
    signInName: account.signInName,
    token,
    headers: { authorization: `Bearer ${token}` },
    cookie: { cookie: `${authCookies.sessionToken.name}=${encodeURIComponent(token)}` },
  }
}
