import { expect, test } from 'vitest'
import type { PhoneWords } from '#platform/shared/rescue.ts'
import type { WireCommand } from '#platform/shared/wire.ts'
import { problem, problemBody, ScriptedServer, ToyPhone } from '#platform/testing/scripted-sync.ts'

const words: PhoneWords = { rescueKey: { id: 'key', point: 'point' }, author: 'signed', drafts: 0 }
const phoneWith = (phone: PhoneWords | null = words): ToyPhone => {
  const server = new ScriptedServer()
  server.me = { ...server.me, ...(phone && { phone }) }
  return new ToyPhone(server)
}

test('a rescue file holds what is unsent, what is refused and what is half done, in the order of making', async () => {
  const phone = phoneWith()
  const client = await phone.start()
  phone.server.verdict = () => ({ verdict: 'refused', problem: problemBody('row.gone') })
  await client.enqueue({ name: 'note.add', args: { id: 'a', text: 'a' } })
  await client.syncNow()
  phone.server.instead = () => {
    throw new TypeError('no network')
  }
  await phone.device.pass(5_000)
  await client.enqueue({ name: 'note.add', args: { id: 'b', text: 'b' } })
  await client.saveDraft('note/new', { text: 'half' })
  await phone.device.pass(5_000)
  const content = client.unsentWork()
  expect(content).toMatchObject({ author: 'signed', drafts: [{ key: 'note/new', value: { text: 'half' } }] })
  const commands = content?.commands.map(({ command }) => command as WireCommand) ?? []
  expect(commands.map(({ args }) => args)).toEqual([
    { id: 'a', text: 'a' },
    { id: 'b', text: 'b' },
  ])
  expect(commands.map(({ sinceMs }) => sinceMs)).toEqual([10_000, 5_000])
  await client.withdraw(commands[0]?.id ?? '')
  expect(client.unsentWork()?.commands).toHaveLength(1)
})

test('a phone that the server told nothing for bad times can make no file', async () => {
  const client = await phoneWith(null).start()
  expect(client.unsentWork()).toBeNull()
})

test('drafts out of a rescue file come home: what is here and younger stays, then the server drops them', async () => {
  const phone = phoneWith({ ...words, drafts: 2 })
  const client = await phone.start()
  await client.saveDraft('note/here', 'younger')
  const photo = { subject: 'visit', bytes: 3, width: 1, height: 1, sha256: 'ab', atMs: 5_000 }
  const drafts = [
    { id: 'one', key: 'note/here', value: 'older', savedAtMs: client.nowMs() - 1_000 },
    { id: 'two', key: 'note/there', value: 'from the old phone', savedAtMs: client.nowMs() - 1_000 },
    { id: 'three', key: 'photo/p1', value: { ...photo, base64: 'AAAA' }, savedAtMs: photo.atMs },
  ]
  let taken: unknown = null
  const usual = phone.device.fetch
  phone.device.fetch = async (url, init) => {
    if (url === '/api/me/rescued-drafts') return Response.json({ drafts })
    if (url !== '/api/me/rescued-drafts/taken') return usual(url, init)
    taken = JSON.parse(String(init.body))
    return new Response(null, { status: 204 })
  }
  await client.syncNow()
  expect([client.draft('note/here')?.value, client.draft('note/there')?.value]).toEqual([
    'younger',
    'from the old phone',
  ])
  expect(client.media()).toEqual([{ id: 'p1', state: 'draft', problem: null, ...photo }])
  expect(await client.mediaBytes('p1')).toBe('AAAA')
  expect(taken).toEqual({ ids: ['one', 'two', 'three'] })
  taken = null
  await client.syncNow()
  expect(taken).toBeNull()
})

test('a phone that was reported lost erases everything at its first contact, and tries no more', async () => {
  const phone = phoneWith()
  const client = await phone.start()
  await client.enqueue({ name: 'note.add', args: { id: 'a', text: 'secret' } })
  phone.server.instead = () => problem(401, 'session.lost')
  await client.syncNow()
  expect([...phone.disk.records.values()]).toEqual([])
  const asked = phone.server.log.length
  await phone.device.pass(3_600_000)
  expect(phone.server.log).toHaveLength(asked)
})

test('a session that merely ended erases nothing', async () => {
  const phone = phoneWith()
  const client = await phone.start()
  await client.enqueue({ name: 'note.add', args: { id: 'a', text: 'mine' } })
  phone.server.instead = () => problem(401, 'auth.required')
  await client.syncNow()
  expect((await phone.start()).state().waiting).toBe(1)
})

test('what was done about refused work is told to the server once, also when it is undone', async () => {
  const phone = phoneWith()
  const client = await phone.start()
  phone.server.verdict = () => ({ verdict: 'refused', problem: problemBody('row.gone') })
  const { id } = await client.enqueue({ name: 'note.add', args: { id: 'a', text: 'a' } })
  const told: unknown[] = []
  const usual = phone.device.fetch
  phone.device.fetch = async (url, init) => {
    if (url !== '/api/sync/settled') return usual(url, init)
    told.push(...(JSON.parse(String(init.body)) as { settled: unknown[] }).settled)
    return new Response(null, { status: 204 })
  }
  await client.syncNow()
  expect(told).toEqual([])
  await client.withdraw(id)
  await client.syncNow()
  await client.syncNow()
  expect(told).toEqual([{ id, team: 'team', how: 'withdrawn' }])
  await client.reopen(id)
  await (await phone.start()).syncNow()
  expect(told.slice(1)).toEqual([{ id, team: 'team', how: 'open' }])
})

test('who left every team keeps what was refused and half done, for the rescue file and for the leader', async () => {
  const phone = phoneWith()
  const client = await phone.start()
  await client.syncNow()
  phone.server.instead = () => {
    throw new TypeError('no network')
  }
  await client.enqueue({ name: 'note.add', args: { id: 'a', text: 'done in time' } })
  await client.enqueue({ name: 'note.add', args: { id: 'b', text: 'done too late' } })
  await client.saveDraft('note/new', 'half')
  await client.syncNow()
  phone.server.me = { ...phone.server.me, teams: [] }
  phone.server.verdict = ({ args }) =>
    (args as { id: string }).id === 'a' ? {} : { verdict: 'refused', problem: problemBody('membership.ended') }
  phone.server.instead = (what) => (what.startsWith('pull') ? problem(404, 'not-found') : null)
  const later = await phone.start()
  await later.syncNow()
  expect(later.state()).toMatchObject({ waiting: 0, refused: 1, trouble: null })
  expect(later.tray()[0]).toMatchObject({ problem: { code: 'membership.ended' } })
  expect(later.draft('note/new')?.value).toBe('half')
  expect(later.rows('note')).toEqual([])
  expect(later.unsentWork()).toMatchObject({ commands: [{ team: 'team' }], drafts: [{ key: 'note/new' }] })
})
