import { describe, expect, it } from 'vitest'
import { conflictKind } from '#platform/shared/edit.ts'
import { limits, type WireCommand } from '#platform/shared/wire.ts'
import {
  type Note,
  note,
  noteAddVersion2,
  noteCommands,
  problem,
  problemBody,
  type ScriptedServer,
  ToyPhone,
} from '#platform/testing/scripted-sync.ts'
import type { SyncClient } from './client.ts'

const add = (client: SyncClient, id: string, text = id) => client.enqueue({ name: 'note.add', args: { id, text } })
const edit = (client: SyncClient, id: string, old: string, to: string) =>
  client.enqueue({ name: 'note.edit', args: { id, changes: { text: { old, new: to } } } })
const sentIn = (server: ScriptedServer, push: number) => (server.pushed.at(push)?.commands ?? []) as WireCommand[]
const ids = (commands: readonly WireCommand[]) => commands.map(({ args }) => (args as Note).id)
const shown = (client: SyncClient) => Object.fromEntries(client.rows<Note>('note').map(({ id, text }) => [id, text]))
const outOfReach = (server: ScriptedServer) => {
  server.instead = () => {
    throw new TypeError('fetch failed')
  }
}
const inReach = (server: ScriptedServer) => {
  server.instead = () => null
}

describe('work without a network', () => {
  it('is shown at once, waits, and is there after a restart', async () => {
    const phone = new ToyPhone()
    outOfReach(phone.server)
    const client = await phone.start()
    await add(client, 'a', 'one')
    await edit(client, 'a', 'one', 'two')
    await client.syncNow()
    expect(client.state()).toMatchObject({ trouble: { kind: 'offline' }, waiting: 1, waitingByKind: { note: 1 } })

    const restarted = await phone.start()
    expect(shown(restarted)).toEqual({ a: 'two' })
    expect(restarted.recordState('note', 'a')).toBe('waiting')
  })

  it('that its own rules refuse is not taken, and the reason is told', async () => {
    const phone = new ToyPhone()
    const client = await phone.start()
    const { writes } = phone.disk
    const { outcome } = await add(client, 'a', '')
    expect(outcome).toMatchObject({ verdict: 'refused', problem: { code: 'note.empty' } })
    expect(client.state().waiting).toBe(0)
    expect(phone.disk.writes).toBe(writes)
  })

  it('finishes its draft in the same moment', async () => {
    const phone = new ToyPhone()
    const client = await phone.start()
    await client.saveDraft('note/new', { text: 'on' })
    expect((await phone.start()).draft('note/new')?.value).toEqual({ text: 'on' })
    phone.disk.cutPowerAt(1, 'before')
    await expect(
      client.enqueue({ name: 'note.add', args: { id: 'a', text: 'on' }, draft: 'note/new' }),
    ).rejects.toThrow()
    const restarted = await phone.start()
    expect([shown(restarted), restarted.drafts().length]).toEqual([{}, 1])
    await restarted.enqueue({ name: 'note.add', args: { id: 'a', text: 'on' }, draft: 'note/new' })
    expect([shown(restarted), restarted.drafts().length]).toEqual([{ a: 'on' }, 0])
  })
})

describe('verdicts', () => {
  it('accepted work stays on top until the cursor has passed its revision', async () => {
    const phone = new ToyPhone()
    const client = await phone.start()
    await client.syncNow()
    phone.server.verdict = () => ({ rev: 7 })
    phone.server.pull = () => ({ head: 6, changes: [] })
    await add(client, 'a')
    await client.syncNow()
    expect(shown(client)).toEqual({ a: 'a' })
    expect(client.recordState('note', 'a')).toBe('sent')
    expect(client.state().waiting).toBe(0)

    phone.server.pull = () => ({ head: 7, changes: [] })
    await client.syncNow()
    expect(shown(client)).toEqual({})
  })

  it('refused work leaves the view and lies in the tray with its reason, also after a restart', async () => {
    const phone = new ToyPhone()
    const client = await phone.start()
    phone.server.verdict = () => ({ verdict: 'refused', problem: problemBody('row.gone') })
    await add(client, 'a')
    await client.syncNow()
    expect(shown(client)).toEqual({})
    const [entry] = (await phone.start()).tray()
    expect(entry).toMatchObject({ problem: { code: 'row.gone' }, about: [{ kind: 'note', id: 'a' }], settled: null })
    expect(client.recordState('note', 'a')).toBe('refused')
  })

  it('a batch with verdicts missing counts as not answered', async () => {
    const phone = new ToyPhone()
    const client = await phone.start()
    await add(client, 'a')
    phone.server.instead = (what) => (what.startsWith('push') ? Response.json({ epoch: 'e1', verdicts: [] }) : null)
    await client.syncNow()
    expect(client.state()).toMatchObject({ waiting: 1, trouble: { kind: 'offline' } })
  })

  it('held work is not sent again and ends by a late verdict of the pull', async () => {
    const phone = new ToyPhone()
    const client = await phone.start()
    await client.syncNow()
    const { id, outcome } = await edit(client, 'a', 'a', 'b')
    expect(outcome.verdict).toBe('waiting')
    phone.server.verdict = () => ({ verdict: 'waiting' })
    await client.syncNow()
    expect(client.recordState('note', 'a')).toBe('waiting-for-base')
    expect(client.state().held).toBe(1)
    phone.server.pull = () => ({
      head: 3,
      changes: [note('a', 3, { text: 'b' })],
      verdicts: [{ id, verdict: 'accepted', rev: 3 }],
    })
    await client.syncNow()
    expect(phone.server.pushed).toHaveLength(1)
    expect([client.state().held, client.state().waiting, shown(client)]).toEqual([0, 0, { a: 'b' }])
  })

  it('lost with the line, they come again: the command is sent once more and settled once', async () => {
    const phone = new ToyPhone()
    const client = await phone.start()
    await client.syncNow()
    await add(client, 'a')
    let lost = true
    phone.server.instead = (what) => {
      if (!what.startsWith('push') || !lost) return null
      lost = false
      throw new TypeError('connection reset')
    }
    await client.syncNow()
    expect(client.recordState('note', 'a')).toBe('waiting')
    await client.syncNow()
    expect(client.recordState('note', 'a')).toBe('sent')
    expect(phone.server.log.filter((what) => what === 'push 1')).toHaveLength(2)
  })

  it('a row that came back by the pull before its verdict keeps what others changed on it', async () => {
    const phone = new ToyPhone()
    const client = await phone.start()
    await client.syncNow()
    await add(client, 'a', 'mine')
    phone.server.instead = (what) => (what.startsWith('push') ? problem(503, 'server.busy') : null)
    await client.syncNow()
    inReach(phone.server)
    phone.server.verdict = () => ({ rev: 9 })
    phone.server.pull = () => ({ head: 8, changes: [note('a', 8, { text: 'theirs' })] })
    await client.syncNow()
    expect(shown(client)).toEqual({ a: 'theirs' })
  })
})

describe('the tray', () => {
  const refusedEdit = async () => {
    const phone = new ToyPhone()
    phone.server.chunks = [[note('a', 1)]]
    const client = await phone.start()
    await client.syncNow()
    phone.server.verdict = () => ({ verdict: 'refused', problem: problemBody('row.gone') })
    const { id } = await edit(client, 'a', 'a', 'b')
    await client.syncNow()
    phone.server.verdict = () => ({})
    return { phone, client, id }
  }

  it('corrected: a new command with a new id; the old entry is settled once', async () => {
    const { phone, client, id } = await refusedEdit()
    const args = { id: 'a', changes: { text: { old: 'a', new: 'c' } } }
    await Promise.all([client.correct(id, args), client.correct(id, args)])
    expect([client.tray(), shown(client)]).toEqual([[], { a: 'c' }])
    await client.syncNow()
    const [sent] = sentIn(phone.server, -1)
    expect(sent?.args).toEqual(args)
    expect(sent?.id).not.toBe(id)
    expect(phone.server.pushed).toHaveLength(2)
  })

  it('work of an older app is corrected as the newest version, and only with arguments of that version', async () => {
    const phone = new ToyPhone()
    const old = await phone.start()
    phone.server.verdict = () => ({ verdict: 'refused', problem: problemBody('row.gone') })
    const { id } = await add(old, 'a')
    await old.syncNow()
    phone.server.verdict = () => ({})
    phone.commands = [...noteCommands, noteAddVersion2]
    const client = await phone.start()

    const unchanged = await client.correct(id, client.tray()[0]?.command.args)
    expect(unchanged).toMatchObject({ verdict: 'refused', problem: { fields: [{ path: 'colour' }] } })
    expect([client.tray().length, client.state().waiting]).toEqual([1, 0])

    const ownRule = await client.correct(id, { id: 'a', text: '', colour: 'red' })
    expect(ownRule).toMatchObject({ verdict: 'refused', problem: { code: 'note.empty' } })
    expect(client.tray()).toHaveLength(1)

    expect(await client.correct(id, { id: 'a', text: 'a', colour: 'red' })).toEqual({ verdict: 'accepted' })
    await client.syncNow()
    expect(sentIn(phone.server, -1)).toMatchObject([{ name: 'note.add', version: 2, args: { colour: 'red' } }])
    expect(client.tray()).toEqual([])
  })

  it('handed over: the edit itself goes as a proposal', async () => {
    const { phone, client, id } = await refusedEdit()
    const [entry] = client.tray()
    expect(entry && client.canHandOver(entry)).toBe(true)
    await client.handOver(id)
    await client.handOver(id)
    expect(client.tray()).toEqual([])
    await client.syncNow()
    expect(sentIn(phone.server, -1)).toMatchObject([
      {
        name: 'edit.hand-over',
        args: { commandId: id, kind: 'note', id: 'a', changes: { text: { old: 'a', new: 'b' } } },
      },
    ])
  })

  it('settled while the clock was wrong, it is kept as long as anything else', async () => {
    const { phone, client, id } = await refusedEdit()
    const { fetch } = phone.server
    phone.device.fetch = async (url, init) => {
      const answer = await fetch(url, init)
      answer.headers.set('date', 'Sun, 22 Nov 2026 03:00:00 GMT')
      return answer
    }
    phone.device.skewMs = -30 * 365 * 86_400_000
    await client.withdraw(id)
    phone.device.skewMs = 0
    await client.syncNow()
    await client.syncNow()
    await client.reopen(id)
    expect(client.tray()).toHaveLength(1)
  })

  it('withdrawn, and taken back', async () => {
    const { client, id } = await refusedEdit()
    await client.withdraw(id)
    expect([client.tray().length, client.recordState('note', 'a')]).toEqual([0, 'sent'])
    await client.reopen(id)
    expect([client.tray().length, client.recordState('note', 'a')]).toEqual([1, 'refused'])
  })
})

describe('pushes', () => {
  it('are cut by number and by bytes; what is too large for any goes to the tray', async () => {
    const phone = new ToyPhone()
    const client = await phone.start()
    const large = 'x'.repeat(400_000)
    for (const id of ['a', 'b', 'c']) await add(client, id, large)
    await add(client, 'monster', 'x'.repeat(limits.pushBytes))
    await add(client, 'd')
    await client.syncNow()
    expect(phone.server.log.filter((what) => what.startsWith('push'))).toEqual(['push 2', 'push 2'])
    for (const request of phone.server.pushed) {
      expect(JSON.stringify(request).length).toBeLessThanOrEqual(limits.pushBytes)
    }
    expect(client.tray().map(({ command, problem }) => [(command.args as Note).id, problem.code])).toEqual([
      ['monster', 'input.too-large'],
    ])
  })

  it('refused as a whole are halved until the one that does it is found', async () => {
    const phone = new ToyPhone()
    const client = await phone.start()
    phone.server.verdict = () => ({ rev: 1 })
    for (const id of ['a', 'b', 'bad', 'c', 'd']) await add(client, id)
    const { fetch } = phone.server
    phone.device.fetch = async (url, init) =>
      String(init.body).includes('"bad"') ? problem(400, 'input.invalid') : fetch(url, init)
    await client.syncNow()
    expect(client.tray().map(({ command }) => (command.args as Note).id)).toEqual(['bad'])
    expect(Object.keys(shown(client)).sort()).toEqual(['a', 'b', 'c', 'd'])
    expect(client.state().waiting).toBe(0)
  })

  it('come before the pull, in the order of the work', async () => {
    const phone = new ToyPhone()
    const client = await phone.start()
    for (const id of ['a', 'b', 'c']) await add(client, id)
    await client.syncNow()
    expect(phone.server.log).toEqual(['push 3', 'snapshot', 'pull 0'])
    expect(ids(sentIn(phone.server, 0))).toEqual(['a', 'b', 'c'])
  })

  it('say how old work is by the monotonic clock as long as the app runs', async () => {
    const phone = new ToyPhone()
    const client = await phone.start()
    await add(client, 'a')
    await phone.device.pass(5_000)
    phone.device.skewMs = -40 * 365 * 86_400_000
    await client.syncNow()
    expect(sentIn(phone.server, 0)[0]).toMatchObject({ sinceMs: 5_000 })
    outOfReach(phone.server)
    await add(client, 'b')
    inReach(phone.server)
    await (await phone.start()).syncNow()
    expect(sentIn(phone.server, 1)[0]).toMatchObject({ sinceMs: null })
    expect(phone.server.pushed[1]?.sentAt).toContain('1986-')
  })
})

describe('lists', () => {
  it('are the same object until one of their rows changes, so that screens need not draw anew', async () => {
    const phone = new ToyPhone()
    phone.server.head = 2
    phone.server.chunks = [[note('a', 1), note('b', 2)]]
    const client = await phone.start()
    await client.syncNow()
    const notes = client.rows('note')
    phone.server.pull = () => ({ head: 3, changes: [] })
    await client.syncNow()
    expect(client.rows('note')).toBe(notes)
    phone.server.pull = () => ({ head: 4, changes: [note('a', 4, { text: 'new' })] })
    await client.syncNow()
    expect(client.rows('note')).not.toBe(notes)
    expect(shown(client)).toEqual({ a: 'new', b: 'b' })
  })
})

describe('signing in', () => {
  it('tells who it is: the first round does not ask again, the next start of the app does', async () => {
    const phone = new ToyPhone()
    await (await phone.start()).syncNow()
    expect(phone.server.log).toEqual(['snapshot', 'pull 0'])
    phone.server.log.length = 0
    await (await phone.start()).syncNow()
    expect(phone.server.log).toEqual(['me', 'pull 0'])
  })
})

describe('the first sync', () => {
  const threeChunks = () => {
    const phone = new ToyPhone()
    phone.server.head = 5
    phone.server.chunks = [[note('a', 1), note('b', 2)], [note('c', 3)], [note('d', 4)]]
    return phone
  }

  it('is usable before it is complete, goes on chunk by chunk after a power cut, and fetches no chunk twice', async () => {
    const phone = threeChunks()
    let allowed = 1
    phone.server.instead = (what) => (what === 'chunk' && allowed-- <= 0 ? problem(503, 'server.busy') : null)
    const client = await phone.start()
    await client.syncNow()
    expect(client.state().firstSync).toEqual({ done: 1, total: 3 })
    expect(shown(client)).toEqual({ a: 'a', b: 'b' })
    await edit(client, 'a', 'a', 'a2')
    expect(shown(client)).toEqual({ a: 'a2', b: 'b' })

    inReach(phone.server)
    const restarted = await phone.start()
    phone.server.log.length = 0
    await restarted.syncNow()
    expect(phone.server.log).toEqual(['me', 'push 1', 'snapshot', 'chunk', 'chunk', 'pull 5'])
    expect(Object.keys(shown(restarted)).sort()).toEqual(['a', 'b', 'c', 'd'])
    expect(restarted.state().firstSync).toBeNull()
  })

  const manyChunks = (count: number) => {
    const phone = new ToyPhone()
    phone.server.head = count
    phone.server.chunks = Array.from({ length: count }, (_, index) => [note(`n${index}`, index + 1)])
    return phone
  }

  it('keeps what has arrived when the line breaks, whatever was on its way beside it', async () => {
    const phone = manyChunks(9)
    let asked = 0
    phone.server.instead = (what) => {
      if (what !== 'chunk' || ++asked !== 3) return null
      throw new TypeError('connection reset')
    }
    const client = await phone.start()
    await client.syncNow()
    const { done = 0 } = client.state().firstSync ?? {}
    expect(asked).toBeLessThan(9)
    expect([client.state().trouble?.kind, done]).toEqual(['offline', asked - 1])
    expect((await phone.start()).rows('note')).toHaveLength(done)

    phone.server.log.length = 0
    await client.syncNow()
    expect(phone.server.log.filter((what) => what === 'chunk')).toHaveLength(9 - done)
    expect(client.rows('note')).toHaveLength(9)
  })

  it('stores what arrives while the store is writing in one transaction', async () => {
    const phone = manyChunks(9)
    const { open } = phone.disk
    phone.disk.open = () => {
      const store = open.call(phone.disk)
      const slow = () => new Promise((done) => setTimeout(done, 30))
      return { ...store, transact: async (change) => slow().then(() => store.transact(change)) }
    }
    const client = await phone.start()
    const { writes } = phone.disk
    await client.syncNow()
    expect(client.rows('note')).toHaveLength(9)
    // The begin, the end, the pull with the reference data, and fewer than nine for the chunks.
    expect(phone.disk.writes - writes).toBeLessThan(4 + 9)
  })

  it('on a full device stops fetching and says so; with room again it goes on', async () => {
    const phone = manyChunks(9)
    const client = await phone.start()
    phone.server.instead = (what) => {
      phone.disk.full ||= what === 'chunk'
      return null
    }
    await client.syncNow()
    expect(client.state().trouble?.kind).toBe('storage-full')
    expect(phone.server.log.filter((what) => what === 'chunk').length).toBeLessThan(9)
    inReach(phone.server)
    phone.disk.full = false
    await client.syncNow()
    expect(client.state().trouble).toBeNull()
    expect(client.rows('note')).toHaveLength(9)
  })

  it('begins anew when the server has made the snapshot anew', async () => {
    const phone = threeChunks()
    let allowed = 1
    phone.server.instead = (what) => (what === 'chunk' && allowed-- <= 0 ? problem(404, 'not-found') : null)
    const { fetch } = phone.server
    phone.device.fetch = async (url, init) => {
      const answer = await fetch(url, init)
      if (answer.status === 404) {
        phone.server.chunks = [[note('a', 6, { text: 'new' })], [note('e', 6)]]
        phone.server.head = 6
        inReach(phone.server)
      }
      return answer
    }
    const client = await phone.start()
    await client.syncNow()
    expect(shown(client)).toEqual({ a: 'new', e: 'e' })
    expect((await phone.start()).rows('note')).toHaveLength(2)
  })

  it('takes no damaged chunk', async () => {
    const phone = threeChunks()
    phone.server.instead = (what) => (what === 'chunk' ? new Response('<html>Wi-Fi</html>') : null)
    const client = await phone.start()
    await client.syncNow()
    expect(client.state()).toMatchObject({ trouble: { kind: 'offline' }, firstSync: { done: 0, total: 3 } })
  })

  it('a clean re-sync shows the old rows until the new ones are whole, and keeps drafts and unsent work', async () => {
    const phone = threeChunks()
    const client = await phone.start()
    await client.syncNow()
    await client.saveDraft('note/new', 'half')
    await add(client, 'mine')
    let resets = 1
    phone.server.pull = () => (resets-- > 0 ? { reset: true } : {})
    phone.server.chunks = [[note('a', 8)], [note('z', 9)]]
    phone.server.instead = (what) => (what.startsWith('push') || what === 'chunk' ? problem(503, 'server.busy') : null)
    await client.syncNow()
    phone.server.instead = (what) => (what === 'chunk' ? problem(503, 'server.busy') : null)
    phone.server.verdict = () => ({ rev: 10 })
    await client.syncNow()
    expect(Object.keys(shown(client)).sort()).toEqual(['a', 'b', 'c', 'd', 'mine'])
    inReach(phone.server)
    await client.syncNow()
    expect(Object.keys(shown(client)).sort()).toEqual(['a', 'mine', 'z'])
    expect(client.drafts()).toHaveLength(1)
  })
})

describe('pulls', () => {
  const synced = async (...rows: ReturnType<typeof note>[]) => {
    const phone = new ToyPhone()
    phone.server.chunks = [rows]
    const client = await phone.start()
    await client.syncNow()
    return { phone, client }
  }

  it('of which the server cannot read the position any more start clean: no phone asks the same for ever', async () => {
    const { phone, client } = await synced(note('a', 1))
    const { fetch } = phone.server
    phone.device.fetch = async (url, init) =>
      url.includes('after=') ? problem(400, 'input.invalid') : fetch(url, init)
    phone.server.pull = (query) =>
      query.get('rev') === '0' ? { head: 9, next: 'unreadable', changes: [note('half', 8)] } : { head: 9 }
    phone.server.chunks = [[note('b', 9)]]
    phone.server.head = 9
    await add(client, 'mine')
    phone.server.verdict = () => ({ rev: 12 })
    await client.syncNow()
    expect(shown(client)).toEqual({ b: 'b', mine: 'mine' })
    expect(client.state()).toMatchObject({ trouble: null, waiting: 0 })
    expect(phone.server.log.filter((what) => what === 'snapshot')).toHaveLength(2)
  })

  it('are not taken anew for a page that was only lost on the way', async () => {
    const { phone, client } = await synced(note('a', 1))
    const { fetch } = phone.server
    phone.device.fetch = async (url, init) => (url.includes('after=') ? problem(503, 'server.busy') : fetch(url, init))
    phone.server.pull = () => ({ head: 9, next: 'p2', changes: [note('b', 8)] })
    await client.syncNow()
    expect(shown(client)).toEqual({ a: 'a' })
    expect(phone.server.log.filter((what) => what === 'snapshot')).toHaveLength(1)
  })

  it('of several pages are stored whole or not at all, with one head', async () => {
    const { phone, client } = await synced(note('a', 1))
    const queries: string[] = []
    phone.server.pull = (query) => {
      queries.push(`${query.get('rev')}/${query.get('head')}/${query.get('after')}`)
      return query.get('after') === 'p2'
        ? { head: 9, changes: [note('c', 9)] }
        : { head: 9, next: 'p2', changes: [{ kind: 'note', id: 'a', rev: 8 }, note('b', 8)] }
    }
    const { writes } = phone.disk
    phone.disk.cutPowerAt(1, 'before')
    await client.syncNow()
    const restarted = await phone.start()
    expect([shown(restarted), phone.disk.writes]).toEqual([{ a: 'a' }, writes])
    await restarted.syncNow()
    expect(shown(restarted)).toEqual({ b: 'b', c: 'c' })
    expect(queries).toEqual(['0/null/null', '0/9/p2', '0/null/null', '0/9/p2'])
  })

  it('a row that leaves while work on it is unsent is kept aside for that work, and goes with it', async () => {
    const { phone, client } = await synced(note('a', 1), note('b', 1))
    phone.server.pull = () => ({ head: 4, changes: [{ kind: 'note', id: 'a', rev: 4 }] })
    phone.server.verdict = () => ({ verdict: 'waiting', rev: 4 })
    await edit(client, 'a', 'a', 'mine')
    await client.syncNow()
    expect(shown(client)).toEqual({ b: 'b' })
    expect(client.row<Note>('note', 'a')?.text).toBe('mine')
    expect(client.hasDeparted('note', 'a')).toBe(true)

    const [{ id } = { id: '' }] = sentIn(phone.server, 0)
    phone.server.pull = () => ({ head: 5, verdicts: [{ id, verdict: 'accepted', rev: 5 }] })
    await client.syncNow()
    phone.server.pull = () => ({ head: 5 })
    await client.syncNow()
    expect([client.row('note', 'a'), client.hasDeparted('note', 'a')]).toEqual([undefined, false])
  })

  it('conflicts are listed and one version is chosen', async () => {
    const { phone, client } = await synced(note('a', 1))
    const conflict = {
      id: 'command/text',
      teamId: 'team',
      subjectKind: 'note',
      subjectId: 'a',
      field: 'text',
      current: 'a',
      proposed: 'b',
      choice: null,
    }
    phone.server.pull = () => ({ head: 4, changes: [{ kind: conflictKind, id: conflict.id, rev: 4, row: conflict }] })
    await client.syncNow()
    expect(client.conflicts()).toHaveLength(1)
    expect(client.recordState('note', 'a')).toBe('conflict')
    expect(client.state().conflicts).toBe(1)

    const [open] = client.conflicts()
    if (open) await client.resolve(open, 'proposed')
    expect([client.conflicts(), shown(client)]).toEqual([[], { a: 'b' }])
    await client.syncNow()
    expect(sentIn(phone.server, -1)).toMatchObject([{ args: { id: conflict.id, choice: 'proposed', current: 'a' } }])
  })

  it('fetch the reference data when their counter has moved, and only then', async () => {
    const { phone, client } = await synced()
    expect(client.reference('team')).toEqual({ platforms: ['vneid'] })
    const { writes } = phone.disk
    await client.syncNow()
    expect(phone.disk.writes).toBe(writes + 1)
    phone.server.pull = () => ({ reference: 2 })
    await client.syncNow()
    expect(phone.disk.writes).toBe(writes + 3)
  })

  it('learn the true time from the server and say how far the device is off', async () => {
    const phone = new ToyPhone()
    phone.device.skewMs = 50 * 365 * 86_400_000
    const { fetch } = phone.server
    phone.device.fetch = async (url, init) => {
      const answer = await fetch(url, init)
      answer.headers.set('date', 'Sun, 22 Nov 2026 03:00:00 GMT')
      return answer
    }
    const client = await phone.start()
    await client.syncNow()
    expect(client.state().clockOffsetMs).toBe(-phone.device.skewMs)
    expect(new Date((await phone.start()).nowMs()).toISOString()).toBe('2026-11-22T03:00:00.000Z')
  })
})

describe('a restored server', () => {
  it('gets what was accepted once more, in the old order and before the unsent work; then the phone starts from its rows', async () => {
    const phone = new ToyPhone()
    phone.server.head = 3
    const client = await phone.start()
    await add(client, 'a', 'one')
    await client.syncNow()
    await edit(client, 'a', 'one', 'two')
    phone.server.pull = () => ({ head: 4, changes: [note('a', 3, { text: 'two' })] })
    await client.syncNow()
    outOfReach(phone.server)
    await edit(client, 'a', 'two', 'three')
    await client.syncNow()

    inReach(phone.server)
    phone.server.pull = () => ({})
    phone.server.epoch = 'e2'
    phone.server.head = 1
    phone.server.pushed.length = 0
    phone.server.log.length = 0
    phone.server.verdict = () => ({ rev: 2 })
    await client.syncNow()
    expect(phone.server.log).toEqual(['push 1', 'push 3', 'snapshot', 'pull 1'])
    const texts = sentIn(phone.server, 1).map(({ args }) => {
      const { text, changes } = args as { text?: string; changes?: { text: { new: string } } }
      return text ?? changes?.text.new
    })
    expect(texts).toEqual(['one', 'two', 'three'])
    // Not in the base yet: the head is 1, the verdicts say 2.
    expect(shown(client)).toEqual({ a: 'three' })
    expect(client.state().waiting).toBe(0)
  })

  it('noticed by the pull: the same', async () => {
    const phone = new ToyPhone()
    const client = await phone.start()
    await add(client, 'a')
    await client.syncNow()
    phone.server.epoch = 'e2'
    phone.server.log.length = 0
    await client.syncNow()
    expect(phone.server.log).toEqual(['pull 0', 'push 1', 'snapshot', 'pull 0'])
  })

  it('is not sent what was accepted more than 35 days ago', async () => {
    const phone = new ToyPhone()
    const client = await phone.start()
    await add(client, 'a')
    await client.syncNow()
    await phone.device.pass(36 * 86_400_000)
    await client.syncNow()
    phone.server.epoch = 'e2'
    phone.server.log.length = 0
    await client.syncNow()
    expect(phone.server.log.filter((what) => what.startsWith('push'))).toEqual([])
  })
})

describe('answers that are not for one command', () => {
  const failing = async (response: () => Response) => {
    const phone = new ToyPhone()
    phone.server.instead = response
    const client = await phone.start()
    await add(client, 'a')
    await client.syncNow()
    return client
  }

  it.each([
    ['an ended session', () => problem(401, 'auth.required'), 'session-ended'],
    ['an outdated app', () => problem(426, 'wire.too-old'), 'outdated'],
    ['a resting server', () => problem(503, 'database.away'), 'server'],
    ['a login page of some Wi-Fi', () => new Response('<html>'), 'offline'],
  ])('%s blocks sync, never work', async (_name, response, kind) => {
    const client = await failing(response)
    expect(client.state().trouble?.kind).toBe(kind)
    await add(client, 'b')
    expect(client.state().waiting).toBe(2)
    expect(shown(client)).toEqual({ a: 'a', b: 'b' })
  })

  it('a full device: work is not taken and says so, nothing is lost, and it goes on when there is room', async () => {
    const phone = new ToyPhone()
    const client = await phone.start()
    await add(client, 'a')
    phone.disk.full = true
    await expect(add(client, 'b')).rejects.toMatchObject({ name: 'QuotaExceededError' })
    await client.syncNow()
    expect(client.state().trouble?.kind).toBe('storage-full')
    expect(shown(client)).toEqual({ a: 'a' })
    phone.disk.full = false
    await client.syncNow()
    expect(client.state()).toMatchObject({ trouble: null, waiting: 0 })
  })

  it('a team that is not the member’s any more: its rows go, its unsent work lies in the tray', async () => {
    const phone = new ToyPhone()
    phone.server.chunks = [[note('a', 1), note('b', 1)]]
    const client = await phone.start()
    await client.syncNow()
    await edit(client, 'a', 'a', 'mine')
    phone.server.instead = (what) => (what.startsWith('push') ? problem(404, 'not-found') : null)
    await client.syncNow()
    expect(client.state().trouble).toMatchObject({ kind: 'server', problem: { code: 'not-found' } })
    expect(client.state().waiting).toBe(1)

    phone.server.me = { ...phone.server.me, teams: ['other'] }
    await client.syncNow()
    expect(shown(client)).toEqual({})
    expect(client.tray().map(({ problem }) => problem.code)).toEqual(['membership.ended'])
    expect(client.row<Note>('note', 'a')?.text).toBe('a')
    expect([...phone.disk.records.keys()].filter((key) => key.startsWith('rows/team/'))).toEqual([])
  })
})

describe('a member of several teams, or of other ones than before', () => {
  const inTeam = (teamId: string, id: string, rev: number) => note(id, rev, { teamId })

  it('shows the rows of each; a row that moved from one to the other is there once', async () => {
    const phone = new ToyPhone()
    phone.server.me = { ...phone.server.me, teams: ['team', 'other'] }
    const rows: Record<string, ReturnType<typeof note>[]> = {
      team: [inTeam('team', 'a', 1)],
      other: [inTeam('other', 'b', 1)],
    }
    phone.server.pull = (query) => ({ head: 1, changes: query.get('rev') === '0' ? rows[query.get('team') ?? ''] : [] })
    const client = await phone.start()
    await client.syncNow()
    expect(Object.keys(shown(client)).sort()).toEqual(['a', 'b'])
    phone.server.pull = (query) =>
      query.get('team') === 'team'
        ? { head: 2, changes: [{ kind: 'note', id: 'a', rev: 2 }] }
        : { head: 2, changes: [inTeam('other', 'a', 2)] }
    await client.syncNow()
    expect(
      client
        .rows<Note>('note')
        .map(({ id, teamId }) => [id, teamId])
        .sort(),
    ).toEqual([
      ['a', 'other'],
      ['b', 'other'],
    ])
  })

  it('no longer shows what was accepted for a team that they left', async () => {
    const phone = new ToyPhone()
    phone.server.verdict = () => ({ rev: 9 })
    const client = await phone.start()
    await add(client, 'a')
    await client.syncNow()
    expect(shown(client)).toEqual({ a: 'a' })
    phone.server.me = { ...phone.server.me, teams: ['other'] }
    await phone.device.pass(7 * 3_600_000)
    await client.syncNow()
    expect(shown(client)).toEqual({})
  })

  it('asks again about work that the old team’s server holds, until it has ended', async () => {
    const phone = new ToyPhone()
    const client = await phone.start()
    await client.syncNow()
    phone.server.verdict = () => ({ verdict: 'waiting' })
    await edit(client, 'unknown', 'a', 'b')
    await client.syncNow()
    phone.server.me = { ...phone.server.me, teams: ['other'] }
    await phone.device.pass(7 * 3_600_000)
    await client.syncNow()
    expect(client.state().held).toBe(1)
    phone.server.verdict = () => ({ verdict: 'refused', problem: problemBody('command.base-missing') })
    await phone.device.pass(7 * 3_600_000)
    await client.syncNow()
    expect(client.tray().map(({ problem }) => problem.code)).toEqual(['command.base-missing'])
  })

  it('corrects work of the old team for the new one', async () => {
    const phone = new ToyPhone()
    phone.server.verdict = () => ({ verdict: 'refused', problem: problemBody('membership.ended') })
    const client = await phone.start()
    const { id } = await add(client, 'a')
    await client.syncNow()
    phone.server.me = { ...phone.server.me, teams: ['other'] }
    await phone.device.pass(7 * 3_600_000)
    await client.syncNow()
    phone.server.verdict = () => ({})
    await client.correct(id, { id: 'b', text: 'b' })
    await client.syncNow()
    expect(phone.server.pushed.at(-1)).toMatchObject({ team: 'other', commands: [{ args: { id: 'b' } }] })
  })
})

describe('several tabs on one store', () => {
  it('work taken in one is sent by another and shown in both', async () => {
    const phone = new ToyPhone()
    const first = await phone.start()
    const second = await phone.start()
    await add(first, 'a')
    await add(second, 'b')
    expect(Object.keys(shown(second)).sort()).toEqual(['a', 'b'])
    await first.syncNow()
    expect(ids(sentIn(phone.server, 0))).toEqual(['a', 'b'])
    expect(first.recordState('note', 'b')).toBe('sent')
  })

  it('both at once settle each command once', async () => {
    const phone = new ToyPhone()
    const first = await phone.start()
    const second = await phone.start()
    for (const id of ['a', 'b', 'c']) await add(first, id)
    await Promise.all([first.syncNow(), second.syncNow()])
    const fresh = await phone.start()
    expect([...phone.disk.records.keys()].filter((key) => key.startsWith('kept/'))).toHaveLength(3)
    expect(fresh.state().waiting).toBe(0)
    expect(phone.device.reported).toEqual([])
  })
})
