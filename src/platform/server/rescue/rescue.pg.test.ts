import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rescueParts } from '#app/server/rescue.ts'
import { addDays, dayInVietnam } from '#platform/shared/dates.ts'
import type { RescueContent } from '#platform/shared/rescue.ts'
import { wireVersion } from '#platform/shared/wire.ts'
import {
  type Builders,
  type BuiltMember,
  type BuiltPlace,
  type BuiltSession,
  type BuiltTeam,
  testPublicUrl,
  testSecret,
} from '#platform/testing/builders.ts'
import { doorArgs, visitArgs, wire } from '#platform/testing/sync-world.ts'
import { closeTestWorld, openTestWorld, type TestApp } from '#platform/testing/test-app.ts'
import type { TestDb } from '#platform/testing/test-db.ts'
import { type PhotoToPack, packRescueFile } from '#platform/web/sync/rescue-file.ts'
import { forgetRescues } from './drafts.ts'
import { rescueKeyFrom } from './rescue-key.ts'

let db: TestDb
let build: Builders
let app: TestApp
let commune: BuiltPlace
let team: BuiltTeam
let author: BuiltMember
let session: BuiltSession
let mate: BuiltSession
let officer: BuiltSession
beforeAll(async () => {
  ;({ db, build, app } = await openTestWorld())
  commune = await build.commune()
  team = await build.team(await build.hamlet(commune))
  author = await build.member(team, { joinedOn: '2026-01-01' })
  session = await build.signIn(author)
  mate = await build.signIn(await build.member(team))
  officer = await build.officer('commune_officer', commune)
})
afterAll(() => closeTestWorld({ db, app }))

const host = new URL(testPublicUrl).host
const { key } = rescueParts({ publicUrl: testPublicUrl, authSecret: testSecret })

/** What the author's phone would put into its file now. */
const contentOf = async (
  commands: unknown[],
  change: Partial<RescueContent> = {},
  of: BuiltSession = session,
): Promise<RescueContent> => {
  const { phone } = (await app.request('GET', '/api/me', of)).json()
  return {
    author: phone.author,
    madeAt: new Date().toISOString(),
    clockOffsetMs: 0,
    commands: commands.map((command) => ({ team: team.id, command })),
    drafts: [],
    ...change,
  }
}
const fileOf = async (
  content: RescueContent,
  change: { point?: string; id?: string; host?: string } = {},
  photos: PhotoToPack[] = [],
) => {
  const to = { id: change.id ?? key.id, point: change.point ?? key.point }
  return Buffer.from(await (await packRescueFile(content, photos, to, change.host ?? host)).arrayBuffer())
}
const send = (file: Buffer, who: BuiltSession = mate) =>
  app.upload('/api/rescue', who, { name: 'tungnha-cuu-ho-2026-11-22.tnr', bytes: file })
const sent = async (content: RescueContent, who: BuiltSession = mate) => (await send(await fileOf(content), who)).json()
const rowsOf = (table: 'visit' | 'command' | 'household', ids: string[]) =>
  db.owner.selectFrom(table).selectAll().where('id', 'in', ids).execute()

/** A door, a visit there and a visit that the rules refuse (its door is of nobody's team: it waits). */
const someWork = () => {
  const door = doorArgs()
  const visit = visitArgs(door.household.id)
  return { door, visit, commands: [wire('household.add', door), wire('visit.record', visit)] }
}

describe('a rescue file', () => {
  test('brought by a team mate, its work is decided as the author’s; a second time it changes nothing', async () => {
    const { door, visit, commands } = someWork()
    const file = await fileOf(await contentOf(commands))
    expect((await send(file)).json()).toEqual({
      name: author.name,
      accepted: 2,
      already: 0,
      waiting: 0,
      refused: [],
      drafts: 0,
      photos: { kept: 0, already: 0, waiting: 0, refused: [] },
    })
    expect(await rowsOf('visit', [visit.visit.id])).toMatchObject([{ made_by: author.id, done_by_team_id: team.id }])
    const lines = await rowsOf(
      'command',
      commands.map(({ id }) => id),
    )
    expect(new Set(lines.map((line) => (line as { account_id: string }).account_id))).toEqual(
      new Set([session.accountId]),
    )
    expect((await send(file, officer)).json()).toMatchObject({ accepted: 0, already: 2, refused: [] })
    expect(await rowsOf('household', [door.household.id])).toHaveLength(1)
    const audited = await db.owner.selectFrom('audit').selectAll().where('action', '=', 'rescue.send').execute()
    expect(audited.map(({ account_id, team_id, subject_id }) => ({ account_id, team_id, subject_id }))).toEqual([
      { account_id: mate.accountId, team_id: team.id, subject_id: session.accountId },
      { account_id: officer.accountId, team_id: team.id, subject_id: session.accountId },
    ])
    expect(app.log().join('')).not.toContain(author.name)
  })

  test('the phone itself, when it comes back, gets the same verdicts', async () => {
    const { commands } = someWork()
    const bad = wire('household.edit', { id: newId(), changes: { nothing: { old: 1, new: 2 } } })
    const summary = await sent(await contentOf([...commands, bad]))
    expect(summary).toMatchObject({ accepted: 2, refused: [{ name: 'household.edit', vi: expect.any(String) }] })
    const body = { wire: wireVersion, team: team.id, sentAt: new Date().toISOString(), commands: [...commands, bad] }
    const { verdicts } = (await app.request('POST', '/api/sync/push', session, body)).json()
    expect(verdicts.map(({ verdict }: { verdict: string }) => verdict)).toEqual(['accepted', 'accepted', 'refused'])
    expect(verdicts[2].problem.vi).toBe(summary.refused[0].vi)
  })

  test('days count from when it was made, not from when somebody brought it', async () => {
    const { visit, commands } = someWork()
    const madeAt = new Date(Date.now() - 5 * 86_400_000)
    const content = await contentOf([], {
      author: key.sign({
        accountId: session.accountId,
        memberId: author.id,
        sessionId: newId(),
        saidAtMs: Date.now() - 9 * 86_400_000,
      }),
      // The phone believes that it is 1990, and knows by how much it is wrong.
      madeAt: new Date(madeAt.getTime() - Date.parse('2020-01-01')).toISOString(),
      clockOffsetMs: Date.parse('2020-01-01'),
    })
    const then = new Date(Date.parse(content.madeAt) - 86_400_000).toISOString()
    const timed = commands.map((command) => ({ team: team.id, command: { ...command, madeAt: then } }))
    expect(await sent({ ...content, commands: timed })).toMatchObject({ accepted: 2 })
    const [row] = await rowsOf('visit', [visit.visit.id])
    expect((row as { day: string }).day).toBe(addDays(dayInVietnam(madeAt.getTime()), -1))
  })

  test('a file of 1,200 records is taken in whole', async () => {
    const { door } = someWork()
    const visits = Array.from({ length: 1_199 }, () => wire('visit.record', visitArgs(door.household.id)))
    const summary = await sent(await contentOf([wire('household.add', door), ...visits]))
    expect(summary).toMatchObject({ accepted: 1_200, refused: [] })
  })

  test('work for a team that the author left is decided by the days of membership', async () => {
    const leaver = await build.member(team, { joinedOn: '2026-01-01' })
    const phone = await build.signIn(leaver)
    const content = await contentOf([], {}, phone)
    const gone = addDays(dayInVietnam(Date.now()), -3)
    await db.owner.updateTable('membership').set({ left_on: gone }).where('id', '=', leaver.membershipId).execute()
    const at = (days: number) => ({ madeAt: new Date(Date.now() - days * 86_400_000).toISOString() })
    const desk = (days: number) => ({ team: team.id, command: wire('visit.record', visitArgs(null), at(days)) })
    const summary = await sent({ ...content, commands: [desk(5), desk(1)] })
    expect(summary).toMatchObject({ accepted: 1, refused: [{ vi: expect.stringContaining('không còn') }] })
  })
})

describe('drafts', () => {
  const drafts = [{ key: 'visit/desk', value: { note: 'bà Sáu dặn quay lại' }, savedAtMs: Date.now() }]
  const waiting = async () => (await app.request('GET', '/api/me', session)).json().phone.drafts

  test('go back to the author alone, once; in the database they cannot be read', async () => {
    const file = await fileOf(await contentOf([], { drafts }))
    expect((await send(file)).json()).toMatchObject({ drafts: 1 })
    const rows = await db.owner.selectFrom('rescue_draft').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain('Sáu')
    expect((await app.request('GET', '/api/me/rescued-drafts', mate)).json()).toEqual({ drafts: [] })
    expect(await waiting()).toBe(1)
    const mine = (await app.request('GET', '/api/me/rescued-drafts', session)).json().drafts
    expect(mine).toEqual([{ id: expect.any(String), ...drafts[0] }])
    const ids = mine.map(({ id }: { id: string }) => id)
    await app.request('POST', '/api/me/rescued-drafts/taken', mate, { ids })
    expect(await waiting()).toBe(1)
    await app.request('POST', '/api/me/rescued-drafts/taken', session, { ids })
    expect(await waiting()).toBe(0)
    await send(file)
    expect(await waiting()).toBe(0)
  })

  test('are forgotten after 60 days', async () => {
    await sent(await contentOf([], { drafts: [{ key: 'door/new', value: 1, savedAtMs: Date.now() }] }))
    await forgetRescues(db.worker)
    expect(await waiting()).toBe(1)
    await db.owner
      .updateTable('rescue_draft')
      .set({ received_at: new Date(Date.now() - 61 * 86_400_000) })
      .execute()
    await forgetRescues(db.worker)
    expect(await waiting()).toBe(0)
  })
})

describe('what is refused, each with a sentence of its own', () => {
  const code = async (file: Buffer, who?: BuiltSession) => (await send(file, who)).json().code
  const made = async (change: Partial<RescueContent> = {}) => fileOf(await contentOf(someWork().commands, change))

  test('a file that is none, a damaged one, one cut short, one that is too large', async () => {
    expect(await code(Buffer.from('Họ và tên,Ấp\n'))).toBe('rescue.not-a-rescue-file')
    for (const magic of ['TNR1', 'TNR2']) expect(await code(Buffer.from(magic))).toBe('rescue.not-a-rescue-file')
    const file = await made()
    // Cut where one part ends and the next begins, too: the part that says that it is the end is missing.
    expect(await code(file.subarray(0, file.length - (4 + 1 + 16)))).toBe('rescue.damaged')
    for (const at of [20, 300, file.length - 1]) {
      const damaged = Buffer.from(file)
      damaged[at] = (damaged[at] ?? 0) ^ 1
      expect(['rescue.damaged', 'rescue.other-key'], String(at)).toContain(await code(damaged))
      expect(await code(file.subarray(0, at)), String(at)).toBe('rescue.damaged')
    }
    expect(await code(Buffer.concat([file, Buffer.alloc(16_000_000)]))).toBe('input.too-large')
  })

  test('a file for another installation, and one for a key that this one had before', async () => {
    const other = rescueKeyFrom('the secret of quite another installation')
    const content = await contentOf([])
    const foreign = await fileOf(content, { ...other, host: 'tungnha.example.vn' })
    expect((await send(foreign)).json()).toMatchObject({
      code: 'rescue.other-installation',
      vi: expect.stringContaining('tungnha.example.vn'),
    })
    expect(await code(await fileOf(content, other))).toBe('rescue.other-key')
    // Said to be for our key, but encrypted for another one.
    expect(await code(await fileOf(content, { point: other.point }))).toBe('rescue.damaged')
  })

  test('an author whom this server did not vouch for', async () => {
    const mine = (await contentOf([])).author
    const [text = '', mac = ''] = mine.split('.')
    const victim = JSON.parse(Buffer.from(text, 'base64url').toString())
    const forged = Buffer.from(JSON.stringify({ ...victim, accountId: mate.accountId })).toString('base64url')
    for (const statement of [`${forged}.${mac}`, text, '', 'x.y', `${text}.${mac}x`])
      expect(await code(await made({ author: statement })), statement).toBe('rescue.author-unknown')
  })

  test('a sender who is not of the team; the commune’s officer is, the province’s is not', async () => {
    const file = await made()
    const stranger = await build.signIn(await build.member(await build.team(await build.hamlet(commune))))
    expect(await code(file, stranger)).toBe('rescue.not-your-team')
    expect(await code(file, await build.officer('commune_officer', await build.commune()))).toBe('rescue.not-your-team')
    expect(await code(file, officer)).toBeUndefined()
  })

  test('a team in which the author never was: that part is refused, the rest is taken', async () => {
    const foreign = await build.team()
    const content = await contentOf(someWork().commands)
    const command = wire('visit.record', visitArgs(null))
    const summary = await sent({ ...content, commands: [...content.commands, { team: foreign.id, command }] })
    expect(summary).toMatchObject({ accepted: 2, refused: [{ name: 'visit.record' }] })
    expect(await rowsOf('command', [command.id])).toEqual([])
  })

  test('a phone that was reported lost, and an account that is locked', async () => {
    const other = await build.member(team)
    const [lost, kept] = [await build.signIn(other), await build.signIn(other)]
    const content = await contentOf(someWork().commands, {}, lost)
    const { sessions } = (await app.request('GET', '/api/me/sessions', kept)).json()
    const id = sessions.find(({ current }: { current: boolean }) => !current).id
    expect((await app.request('POST', `/api/me/sessions/${id}/lost`, kept)).statusCode).toBe(204)
    expect(await code(await fileOf(content))).toBe('rescue.phone-lost')
    const now = await contentOf([], {}, kept)
    await db.owner.updateTable('account').set({ state: 'disabled' }).where('id', '=', kept.accountId).execute()
    expect(await code(await fileOf(now))).toBe('rescue.author-locked')
  })
})
