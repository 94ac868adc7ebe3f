import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { v7 as newId } from 'uuid'
import { commands } from '#app/shared/commands.ts'
import { wireVersion } from '#platform/shared/wire.ts'
import type { Builders, BuiltPlace, BuiltSession } from '#platform/testing/builders.ts'
import { SimulatedDevice } from '#platform/testing/simulated-device.ts'
import { switchRegister } from '#platform/testing/sync-world.ts'
import type { TestDb } from '#platform/testing/test-db.ts'
import { sealedStore } from '#platform/web/lock/sealed-store.ts'
import { lockStore } from '#platform/web/lock/store-lock.ts'
import { databaseName, openIdbStore } from '#platform/web/store/idb-store.ts'
import type { PhoneStore } from '#platform/web/store/phone-store.ts'
import { SyncClient } from '#platform/web/sync/client.ts'
import type { MediaEntry } from '#platform/web/sync/media.ts'
import { openTabs } from '#platform/web/sync/tabs.ts'
import { type Household, householdKind, type Person, personKind } from '#slices/households/shared/public.ts'
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
export async function writeStore(url: string, db: TestDb, build: Builders): Promise<StoreFile> {
  const commune = await build.commune()
  const team = await build.team(commune)
  await switchRegister(db, team.id)
  // A leader: what only leaders do is among the work.
  const member = await build.member(team, { name: 'Nguyễn Thị Hoa', role: 'leader' })
  const session = await build.signIn(member)
  const plain = openIdbStore(session.accountId)
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
  const photos = client.media().map(({ id }) => id)
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
    holds: { unsent: named('outbox'), kept: named('kept'), drafts, tray, photos },
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
  for (const note of ['một', 'hai', 'ba', 'bốn', 'năm']) await client.enqueue(recordVisit(door(client, '12').id, note))
  await client.enqueue(recordVisit(null, 'tại nhà văn hóa'))
  for (const name of ['An', 'Bình', 'Chi', 'Dũng', 'Giang']) await client.enqueue(addPerson(client, '12', name))
  const first = visitNoted(client, 'một')
  await takePhoto(client, first, 'sent')
  await client.enqueue(about(client, 'Giang', 'person.merge', { into: person(client, 'Chi').id }))
  await client.enqueue(mergeDoors(client, '18', '16'))
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

/** Work that no server has seen: each command a phone can make, half-done forms, and photos. */
async function unsentWork(client: SyncClient): Promise<void> {
  await client.enqueue(addDoor('22'))
  await client.enqueue(editNote(door(client, '12').id, null, 'nhà có vườn'))
  await client.enqueue(recordVisit(door(client, '22').id, 'chưa gửi'))
  await unsentVisitWork(client)
  await unsentPersonWork(client)
  const [conflict] = client.conflicts()
  if (!conflict) throw new Error('there are no two versions')
  await client.resolve(conflict, 'proposed')
  const [refused] = client.tray()
  if (!refused) throw new Error('nothing was refused')
  await client.handOver(refused.command.id)
  const doorId = door(client, '16').id
  const half = { ...emptyDraft(newId(), doorId), people: 3, note: 'đang ghi dở' }
  await client.saveDraft(`visit/${doorId}`, half)
  await client.keepMedia(...(await photoOf(client, half.id, 'draft')))
  await client.saveDraft('door/new', addDoor('24').args.household)
}

async function unsentVisitWork(client: SyncClient): Promise<void> {
  const visit = (note: string) => visitNoted(client, note).id
  const work = (name: string, args: object) => client.enqueue({ name, args })
  const changes = (old: string) => ({ note: { old, new: `${old}, đã sửa` } })
  await work('visit.correct', { id: visit('một'), changes: changes('một') })
  await work('visit.cancel', { id: visit('hai'), reason: 'ghi nhầm' })
  await work('visit.follow-up-done', { id: visit('ba'), done: true, word: 'gặp ở chợ' })
  await work('visit.correct-any', { id: visit('bốn'), changes: changes('bốn'), reason: 'ghi thiếu' })
  await work('visit.cancel-any', { id: visit('năm'), reason: 'ghi nhầm' })
  const code = { id: newId(), visitId: visit('ba'), code: '204618', slip: null }
  await work('visit.confirmation-code', code)
  await takePhoto(client, visitNoted(client, 'ba'), 'waiting')
  const [sent] = visitNoted(client, 'một, đã sửa').photos ?? []
  await work('photo.remove', { id: sent, visitId: visit('một, đã sửa') })
}

async function unsentPersonWork(client: SyncClient): Promise<void> {
  const on = (name: string, command: string, more: object) => client.enqueue(about(client, name, command, more))
  await client.enqueue(addPerson(client, '22', 'Hạnh'))
  await on('An', 'person.edit', { changes: { birthYear: { old: 1960, new: 1961 } } })
  await on('An', 'person.skill', { skill: 'payment', level: 'alone', visitId: null })
  await on('An', 'person.consent', { consent: { purpose: 'contact', given: true, by: 'self', how: 'spoken' } })
  await on('An', 'person.move', { from: door(client, '12').id, to: door(client, '14').id })
  await on('Bình', 'person.leave', { gone: true })
  await on('Dũng', 'person.merge', { into: person(client, 'An').id })
  await on('Giang', 'person.unmerge', {})
  await client.enqueue({ name: 'household.unmerge', args: { id: door(client, '18').id } })
  await client.enqueue(mergeDoors(client, '22', '12'))
  const [a, b] = [door(client, '14').id, door(client, '16').id]
  await client.enqueue({ name: 'duplicate.dismiss', args: { kind: householdKind, a, b, dismissed: true } })
}

const addPerson = (client: SyncClient, number: string, name: string) => {
  const found = door(client, number)
  const { id: householdId, teamId: register } = found
  const fields = { name, birthYear: 1960, sex: null, phone: null, relation: null, criteria: {}, skills: {} }
  const consent = [{ purpose: 'register', given: true, by: 'self', how: 'spoken' }]
  return { name: 'person.add', args: { register, person: { id: newId(), householdId, ...fields }, consent } }
}

const person = (client: SyncClient, name: string): Person => {
  const found = client.rows<Person>(personKind).find((row) => row.name === name)
  if (!found) throw new Error(`there is no person ${name}`)
  return found
}

const about = (client: SyncClient, name: string, command: string, more: object) => {
  const { id, teamId: register } = person(client, name)
  return { name: command, args: { register, id, ...more } }
}

const mergeDoors = (client: SyncClient, gone: string, kept: string) => ({
  name: 'household.merge',
  args: { id: door(client, gone).id, into: door(client, kept).id },
})

/** A photo of a recorded visit: its record and its bytes. `sent`: said to be with the server, so only the record waits. */
async function takePhoto(client: SyncClient, visit: Visit, state: 'waiting' | 'sent'): Promise<void> {
  const [entry, bytes] = await photoOf(client, visit.id, state)
  const { id, subject: visitId, width, height, sha256 } = entry
  const args = { id, visitId, takenSecondsAgo: 60, width, height, bytes: entry.bytes, sha256 }
  await client.enqueue({ name: 'photo.add', args })
  if (state === 'waiting') await client.keepMedia(entry, bytes)
}

async function photoOf(client: SyncClient, subject: string, state: MediaEntry['state']): Promise<[MediaEntry, string]> {
  const [width, height] = [48, 32]
  const jpeg = await sharp({ create: { width, height, channels: 3, background: '#875' } })
    .jpeg()
    .toBuffer()
  const facts = { bytes: jpeg.length, width, height, sha256: createHash('sha256').update(jpeg).digest('hex') }
  const entry = { id: newId(), subject, state, ...facts, atMs: client.nowMs(), problem: null }
  return [entry, jpeg.toString('base64')]
}
