import { createHash, randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FileStore } from '#platform/server/files.ts'
import { runOfficeCommand } from '#platform/server/sync/office.ts'
import { dayInVietnam } from '#platform/shared/dates.ts'
import {
  createSyncWorld,
  doorArgs,
  type Sender,
  type SyncWorld,
  visitArgs,
  wire,
} from '#platform/testing/sync-world.ts'
import { temporaryFiles } from '#platform/testing/temporary-files.ts'
import { startTestServer, type TestServer } from '#platform/testing/test-server.ts'
import type { Photo } from '../../shared/photo.ts'
import { tidyPhotos } from './tidy.ts'
import { smallKey, teamPhotoBytes } from './upload.ts'

let world: SyncWorld
let server: TestServer
let files: FileStore
beforeAll(async () => {
  world = await createSyncWorld()
  files = temporaryFiles()
  server = await startTestServer(world.db, { files })
})
afterAll(async () => {
  await server.stop()
  await world.close()
})

const width = 640
const height = 480

/** Noise, so that it is large, with everything in it that must not stay: the place, the camera, a text behind the picture. */
const picture = async (): Promise<Buffer> => {
  const pixels = randomBytes(width * height * 3)
  const drawn = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .withExif({ IFD0: { Make: 'CAMERA-OF-LAN' }, IFD3: { GPSLatitude: '10/1 30/1 0/1', GPSLatitudeRef: 'N' } })
    .jpeg({ quality: 60 })
    .toBuffer()
  return Buffer.concat([drawn, Buffer.from('<html><script>alert(1)</script>')])
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

const addArgs = (visitId: string, bytes: Buffer, more: object = {}) => ({
  ...{ id: newId(), visitId, takenSecondsAgo: 60, width, height },
  ...{ bytes: bytes.length, sha256: sha256(bytes), ...more },
})

const recorded = async (from: Sender, household: string | null = null): Promise<string> => {
  const { visit } = visitArgs(household)
  await world.send(from, [wire('visit.record', { visit }, { version: 2 })])
  return visit.id
}

const added = async (from: Sender, bytes: Buffer, more: object = {}): Promise<string> => {
  const args = addArgs(await recorded(from), bytes, more)
  expect((await world.send(from, [wire('photo.add', args)])).verdicts[0]?.verdict).toBe('accepted')
  return args.id
}

const ask = (from: Pick<Sender, 'session'>, path: string, init: RequestInit = {}) =>
  fetch(`${server.url}${path}`, { ...init, headers: { ...from.session.headers, ...init.headers } })
const part = async (from: Sender, id: string, offset: number, bytes: Buffer) => {
  const headers = { 'content-type': 'application/offset+octet-stream' }
  const body = new Uint8Array(bytes)
  const answer = await ask(from, `/api/photos/${id}?offset=${offset}`, { method: 'PATCH', body, headers })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}
const state = async (from: Sender, id: string) => (await ask(from, `/api/photos/${id}`)).json()
const sendAll = async (from: Sender, id: string, bytes: Buffer) => {
  let last = await part(from, id, 0, bytes.subarray(0, 100_000))
  for (let at = 100_000; at < bytes.length && last.status === 200; at += 100_000)
    last = await part(from, id, at, bytes.subarray(at, at + 100_000))
  return last
}
const photosOf = async (from: Sender): Promise<Photo[]> =>
  (await world.pullAll(from)).changes.flatMap(({ kind, row }) => (kind === 'photo' && row ? [row as Photo] : []))
const fileKey = async (id: string) =>
  (await world.db.owner.selectFrom('photo').select('file_key').where('id', '=', id).executeTakeFirst())?.file_key ?? ''

test('an upload that broke off goes on at the right byte; parts sent twice do no harm, a gap is told where to go on', async () => {
  const [me, mate] = await pair()
  const bytes = await picture()
  expect(bytes.length).toBeGreaterThan(130_000)
  const id = await added(me, bytes)
  expect(await photosOf(mate)).toMatchObject([{ id, arrived: false }])

  expect(await part(me, id, 0, bytes.subarray(0, 50_000))).toMatchObject({ status: 200, body: { bytes: 50_000 } })
  expect(await state(me, id)).toEqual({ bytes: 50_000, done: false })
  expect(await part(me, id, 60_000, bytes.subarray(60_000, 70_000))).toMatchObject({
    status: 409,
    body: { code: 'photo.offset', details: { at: 50_000 } },
  })
  expect(await part(me, id, 20_000, bytes.subarray(20_000, 80_000))).toMatchObject({ body: { bytes: 80_000 } })
  const rest = [
    part(me, id, 80_000, bytes.subarray(80_000, 200_000)),
    part(me, id, 80_000, bytes.subarray(80_000, 200_000)),
  ]
  for (const { status } of await Promise.all(rest)) expect(status).toBe(200)
  for (let at = 200_000; at < bytes.length; at += 120_000) await part(me, id, at, bytes.subarray(at, at + 120_000))
  expect(await state(me, id)).toEqual({ bytes: bytes.length, done: true })
  expect(await photosOf(mate)).toMatchObject([{ id, arrived: true }])
  expect(await world.db.owner.selectFrom('photo_part').select('start').where('photo_id', '=', id).execute()).toEqual([])
})

test('what is kept is the picture alone: no place, no camera, nothing behind it; the team sees it, each look leaves a line', async () => {
  const [me, mate] = await pair()
  const bytes = await picture()
  expect(bytes.includes('CAMERA-OF-LAN')).toBe(true)
  const id = await added(me, bytes)
  expect(await sendAll(me, id, bytes)).toMatchObject({ status: 200, body: { done: true } })
  for (const size of ['whole', 'small'] as const) {
    const answer = await ask(mate, `/api/teams/${me.team.id}/photos/${id}?size=${size}`)
    expect(answer.headers.get('content-type')).toBe('image/jpeg')
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    const shown = Buffer.from(await answer.arrayBuffer())
    const facts = await sharp(shown).metadata()
    expect([facts.format, facts.exif, facts.xmp, facts.icc]).toEqual(['jpeg', undefined, undefined, undefined])
    expect(facts.width).toBe(size === 'whole' ? width : 320)
    expect(shown.includes('CAMERA-OF-LAN') || shown.includes('<script>')).toBe(false)
  }
  const lines = await world.db.owner.selectFrom('audit').select('details').where('subject_id', '=', id).execute()
  expect(lines).toHaveLength(2)
})

test('to another team, and to a team mate who sends, a photo is as one that does not exist, byte for byte', async () => {
  const [me, mate] = await pair()
  const stranger = await world.sender()
  const bytes = await picture()
  const id = await added(me, bytes)
  await sendAll(me, id, bytes)
  const texts = async (who: Sender, path: (id: string) => string) =>
    Promise.all([id, newId()].map(async (one) => withoutIds(await ask(who, path(one)))))
  for (const [who, path] of [
    [stranger, (one: string) => `/api/teams/${me.team.id}/photos/${one}`],
    [stranger, (one: string) => `/api/teams/${stranger.team.id}/photos/${one}`],
    [stranger, (one: string) => `/api/photos/${one}`],
    [mate, (one: string) => `/api/photos/${one}`],
  ] as const) {
    const [real, unknown] = await texts(who, path)
    expect(real).toEqual(unknown)
    expect(real).toContain('not-found')
  }
})
const withoutIds = async (answer: Response) => `${answer.status} ${await answer.text()}`

test('what is not the promised picture is not kept: another hash, too long, no JPEG, a page, another size, a bomb', async () => {
  const me = await world.sender()
  const good = await picture()
  const page = Buffer.from(`<!doctype html><script>alert(1)</script>${'x'.repeat(500)}`)
  const png = await sharp({ create: { width, height, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const jpegThenPage = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), page])
  const bomb = inflated(good)
  const cases: [string, Buffer, object, string][] = [
    ['hash', good, { sha256: 'a'.repeat(64) }, 'photo.damaged'],
    ['longer', good, { bytes: 1_000 }, 'photo.too-long'],
    ['page', page, {}, 'photo.unreadable'],
    ['png', png, {}, 'photo.unreadable'],
    ['polyglot', jpegThenPage, {}, 'photo.unreadable'],
    ['size', good, { width: 100 }, 'photo.unreadable'],
    ['cut', good.subarray(0, 60_000), {}, 'photo.unreadable'],
    ['bomb', bomb, {}, 'photo.unreadable'],
  ]
  for (const [what, bytes, more, code] of cases) {
    const id = await added(me, bytes, more)
    expect(await sendAll(me, id, bytes), what).toMatchObject({ body: { code } })
    expect(await state(me, id), what).toMatchObject({ done: false })
    expect(await files.get((await fileKey(id)) || 'photos/none'), what).toBeNull()
  }
}, 120_000)

/** The same file, whose header says 65,000 x 65,000 pixels: 12 GB when unpacked. */
const inflated = (jpeg: Buffer): Buffer => {
  const bomb = Buffer.from(jpeg)
  const frame = bomb.indexOf(Buffer.from([0xff, 0xc0]))
  bomb.writeUInt16BE(65_000, frame + 5)
  bomb.writeUInt16BE(65_000, frame + 7)
  return bomb
}

test('a body beyond 128 kB and a photo beyond 600 kB are refused before anything is read', async () => {
  const me = await world.sender()
  const id = await added(me, await picture())
  expect(await part(me, id, 0, Buffer.alloc(128_001))).toMatchObject({ status: 413 })
  const args = addArgs(await recorded(me), Buffer.alloc(10), { bytes: 600_001 })
  expect((await world.send(me, [wire('photo.add', args)])).verdicts[0]?.verdict).toBe('refused')
})

test('five at a visit, by who took part, not at a cancelled one; one that comes before its visit waits for it', async () => {
  const [me, mate] = await pair()
  const bytes = Buffer.alloc(10)
  const { visit } = visitArgs(null)
  const early = addArgs(visit.id, bytes)
  expect((await world.send(me, [wire('photo.add', early)])).verdicts[0]?.verdict).toBe('waiting')
  await world.send(me, [wire('visit.record', { visit }, { version: 2 })])
  expect(await photosOf(me)).toMatchObject([{ id: early.id, visitId: visit.id }])

  const code = async (from: Sender, args: object, name = 'photo.add') => {
    const verdict = (await world.send(from, [wire(name, args)])).verdicts[0]
    return verdict?.verdict === 'refused' ? verdict.problem?.code : verdict?.verdict
  }
  for (let n = 2; n <= 5; n += 1) expect(await code(me, addArgs(visit.id, bytes))).toBe('accepted')
  expect(await code(me, addArgs(visit.id, bytes))).toBe('photo.too-many')
  expect(await code(me, early)).toBe('merged')
  expect(await code(mate, addArgs(visit.id, bytes))).toBe('photo.of-other')
  expect(await code(mate, { id: early.id, visitId: visit.id }, 'photo.remove')).toBe('photo.of-other')
  expect(await code(me, { id: early.id, visitId: visit.id }, 'photo.remove')).toBe('accepted')
  expect(await code(me, addArgs(visit.id, bytes))).toBe('accepted')
  await world.send(me, [wire('visit.cancel', { id: visit.id, reason: null }, { version: 2 })])
  expect(await code(me, addArgs(visit.id, bytes))).toBe('visit.cancelled')
})

test('a photo moves with its door, and its sender still sends it', async () => {
  const place = await world.build.commune()
  const [home, other] = [
    await world.build.team(await world.build.hamlet(place)),
    await world.build.team(await world.build.hamlet(place)),
  ]
  const [me, there] = [await world.sender(home), await world.sender(other)]
  const door = doorArgs()
  await world.send(me, [wire('household.add', door)])
  const bytes = await picture()
  const args = addArgs(await recorded(me, door.household.id), bytes)
  await world.send(me, [wire('photo.add', args)])
  await part(me, args.id, 0, bytes.subarray(0, 50_000))
  const office = await world.build.actor(await world.build.officer('commune_officer', place))
  const move = { id: newId(), name: 'household.move', version: 1, args: { id: door.household.id, toTeam: other.id } }
  await runOfficeCommand(world.deps, office.actor, office.scope, home.id, move)

  expect(await photosOf(there)).toMatchObject([{ id: args.id, arrived: false, doneByTeamId: me.team.id }])
  for (let at = 50_000; at < bytes.length; at += 100_000) await part(me, args.id, at, bytes.subarray(at, at + 100_000))
  expect(await photosOf(there)).toMatchObject([{ id: args.id, arrived: true }])
  expect((await ask(there, `/api/teams/${other.id}/photos/${args.id}`)).status).toBe(200)
  expect((await ask(me, `/api/teams/${me.team.id}/photos/${args.id}`)).status).toBe(404)
})

test('the file of a removed photo and of a cancelled visit goes at night, and their phones hear so', async () => {
  const [me, mate] = await pair()
  const bytes = await picture()
  const [removed, cancelled, stays] = [await added(me, bytes), await added(me, bytes), await added(me, bytes)]
  for (const id of [removed, cancelled, stays]) await sendAll(me, id, bytes)
  const keys = await Promise.all([removed, cancelled, stays].map(fileKey))
  const byId = new Map((await photosOf(me)).map((photo) => [photo.id, photo]))
  await world.send(me, [wire('photo.remove', { id: removed, visitId: byId.get(removed)?.visitId })])
  const reason = { id: byId.get(cancelled)?.visitId, reason: null }
  await world.send(me, [wire('visit.cancel', reason, { version: 2 })])
  expect((await ask(mate, `/api/teams/${me.team.id}/photos/${cancelled}`)).status).toBe(404)

  for (let night = 1; night <= 2; night += 1) await tidyPhotos(world.db.worker, files, dayInVietnam(Date.now()))
  const kept = await Promise.all(keys.flatMap((key) => [files.get(key), files.get(smallKey(key))]))
  expect(kept.map((file) => file !== null)).toEqual([false, false, false, false, true, true])
  for (const file of kept) if (file) await buffer(file)
  const seen = new Map((await photosOf(mate)).map((photo) => [photo.id, photo.removedOn !== null]))
  expect([removed, cancelled, stays].map((id) => seen.get(id))).toEqual([true, true, false])
})

test('a team’s room for photos ends', async () => {
  const me = await world.sender()
  const bytes = await picture()
  const full = await added(me, bytes)
  await world.db.pools.owner.query(`update photo set file_key = 'photos/x.jpg', file_bytes = $2 where id = $1`, [
    full,
    teamPhotoBytes,
  ])
  const id = await added(me, bytes)
  expect(await part(me, id, 0, bytes.subarray(0, 1_000))).toMatchObject({ body: { code: 'photo.team-full' } })
})

/** Two members of one team. */
const pair = async (): Promise<[Sender, Sender]> => {
  const team = await world.build.team()
  return [await world.sender(team), await world.sender(team)]
}
