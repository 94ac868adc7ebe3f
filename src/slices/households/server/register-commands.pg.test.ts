import { sql } from 'kysely'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Id } from '#platform/shared/ids.ts'
import {
  createSyncWorld,
  doorArgs,
  personArgs,
  type Sender,
  type SyncWorld,
  switchRegister,
  wire,
} from '#platform/testing/sync-world.ts'
import type { Person } from '../shared/person.ts'

let world: SyncWorld
beforeAll(async () => {
  world = await createSyncWorld()
})
afterAll(() => world.close())

const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)

/** A team with the register on, a door and a person there. */
const withPerson = async () => {
  const me = await world.sender()
  await switchRegister(world.db, me.team.id)
  const door = doorArgs()
  const args = personArgs(me.team.id, door.household.id)
  const answer = await world.send(me, [wire('household.add', door), wire('person.add', args)])
  expect(answer.verdicts.map(({ verdict }) => verdict)).toEqual(['accepted', 'accepted'])
  return { me, register: me.team.id, door: door.household.id, id: args.person.id }
}

const verdictsOf = async (me: Sender, ...commands: unknown[]) =>
  (await world.send(me, commands)).verdicts.map(({ verdict, problem }) => problem?.code ?? verdict)

const personOnPhone = async (me: Sender, id: Id): Promise<Person | undefined> =>
  (await world.pullAll(me)).changes.find((change) => change.kind === 'person' && change.id === id)?.row as Person

const edit = (register: Id, id: Id, changes: Record<string, unknown>) => wire('person.edit', { register, id, changes })
const consent = (register: Id, id: Id, given: boolean, purpose = 'register') =>
  wire('person.consent', { register, id, consent: { purpose, given, by: 'self', how: 'spoken' } })

test('off: nobody is entered, and what was said is not kept either', async () => {
  const me = await world.sender()
  const door = doorArgs()
  const id = newId()
  const add = wire('person.add', personArgs(me.team.id, door.household.id, { name: 'Lò Văn Ẩn' }), { id })
  expect(await verdictsOf(me, wire('household.add', door), add)).toEqual(['accepted', 'register.off'])
  const kept = await world.db.owner
    .selectFrom('command')
    .select(['args'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(kept.args).toBeNull()
  expect(await verdictsOf(me, add)).toEqual(['register.off'])
})

test('without the person’s own yes to the register nothing is written', async () => {
  const me = await world.sender()
  await switchRegister(world.db, me.team.id)
  const door = doorArgs()
  const args = personArgs(me.team.id, door.household.id)
  const no = { ...args, consent: [{ purpose: 'contact', given: true, by: 'self', how: 'spoken' }] }
  const refused = { ...args, consent: [{ purpose: 'register', given: false, by: 'self', how: 'spoken' }] }
  const verdicts = await verdictsOf(
    me,
    wire('household.add', door),
    wire('person.add', no),
    wire('person.add', refused),
    wire('person.add', { ...args, consent: [] }),
    wire('person.add', personArgs(me.team.id, door.household.id, { name: 'CCCD 001203012345' })),
  )
  expect(verdicts).toEqual(['accepted', ...Array(4).fill('command.invalid')])
  expect(await personOnPhone(me, args.person.id)).toBeUndefined()
})

test('a person is added with a door that comes later, and the row says who agreed, how and to whom', async () => {
  const me = await world.sender()
  await switchRegister(world.db, me.team.id)
  const door = doorArgs()
  const args = personArgs(me.team.id, door.household.id, { skills: { payment: 'alone' } })
  expect(await verdictsOf(me, wire('person.add', args))).toEqual(['waiting'])
  expect(await verdictsOf(me, wire('household.add', door))).toEqual(['accepted'])
  expect(await personOnPhone(me, args.person.id)).toMatchObject({
    name: 'Nguyễn Thị Hoa',
    createdOn: today,
    consent: [{ purpose: 'register', given: true, by: 'self', how: 'spoken', on: today, takenBy: me.member.id }],
    skills: { payment: { level: 'alone', on: today, by: me.member.id, visitId: null } },
  })
})

test('two who edit the same field are told of one another; two fields are merged', async () => {
  const { me, register, id } = await withPerson()
  const changes = (field: string, old: unknown, now: unknown) => edit(register, id, { [field]: { old, new: now } })
  expect(
    await verdictsOf(
      me,
      changes('name', 'Nguyễn Thị Hoa', 'Nguyễn Thị Hòa'),
      changes('name', 'Nguyễn Thị Hoa', 'Trần Thị Hoa'),
      changes('criteria.vneid', null, true),
      changes('criteria.smartphone', true, null),
      changes('vneidSaidOn', null, '1970-01-01'),
      changes('teamId', register, newId()),
      changes('phone', '+84912345678', '0912'),
    ),
  ).toEqual(['accepted', 'conflict', 'accepted', 'accepted', 'accepted', 'command.invalid', 'command.invalid'])
  expect(await personOnPhone(me, id)).toMatchObject({
    name: 'Nguyễn Thị Hòa',
    criteria: { vneid: true },
    vneidSaidOn: today,
    phone: '+84912345678',
  })
})

test('of two tests of a skill the later one stands, in whatever order they arrive; a slip is taken back', async () => {
  const { me, register, id } = await withPerson()
  const test = (level: string | null, minutesAgo: number) =>
    wire(
      'person.skill',
      { register, id, skill: 'payment', level, visitId: null },
      { madeAt: new Date(Date.now() - minutesAgo * 60_000).toISOString() },
    )
  expect(await verdictsOf(me, test('alone', 5), test('cannot', 60))).toEqual(['accepted', 'accepted'])
  expect((await personOnPhone(me, id))?.skills).toMatchObject({ payment: { level: 'alone' } })
  expect(await verdictsOf(me, test(null, 1))).toEqual(['accepted'])
  expect((await personOnPhone(me, id))?.skills).toMatchObject({ payment: { level: 'cannot' } })
  expect(await verdictsOf(me, test(null, 1), test(null, 1))).toEqual(['accepted', 'merged'])
  expect((await personOnPhone(me, id))?.skills).toEqual({})
})

test('who withdraws leaves the phones at once with all versions of their fields, and can come back unharmed', async () => {
  const { me, register, id } = await withPerson()
  await verdictsOf(me, edit(register, id, { name: { old: 'x', new: 'Tên Khác' } }))
  expect(JSON.stringify(await world.pullAll(me))).toContain('Tên Khác')
  expect(await verdictsOf(me, consent(register, id, false))).toEqual(['accepted'])
  const pulled = await world.pullAll(me)
  expect(JSON.stringify(pulled.changes.filter(({ kind }) => kind !== 'member'))).not.toMatch(/Hoa|Khác|912345678|1960/)
  expect(await personOnPhone(me, id)).toMatchObject({ id, name: '', restrictedOn: today, criteria: {}, skills: {} })
  expect(
    await verdictsOf(
      me,
      edit(register, id, { name: { old: '', new: 'Hoa' } }),
      wire('person.skill', { register, id, skill: 'payment', level: 'alone', visitId: null }),
      wire('edit.hand-over', { commandId: newId(), kind: 'person', id, changes: { name: { old: '', new: 'Hoa' } } }),
    ),
  ).toEqual(Array(3).fill('person.restricted'))
  expect(JSON.stringify((await world.pullAll(me)).changes.filter(({ kind }) => kind !== 'member'))).not.toContain('Hoa')

  expect(await verdictsOf(me, consent(register, id, true))).toEqual(['accepted'])
  expect(await personOnPhone(me, id)).toMatchObject({
    name: 'Nguyễn Thị Hoa',
    birthYear: 1960,
    phone: '+84912345678',
    restrictedOn: null,
  })
})

test('what the commune restricted is not lifted at the door', async () => {
  const { me, register, id } = await withPerson()
  expect(await verdictsOf(me, wire('person.restrict', { id, restricted: true }))).toEqual(['not-allowed'])
  await sql`update person set restricted_on = ${today}::date where id = ${id}`.execute(world.db.owner)
  expect(await verdictsOf(me, consent(register, id, true))).toEqual(['person.restricted'])
})

test('moving to another door, leaving and coming back', async () => {
  const { me, register, door, id } = await withPerson()
  const [second, third] = [doorArgs(), doorArgs()]
  const move = (from: Id, to: Id) => wire('person.move', { register, id, from, to })
  await verdictsOf(me, wire('household.add', second), wire('household.add', third))
  expect(
    await verdictsOf(
      me,
      move(door, second.household.id),
      move(door, second.household.id),
      move(door, third.household.id),
    ),
  ).toEqual(['accepted', 'merged', 'conflict'])
  expect((await personOnPhone(me, id))?.householdId).toBe(second.household.id)
  const leave = (gone: boolean) => wire('person.leave', { register, id, gone })
  expect(await verdictsOf(me, leave(true), leave(true))).toEqual(['accepted', 'merged'])
  expect((await personOnPhone(me, id))?.leftOn).toBe(today)
  expect(await verdictsOf(me, leave(false))).toEqual(['accepted'])
})

test('two rows of one human being are put together and taken apart exactly as they were', async () => {
  const { me, register, door, id } = await withPerson()
  const other = personArgs(register, door, {
    ...{ name: 'Nguyễn Hoa', birthYear: null, phone: null, relation: null, sex: null },
    ...{ criteria: { vneid: true, smartphone: false }, skills: { payment: 'alone' } },
  })
  const into = other.person.id
  await verdictsOf(me, wire('person.add', other))
  const before = [await personOnPhone(me, id), await personOnPhone(me, into)]
  expect(
    await verdictsOf(
      me,
      wire('person.merge', { register, id, into: id }),
      wire('person.merge', { register, id, into }),
      wire('person.merge', { register, id: into, into: id }),
      edit(register, id, { sex: { old: 'female', new: 'male' } }),
      edit(register, id, { sex: { old: 'male', new: 'female' } }),
    ),
  ).toEqual(['duplicate.same', 'accepted', 'person.merged', 'accepted', 'accepted'])
  expect(await personOnPhone(me, into)).toMatchObject({
    ...{ name: 'Nguyễn Hoa', birthYear: 1960, phone: '+84912345678', relation: 'head', sex: 'female' },
    ...{ criteria: { vneid: true, smartphone: false } },
  })
  expect(await personOnPhone(me, id)).toMatchObject({ mergedInto: into })
  expect(await verdictsOf(me, wire('person.unmerge', { register, id }))).toEqual(['accepted'])
  const after = [await personOnPhone(me, id), await personOnPhone(me, into)]
  const withoutRev = (rows: (Person | undefined)[]) => rows.map((row) => ({ ...row, rev: 0 }))
  expect(withoutRev(after)).toEqual(withoutRev(before))
})

test('two doors that are one, taken apart again; two that are not are never asked about again', async () => {
  const me = await world.sender()
  const [one, two] = [doorArgs(), doorArgs()]
  const [id, into] = [one.household.id, two.household.id]
  const doorOnPhone = async () => (await world.pullAll(me)).changes.find((change) => change.id === id)?.row
  expect(
    await verdictsOf(
      me,
      wire('household.add', one),
      wire('household.add', two),
      wire('household.merge', { id, into }),
      wire('household.merge', { id, into }),
      wire('household.merge', { id: into, into: id }),
    ),
  ).toEqual(['accepted', 'accepted', 'accepted', 'merged', 'household.merged'])
  expect(await doorOnPhone()).toMatchObject({ mergedInto: into })
  expect(await verdictsOf(me, wire('household.unmerge', { id }))).toEqual(['accepted'])
  expect(await doorOnPhone()).toMatchObject({ mergedInto: null })

  const dismiss = (a: Id, b: Id, dismissed = true) => wire('duplicate.dismiss', { kind: 'household', a, b, dismissed })
  expect(await verdictsOf(me, dismiss(into, id), dismiss(id, into), dismiss(id, newId()))).toEqual([
    'accepted',
    'merged',
    'waiting',
  ])
  const kept = (await world.pullAll(me)).changes.filter(({ kind }) => kind === 'duplicate')
  expect(kept).toMatchObject([{ id: `${id}/${into}`, row: { a: id, b: into, dismissed: true, by: me.member.id } }])
})

test('a door takes its persons, and the doors merged into it, to another team; work of both sides ends well', async () => {
  const { me, register, door, id } = await withPerson()
  const merged = doorArgs()
  const inMerged = personArgs(register, merged.household.id, { name: 'Nguyễn Văn Con' })
  await verdictsOf(
    me,
    wire('household.add', merged),
    wire('person.add', inMerged),
    wire('household.merge', { id: merged.household.id, into: door }),
  )
  const commune = await world.db.owner
    .selectFrom('team')
    .innerJoin('place', 'place.id', 'team.place_id')
    .select(['team.place_id', 'team.commune_id'])
    .where('team.id', '=', register)
    .executeTakeFirstOrThrow()
  const other = await world.sender()
  await world.db.owner
    .updateTable('team')
    .set({ commune_id: commune.commune_id })
    .where('id', '=', other.team.id)
    .execute()
  const officer = {
    ...me,
    actor: {
      ...me.actor,
      grants: [me.team.id, other.team.id].map((on) => ({
        role: 'commune_officer',
        on,
        permissions: ['household.read', 'household.move'] as const,
      })),
    },
    scope: { ...me.scope, teams: [me.team.id, other.team.id] },
  }
  expect(await verdictsOf(officer, wire('household.move', { id: door, toTeam: other.team.id }))).toEqual(['accepted'])
  const mine = await world.pullAll(me)
  const gone = [door, id, merged.household.id, inMerged.person.id]
  expect(mine.changes.filter((change) => gone.includes(change.id) && change.row)).toEqual([])
  expect(mine.changes.filter((change) => gone.includes(change.id))).toHaveLength(4)
  expect(await personOnPhone(other, id)).toMatchObject({ teamId: other.team.id, name: 'Nguyễn Thị Hoa' })
  expect(await personOnPhone(other, inMerged.person.id)).toMatchObject({ teamId: other.team.id })

  const late = personArgs(register, door, { name: 'Nguyễn Văn Muộn' })
  expect(
    await verdictsOf(
      me,
      wire('person.skill', { register, id, skill: 'payment', level: 'alone', visitId: null }),
      edit(register, id, { name: { old: 'Nguyễn Thị Hoa', new: 'Hoa' } }),
      wire('person.add', late),
      consent(register, id, true, 'contact'),
    ),
  ).toEqual(['accepted', 'person.moved', 'accepted', 'accepted'])
  expect(await personOnPhone(other, id)).toMatchObject({
    skills: { payment: { level: 'alone' } },
    name: 'Nguyễn Thị Hoa',
  })
  expect(await personOnPhone(other, late.person.id)).toMatchObject({ teamId: other.team.id })
})

test('who withdraws leaves also the phones of another team that holds a row merged into theirs', async () => {
  const { me, register, door, id } = await withPerson()
  const { me: other, register: otherRegister, door: otherDoor } = await withPerson()
  const twin = personArgs(register, door, { name: 'Nguyễn Thị Hoà' })
  expect(
    await verdictsOf(me, wire('person.add', twin), wire('person.merge', { register, id: twin.person.id, into: id })),
  ).toEqual(['accepted', 'accepted'])
  // The door of the merged row has gone to another team since.
  const { head } = await world.pullAll(other)
  await world.db.owner
    .updateTable('person')
    .set({ team_id: otherRegister, household_id: otherDoor, rev: head })
    .where('id', '=', twin.person.id)
    .execute()
  expect(await verdictsOf(me, consent(register, id, false))).toEqual(['accepted'])
  const { changes } = await world.pullAll(other, head)
  expect(changes.find((change) => change.id === twin.person.id)?.row).toMatchObject({ name: '', restrictedOn: today })
})

test('switched off, persons leave the phones and the figures; switched on again they are back', async () => {
  const { me, register, id } = await withPerson()
  const before = (await world.pullAll(me)).head
  await switchRegister(world.db, me.team.id, { on: false })
  const delta = await world.pullAll(me, before)
  expect(delta.changes.find((change) => change.id === id)).toEqual({ kind: 'person', id, rev: delta.head })
  expect(delta.changes.find(({ kind }) => kind === 'register')?.row).toMatchObject({ on: false })
  expect(await verdictsOf(me, edit(register, id, { sex: { old: 'female', new: null } }))).toEqual(['register.off'])
  expect(await personOnPhone(me, id)).toBeUndefined()
  await switchRegister(world.db, me.team.id)
  expect(await personOnPhone(me, id)).toMatchObject({ name: 'Nguyễn Thị Hoa', restrictedOn: null })
  expect(await verdictsOf(me, edit(register, id, { sex: { old: 'female', new: null } }))).toEqual(['accepted'])
})
