import { v7 as newId } from 'uuid'
import { commands } from '#app/shared/commands.ts'
import { wireVersion } from '#platform/shared/wire.ts'
import type { Builders, BuiltPlace, BuiltSession } from '#platform/testing/builders.ts'
import { SimulatedDevice } from '#platform/testing/simulated-device.ts'
import { sealedStore } from '#platform/web/lock/sealed-store.ts'
import { lockStore } from '#platform/web/lock/store-lock.ts'
import { databaseName, openDexieStore } from '#platform/web/store/dexie-store.ts'
import type { PhoneStore } from '#platform/web/store/phone-store.ts'
import { SyncClient } from '#platform/web/sync/client.ts'
import { openTabs } from '#platform/web/sync/tabs.ts'
import { type Household, householdKind } from '#slices/households/shared/public.ts'
import { emptyDraft, type Visit, visitKind } from '#slices/visits/shared/public.ts'
import { meOf } from '../sync/sim-phone.ts'
import { dumpDatabases } from './indexed-db.ts'
import type { StoreFile } from './store-file.ts'

/** The client of a store on this machine, against a server, without timers of its own. */
export async function openClient(url: string, store: PhoneStore): Promise<SyncClient> {
  const fetchFrom: SimulatedDevice['fetch'] = (path, init) => fetch(new URL(path, url), init)
  const device = Object.assign(new SimulatedDevice(1, Date.now(), fetchFrom), { newId: () => newId() })
  return SyncClient.open({
    store,
    environment: device,
    tabs: openTabs(async (work) => work().then(() => true), null),
    commands,
    keeps: () => true,
    fetchMe: async (api) => meOf(await api.json('/api/me')),
    fetchReference: (api, team) => api.json(`/api/reference?${new URLSearchParams({ team })}`),
  })
}

const pin = '480937'

/**
 * Lets a member work on a phone with the code as it is, against a real server, and answers the phone's store with unsent
 * work of every kind that a phone can make.
 */
export async function writeStore(url: string, build: Builders): Promise<StoreFile> {
  const commune = await build.commune()
  const team = await build.team(commune)
  const member = await build.member(team, { name: 'Nguyễn Thị Hoa' })
  const session = await build.signIn(member)
  const plain = openDexieStore(session.accountId)
  const { key } = await lockStore(plain, { pin, device: newId(), monotonicMs: () => performance.now() })
  const client = await openClient(url, sealedStore(plain, key))
  await client.signedIn(session.token, await meOfSession(url, session))
  await client.syncNow()
  await sentWork(client, (id) => giveAway(url, build, { commune, team: team.id, door: id }))
  await unsentWork(client)
  const drafts = client
    .drafts()
    .map(({ key }) => key)
    .sort()
  const tray = client.tray().map(({ command }) => command.id)
  client.close()
  const databases = await dumpDatabases(databaseName(session.accountId))
  const named = (table: string) =>
    (databases[0]?.stores.find(({ name }) => name === table)?.records ?? []).map(({ value }) => {
      const { id, name } = (value as { clear: { id: string; name: string } }).clear
      return { id, name }
    })
  return {
    wire: wireVersion,
    people: {
      team: team.id,
      member: member.id,
      membership: member.membershipId,
      account: session.accountId,
    },
    pin,
    localStorage: { 'tungnha.account': session.accountId },
    databases,
    holds: { unsent: named('outbox'), kept: named('kept'), drafts, tray },
  }
}

const meOfSession = async (url: string, { headers }: BuiltSession) =>
  meOf((await (await fetch(new URL('/api/me', url), { headers })).json()) as never)

const door = (client: SyncClient, number: string): Household => {
  const found = client.rows<Household>(householdKind).find((row) => row.number === number)
  if (!found) throw new Error(`there is no door ${number}`)
  return found
}

const visitNoted = (client: SyncClient, note: string): Visit => {
  const found = client.rows<Visit>(visitKind).find((row) => row.note === note)
  if (!found) throw new Error(`there is no visit "${note}"`)
  return found
}

const addDoor = (number: string) => ({
  name: 'household.add',
  args: {
    household: {
      id: newId(),
      kind: 'home',
      number,
      alley: 'Ngõ 3',
      label: null,
      criteria: { fibre: true },
      walkOrder: Number(number),
      note: null,
    },
  },
})

const recordVisit = (doorId: string | null, note: string) => ({
  name: 'visit.record',
  args: {
    visit: {
      ...emptyDraft(newId(), doorId),
      people: 2,
      followUpInDays: 7,
      skills: [{ skill: 'payment', level: 'guided', people: 2 }],
      note,
    },
  },
})

const editNote = (id: string, old: string | null, now: string) => ({
  name: 'household.edit',
  args: { id, changes: { note: { old, new: now } } },
})

/** Work that the server has decided: accepted, in dispute, refused. */
async function sentWork(client: SyncClient, giveAwayDoor: (id: string) => Promise<void>): Promise<void> {
  for (const number of ['12', '14', '16', '18', '20']) await client.enqueue(addDoor(number))
  await client.syncNow()
  for (const note of ['một', 'hai', 'ba']) await client.enqueue(recordVisit(door(client, '12').id, note))
  await client.enqueue(recordVisit(null, 'tại nhà văn hóa'))
  // Somebody else's note was never there: two versions differ.
  await client.enqueue(editNote(door(client, '14').id, 'cổng xanh', 'có chó dữ'))
  await client.syncNow()
  await giveAwayDoor(door(client, '20').id)
  await client.enqueue(editNote(door(client, '20').id, null, 'gõ cửa sau'))
  await client.enqueue(editNote(door(client, '20').id, null, 'chuông hỏng'))
  await client.syncNow()
}

interface Gift {
  commune: BuiltPlace
  team: string
  door: string
}

/** The commune gives a door to another of its teams; the phone does not know it yet. */
async function giveAway(url: string, build: Builders, { commune, team, door: id }: Gift): Promise<void> {
  const other = await build.team(commune, { name: 'Tổ bên cạnh' })
  const officer = await build.officer('commune_officer', commune)
  const answer = await fetch(new URL(`/api/teams/${team}/commands`, url), {
    method: 'POST',
    headers: { ...officer.headers, 'content-type': 'application/json' },
    body: JSON.stringify({ id: newId(), name: 'household.move', version: 1, args: { id, toTeam: other.id } }),
  })
  if (!answer.ok) throw new Error(`moving a door: ${answer.status} ${await answer.text()}`)
}

/** Work that no server has seen: each command a phone can make, and half-done forms. */
async function unsentWork(client: SyncClient): Promise<void> {
  await client.enqueue(addDoor('22'))
  await client.enqueue(editNote(door(client, '12').id, null, 'nhà có vườn'))
  await client.enqueue(recordVisit(door(client, '22').id, 'chưa gửi'))
  const first = visitNoted(client, 'một')
  await client.enqueue({
    name: 'visit.correct',
    args: { id: first.id, changes: { note: { old: 'một', new: 'một, đã sửa' } } },
  })
  await client.enqueue({ name: 'visit.cancel', args: { id: visitNoted(client, 'hai').id, reason: 'ghi nhầm' } })
  const args = { id: visitNoted(client, 'ba').id, done: true, word: 'gặp ở chợ' }
  await client.enqueue({ name: 'visit.follow-up-done', args })
  const [conflict] = client.conflicts()
  if (!conflict) throw new Error('there are no two versions')
  await client.resolve(conflict, 'proposed')
  const [refused] = client.tray()
  if (!refused) throw new Error('nothing was refused')
  await client.handOver(refused.command.id)
  const doorId = door(client, '16').id
  await client.saveDraft(`visit/${doorId}`, { ...emptyDraft(newId(), doorId), people: 3, note: 'đang ghi dở' })
  await client.saveDraft('door/new', addDoor('24').args.household)
}
