import { describe, expect, test } from 'vitest'
import { conflictKind } from '#platform/shared/edit.ts'
import type { WireChange, WireCommand } from '#platform/shared/wire.ts'
import { problemBody, ScriptedServer, ToyPhone } from '#platform/testing/scripted-sync.ts'
import type { SyncClient } from '#platform/web/sync/client.ts'
import { type Person, personKind, withoutContent } from '#slices/households/shared/person.ts'
import { defaultRule } from '#slices/households/shared/register.ts'
import { emptyDraft } from '#slices/visits/shared/public.ts'
import { commands } from '../../shared/commands.ts'
import { forgetting } from './forgetting.ts'

// Nothing of somebody who withdrew stays in the phone's store, whatever it was kept for.

const [door, hoa, nam] = [1, 2, 3].map((n) => `01900000-0000-7000-8000-00000000000${n}`) as [string, string, string]
const secrets = ['Hoa Sen', 'hoa sen', '912345678', '987654321', '1958']

const person = (fields: Partial<Person> = {}): Person => ({
  id: hoa,
  teamId: 'team',
  householdId: door,
  name: 'Nguyễn Thị Hoa Sen',
  birthYear: 1958,
  sex: null,
  phone: '+84912345678',
  relation: null,
  criteria: {},
  skills: {},
  vneidSaidOn: null,
  consent: [{ purpose: 'register', given: true, on: '2026-11-01', by: 'self', how: 'spoken', takenBy: null }],
  restrictedOn: null,
  leftOn: null,
  mergedInto: null,
  mergeTook: null,
  createdOn: '2026-11-01',
  ...fields,
})
const bare = () => withoutContent(person({ restrictedOn: '2026-11-22' }))

const line = (kind: string, rev: number, row: { id: string }): WireChange => ({
  kind,
  id: row.id,
  rev,
  row: { ...row, rev },
})
const register = (on: boolean) => ({ id: 'team', teamId: 'team', on, rule: defaultRule, purpose: '', legalBasis: '' })
const house = { id: door, teamId: 'team', kind: 'home', number: '12', alley: null, label: null, criteria: {} }

const phoneAt = (server = new ScriptedServer()): ToyPhone => {
  server.head = 3
  server.chunks = [[line('register', 1, register(true)), line('household', 1, { ...house })]]
  return new ToyPhone(server)
}
const knowing = (...rows: WireChange[]): ToyPhone => {
  const phone = phoneAt()
  phone.server.chunks[0]?.push(...rows)
  return phone
}
const start = async (phone: ToyPhone): Promise<SyncClient> => {
  const client = await phone.start({ commands, forgetting })
  await client.syncNow()
  return client
}
const outOfReach = ({ server }: ToyPhone) => {
  server.instead = () => {
    throw new TypeError('fetch failed')
  }
}
const inReach = ({ server }: ToyPhone) => {
  server.instead = () => null
}

/** What the store holds of the secrets, by table; `rows` is the base, which the next pull puts right. */
const traces = (phone: ToyPhone, but: string[] = []) =>
  [...phone.disk.records.values()]
    .filter(
      ({ table, clear, body }) =>
        !but.includes(table) && secrets.some((one) => (JSON.stringify(clear) + body).includes(one)),
    )
    .map(({ table }) => table)

const addArgs = (id = hoa) => {
  const { name, birthYear, sex, phone, relation } = person()
  return {
    register: 'team',
    person: { id, householdId: door, name, birthYear, sex, phone, relation, criteria: {}, skills: {} },
    consent: [{ purpose: 'register', given: true, by: 'self', how: 'spoken' }],
  }
}
const add = (client: SyncClient, id = hoa) => client.enqueue({ name: 'person.add', args: addArgs(id) })
const edit = (client: SyncClient, field: string, old: unknown, to: unknown) =>
  client.enqueue({
    name: 'person.edit',
    args: { register: 'team', id: hoa, changes: { [field]: { old, new: to } } },
  })
const withdraw = (client: SyncClient) =>
  client.enqueue({
    name: 'person.consent',
    args: { register: 'team', id: hoa, consent: { purpose: 'register', given: false, by: 'self', how: 'spoken' } },
  })
const visit = (client: SyncClient) => {
  const draft = {
    ...emptyDraft('01900000-0000-7000-8000-000000000009', door),
    persons: [{ personId: hoa, skills: [] }],
  }
  return client.enqueue({ name: 'visit.record', args: { visit: draft, register: 'team' } })
}
const sent = (phone: ToyPhone) =>
  phone.server.pushed.flatMap(({ commands }) => commands as WireCommand[]).map(({ name, args }) => ({ name, args }))
const names = (phone: ToyPhone) => sent(phone).map(({ name }) => name)

describe('who takes the consent back on this phone', () => {
  test('leaves no trace in what was kept, refused, half done or in dispute; only the wish itself travels', async () => {
    const conflict = {
      id: '01900000-0000-7000-8000-000000000007/phone',
      teamId: 'team',
      subjectKind: personKind,
      subjectId: hoa,
      field: 'phone',
      seen: null,
      current: '+84912345678',
      proposed: '+84987654321',
      choice: null,
    }
    const phone = knowing(line(personKind, 2, person()), line(conflictKind, 2, conflict))
    const client = await start(phone)
    await edit(client, 'name', 'Nguyễn Thị Hoa Sen', 'Nguyễn Thị Hoa Sen Mai')
    await client.syncNow()
    phone.server.verdict = () => ({ verdict: 'refused', problem: problemBody('person.moved') })
    await edit(client, 'phone', '+84912345678', '+84987654321')
    await client.syncNow()
    await client.saveDraft(`person/${hoa}`, { before: person(), after: { name: 'Hoa Sen' } })
    await client.saveDraft('door/new', { label: 'of a door' })
    expect([...new Set(traces(phone))].sort()).toEqual(['drafts', 'kept', 'rows', 'tray'])
    expect(client.state().conflicts).toBe(1)

    outOfReach(phone)
    await edit(client, 'phone', '+84912345678', '+84987654321')
    await withdraw(client)
    expect(traces(phone, ['rows'])).toEqual([])
    expect(client.state()).toMatchObject({ conflicts: 0, refused: 1 })
    expect(client.tray()[0]?.command.args).toBeNull()
    expect(client.draft('door/new')).toBeDefined()

    inReach(phone)
    phone.server.verdict = () => ({})
    phone.server.pull = () => ({
      changes: [line(personKind, 3, bare()), { kind: conflictKind, id: conflict.id, rev: 3 }],
    })
    await client.syncNow()
    expect(names(phone).slice(2)).toEqual(['person.consent'])
    expect(traces(phone)).toEqual([])
    expect((await phone.start({ commands, forgetting })).tray()).toHaveLength(1)
  })

  test('before anything was sent: nothing ever is, and the visit that names them keeps only its counts', async () => {
    const phone = phoneAt()
    const client = await start(phone)
    outOfReach(phone)
    await add(client)
    await edit(client, 'phone', '+84912345678', '+84987654321')
    await visit(client)
    await client.syncNow()
    await client.saveDraft('visit/desk', { ...emptyDraft(nam, null), persons: [{ personId: hoa, skills: [] }] })
    await withdraw(client)
    expect(client.row(personKind, hoa)).toBeUndefined()
    expect(client.tray()).toEqual([])
    expect(traces(phone)).toEqual([])
    expect(client.draft('visit/desk')?.value).toMatchObject({ persons: null })
    inReach(phone)
    await client.syncNow()
    expect(sent(phone)).toMatchObject([
      { name: 'visit.record', args: { visit: { id: expect.any(String), persons: null } } },
    ])
    expect(client.state()).toMatchObject({ waiting: 0, held: 0, refused: 0 })
  })

  test('perhaps after they were sent: the server must hear of them once more to hear of the wish; then they are forgotten', async () => {
    const phone = phoneAt()
    const client = await start(phone)
    await add(client)
    // The request arrives; its answer does not.
    const usual = phone.device.fetch
    phone.device.fetch = async (url, init) => {
      const answer = await usual(url, init)
      if (url.endsWith('/push')) throw new TypeError('no answer')
      return answer
    }
    await client.syncNow()
    await edit(client, 'phone', '+84912345678', '+84987654321')
    await withdraw(client)
    phone.device.fetch = usual
    phone.server.pull = () => ({ changes: [line(personKind, 3, bare())] })
    await client.syncNow()
    expect(names(phone)).toEqual(['person.add', 'person.add', 'person.consent'])
    expect(traces(phone)).toEqual([])
  })

  test('after a rescue file was made: it may reach the server, so the wish must too', async () => {
    const phone = phoneAt()
    phone.server.me = {
      ...phone.server.me,
      phone: { rescueKey: { id: 'key', point: 'p' }, author: 'signed', drafts: 0 },
    }
    const client = await start(phone)
    outOfReach(phone)
    await add(client)
    expect(client.unsentWork()?.commands).toHaveLength(1)
    await withdraw(client)
    inReach(phone)
    await client.syncNow()
    expect(names(phone)).toEqual(['person.add', 'person.consent'])
  })

  test('and the wish goes out again to a server that was restored from a backup', async () => {
    const phone = knowing(line(personKind, 2, person()))
    const client = await start(phone)
    await withdraw(client)
    phone.server.pull = () => ({ changes: [line(personKind, 3, bare())] })
    await client.syncNow()
    Object.assign(phone.server, {
      epoch: 'e2',
      chunks: [[line('register', 1, register(true)), line(personKind, 2, person())]],
    })
    phone.server.pull = () => ({})
    await client.syncNow()
    expect(names(phone)).toEqual(['person.consent', 'person.consent'])
  })
})

describe('who took the consent back elsewhere', () => {
  test('leaves no trace after the next pull; what was refused says why and no more', async () => {
    const phone = knowing(line(personKind, 2, person()))
    const client = await start(phone)
    await edit(client, 'name', 'Nguyễn Thị Hoa Sen', 'Nguyễn Thị Hoa Sen Mai')
    await client.syncNow()
    outOfReach(phone)
    await edit(client, 'phone', '+84912345678', '+84987654321')
    await client.saveDraft(`person/${hoa}`, { before: person(), after: { name: 'Hoa Sen' } })
    inReach(phone)
    phone.server.verdict = () => ({ verdict: 'refused', problem: problemBody('person.restricted') })
    phone.server.pull = () => ({ changes: [line(personKind, 3, bare())] })
    await client.syncNow()
    expect(traces(phone)).toEqual([])
    expect(client.tray().map(({ command, problem }) => [command.name, command.args, problem.code])).toEqual([
      ['person.edit', null, 'person.restricted'],
    ])
    const [entry] = client.tray()
    expect(entry && client.canHandOver(entry)).toBe(false)
  })
})

describe('a commune that switches its register off', () => {
  test('takes everybody from the phone: kept work, half-done forms; unsent work is told of, without a name', async () => {
    const phone = knowing(line(personKind, 2, person()))
    const client = await start(phone)
    await edit(client, 'name', 'Nguyễn Thị Hoa Sen', 'Nguyễn Thị Hoa Sen Mai')
    await client.syncNow()
    outOfReach(phone)
    await add(client, nam)
    await client.saveDraft(`person/new/${door}`, { id: nam, values: { name: 'Hoa Sen' } })
    inReach(phone)
    phone.server.verdict = () => ({ verdict: 'refused', problem: problemBody('register.off') })
    phone.server.pull = () => ({
      changes: [line('register', 3, register(false)), { kind: personKind, id: hoa, rev: 3 }],
    })
    await client.syncNow()
    expect(traces(phone)).toEqual([])
    expect(client.tray().map(({ command, problem }) => [command.name, problem.code])).toEqual([
      ['person.add', 'register.off'],
    ])
  })

  test('an empty phone knows nothing of the switch yet: nothing is dropped before it does', async () => {
    const phone = new ToyPhone()
    const client = await phone.start({ commands, forgetting })
    await client.saveDraft(`person/new/${door}`, { id: nam, values: { name: 'Hoa Sen' } })
    await client.syncNow()
    expect(client.draft(`person/new/${door}`)).toBeDefined()
  })
})
