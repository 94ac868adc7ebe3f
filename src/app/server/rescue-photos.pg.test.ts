import { createHash, randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import sharp from 'sharp'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLogger } from '#platform/server/log.ts'
import type { RescuePhoto } from '#platform/shared/rescue.ts'
import {
  type Builders,
  type BuiltMember,
  type BuiltSession,
  type BuiltTeam,
  createBuilders,
  testPublicUrl,
  testSecret,
} from '#platform/testing/builders.ts'
import { visitArgs, wire } from '#platform/testing/sync-world.ts'
import { temporaryFiles } from '#platform/testing/temporary-files.ts'
import { createTestApp, type TestApp } from '#platform/testing/test-app.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import { type PhotoToPack, packRescueFile } from '#platform/web/sync/rescue-file.ts'
import { jobsFor } from './jobs.ts'
import { rescueParts } from './rescue.ts'

// F9: photos of a phone that cannot send come in with its rescue file, as the author's own, each once.

let db: TestDb
let build: Builders
let app: TestApp
let team: BuiltTeam
let author: BuiltMember
let session: BuiltSession
let mate: BuiltSession
const files = temporaryFiles()
beforeAll(async () => {
  db = await createTestDb()
  build = await createBuilders(db)
  app = await createTestApp(db, files)
  team = await build.team()
  author = await build.member(team)
  session = await build.signIn(author)
  mate = await build.signIn(await build.member(team))
})
afterAll(async () => {
  await app.close()
  await db.drop()
})

const { key } = rescueParts({ publicUrl: testPublicUrl, authSecret: testSecret })
const [width, height] = [640, 480]
/** As a camera makes it, with its name in it. */
const picture = (): Promise<Buffer> =>
  sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
    .withExif({ IFD0: { Make: 'CAMERA-OF-LAN' } })
    .jpeg({ quality: 80 })
    .toBuffer()

/** A visit with a photo, as commands, and the photo for the file. */
const visitWith = (bytes: Buffer, more: object = {}) => {
  const { visit } = visitArgs(null)
  const facts = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), width, height }
  const args = { id: newId(), visitId: visit.id, takenSecondsAgo: 60, ...facts, ...more }
  const commands = [wire('visit.record', { visit }, { version: 2 }), wire('photo.add', args)]
  return { id: args.id, visitId: visit.id, commands, photo: packed(args.id, bytes), facts }
}
const packed = (id: string, bytes: Buffer, half: RescuePhoto['half'] = null): PhotoToPack => ({
  id,
  half,
  base64: bytes.toString('base64'),
})

const fileOf = async (commands: unknown[], photos: PhotoToPack[]): Promise<Buffer> => {
  const { phone } = (await app.request('GET', '/api/me', session)).json()
  const content = {
    author: phone.author,
    madeAt: new Date().toISOString(),
    clockOffsetMs: 0,
    commands: commands.map((command) => ({ team: team.id, command })),
    drafts: [],
  }
  const blob = await packRescueFile(content, photos, { id: key.id, point: key.point }, new URL(testPublicUrl).host)
  return Buffer.from(await blob.arrayBuffer())
}
const send = async (file: Buffer, who: BuiltSession = mate) =>
  (await app.upload('/api/rescue', who, { name: 'a.tnr', bytes: file })).json()
const photoRow = (id: string) =>
  db.owner
    .selectFrom('photo')
    .select(['taken_by', 'file_key', 'file_bytes'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

/** Does what was queued, as the worker would. */
const work = async () => {
  const { rows } = await sql<{ payload: unknown }>`
    select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = 'photos.finish'`.execute(db.owner)
  await sql`delete from graphile_worker._private_jobs`.execute(db.owner)
  const task = jobsFor(files).tasks.find(({ name }) => name === 'photos.finish')
  const log = createLogger('silent')
  for (const { payload } of rows) await task?.run(payload, { db: db.worker, log, signal: new AbortController().signal })
  return rows.length
}

test('a photo comes in with its record, as the author’s, drawn anew; the file again changes nothing', async () => {
  const bytes = await picture()
  const { id, commands, photo } = visitWith(bytes)
  const file = await fileOf(commands, [photo])
  expect(await send(file)).toMatchObject({ accepted: 2, photos: { kept: 1, already: 0, waiting: 0, refused: [] } })
  expect(await photoRow(id)).toMatchObject({ taken_by: session.accountId, file_bytes: null })
  // Brought again before it was drawn anew, and after.
  expect(await send(file)).toMatchObject({ already: 2, photos: { kept: 0, already: 1 } })
  expect(await work()).toBe(1)
  expect(await send(file)).toMatchObject({ photos: { kept: 0, already: 1 } })
  const { file_key } = await photoRow(id)
  const kept = await files.get(file_key ?? '')
  expect(kept && (await buffer(kept)).includes('CAMERA-OF-LAN')).toBe(false)
  const seen = await app.request('GET', `/api/teams/${team.id}/photos/${id}`, mate)
  expect((await sharp(seen.rawPayload).metadata()).width).toBe(width)
  // The phone itself, when it comes back, has nothing left to send.
  expect((await app.request('GET', `/api/photos/${id}`, session)).json()).toEqual({ bytes: bytes.length, done: true })
  const line = await db.owner.selectFrom('rescue_file').selectAll().executeTakeFirst()
  expect(line).toMatchObject({ commands: 2, photos: 1, sent_by: mate.accountId })
})

test('what the phone had begun to send gives way to the whole', async () => {
  const bytes = await picture()
  const { id, commands, photo } = visitWith(bytes)
  await send(await fileOf(commands, []))
  const headers = { ...session.headers, 'content-type': 'application/offset+octet-stream' }
  const part = { method: 'PATCH', url: `/api/photos/${id}?offset=0`, headers } as const
  await app.app.inject({ ...part, payload: bytes.subarray(0, 50_000) })
  expect(await send(await fileOf([], [photo]))).toMatchObject({ photos: { kept: 1 } })
  await work()
  expect((await app.request('GET', `/api/photos/${id}`, session)).json()).toMatchObject({ done: true })
})

test('refused as when the phone sends it: other bytes, no picture, a photo of somebody else, one without a record', async () => {
  const bytes = await picture()
  const other = visitWith(bytes)
  const damaged = await send(await fileOf(other.commands, [packed(other.id, await picture())]))
  expect(damaged).toMatchObject({ accepted: 2, photos: { kept: 0, refused: [{ vi: expect.stringContaining('Ảnh') }] } })
  expect(await photoRow(other.id)).toMatchObject({ file_key: null })

  const page = visitWith(Buffer.from('<script>alert(1)</script>'))
  await send(await fileOf(page.commands, [page.photo]))
  await work()
  expect(await photoRow(page.id)).toMatchObject({ file_bytes: null })
  const parts = await db.owner.selectFrom('photo_part').select('start').where('photo_id', '=', page.id).execute()
  expect(parts).toEqual([])

  const ofMate = visitWith(bytes)
  const push = { team: team.id, sentAt: new Date().toISOString(), commands: ofMate.commands }
  await app.request('POST', '/api/sync/push', mate, { wire: 2, ...push })
  const early = visitWith(bytes)
  const photos = [ofMate.photo, early.photo]
  expect(await send(await fileOf([], photos))).toMatchObject({ photos: { kept: 0, waiting: 2, refused: [] } })
  // Its record comes: the same photos once more.
  expect(await send(await fileOf(early.commands, photos))).toMatchObject({ photos: { kept: 1, waiting: 1 } })
  expect(await photoRow(ofMate.id)).toMatchObject({ taken_by: mate.accountId, file_key: null })
})

test('a photo of a half-written visit goes home with it, sealed, once', async () => {
  const bytes = await picture()
  const { id, facts, visitId } = visitWith(bytes)
  const half = { subject: visitId, ...facts, atMs: 5_000 }
  const file = await fileOf([], [packed(id, bytes, half)])
  expect(await send(file)).toMatchObject({ drafts: 0, photos: { kept: 1 } })
  expect(await send(file)).toMatchObject({ drafts: 0, photos: { kept: 0, already: 1 } })
  expect((await app.request('GET', '/api/me/rescued-drafts', mate)).json()).toEqual({ drafts: [] })
  const { drafts } = (await app.request('GET', '/api/me/rescued-drafts', session)).json()
  const value = { ...half, base64: bytes.toString('base64') }
  expect(drafts).toMatchObject([{ key: `photo/${id}`, value, savedAtMs: 5_000 }])
  const ids = drafts.map((draft: { id: string }) => draft.id)
  await app.request('POST', '/api/me/rescued-drafts/taken', session, { ids })
  await send(file)
  expect((await app.request('GET', '/api/me', session)).json().phone.drafts).toBe(0)
})

test('thirty photos of 200 kB are taken in one go', async () => {
  const all = await Promise.all(Array.from({ length: 30 }, async () => visitWith(await picture())))
  const file = await fileOf(
    all.flatMap(({ commands }) => commands),
    all.map(({ photo }) => photo),
  )
  expect(file.length).toBeGreaterThan(30 * 150_000)
  expect(await send(file)).toMatchObject({ accepted: 60, photos: { kept: 30, refused: [] } })
})
