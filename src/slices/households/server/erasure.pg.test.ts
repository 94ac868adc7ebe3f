import { sql } from 'kysely'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { snapshot } from '#platform/server/sync/snapshot.ts'
import { addDays, addMonths, dayInVietnam } from '#platform/shared/dates.ts'
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
import { eraseSoon } from './decide-register.ts'
import { eraseDue } from './erasure.ts'

let world: SyncWorld
beforeAll(async () => {
  world = await createSyncWorld()
})
afterAll(() => world.close())

const today = dayInVietnam(Date.now())
const secret = 'Zzyzx'
/** Six months and a day on. */
const due = addDays(addMonths(today, 6), 40)

/** Every table in which a word stands, in whatever column, as anybody could read it. */
const tablesWith = async (word: string): Promise<string[]> => {
  const { rows: tables } = await sql<{ name: string }>`
    select c.oid::regclass::text as name from pg_class c
    where c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, to_regnamespace('graphile_worker')::oid)`.execute(
    world.db.owner,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql<{ found: boolean }>`
      select exists (select from ${sql.raw(name)} t where t::text ilike ${`%${word}%`}) as found`.execute(
      world.db.owner,
    )
    if (rows[0]?.found) found.push(name)
  }
  return found.sort()
}

const verdictsOf = async (me: Sender, ...commands: unknown[]) =>
  (await world.send(me, commands)).verdicts.map(({ verdict, problem }) => problem?.code ?? verdict)

/** A person of whom every kind of command has spoken: edits, versions, choices, tests, merges. */
const muchSpokenOf = async () => {
  const me = await world.sender()
  await switchRegister(world.db, me.team.id, { retentionMonths: 6 })
  const register = me.team.id
  const door = doorArgs()
  const [one, two] = [0, 1].map((n) => personArgs(register, door.household.id, { name: `${secret} ${n}` }))
  if (!one || !two) throw new Error('two persons')
  const [id, other] = [one.person.id, two.person.id]
  const name = (old: string, now: string) => wire('person.edit', { register, id, changes: { name: { old, new: now } } })
  const edit = name('nobody', `${secret} proposed`)
  expect(
    await verdictsOf(
      me,
      wire('household.add', door),
      wire('person.add', one),
      wire('person.add', two),
      edit,
      wire('conflict.resolve', { id: `${edit.id}/name`, choice: 'proposed', current: `${secret} 0` }),
      name(`${secret} proposed`, `${secret} 2`),
      name('somebody', `${secret} again`),
      wire('person.skill', { register, id, skill: 'payment', level: 'alone', visitId: null }),
      wire('person.merge', { register, id: other, into: id }),
      wire('edit.hand-over', {
        commandId: newId(),
        kind: 'person',
        id,
        changes: { name: { old: 'x', new: `${secret} h` } },
      }),
      name('y', `${secret} ${'x'.repeat(90)}`),
    ),
  ).toEqual([
    ...Array(3).fill('accepted'),
    'conflict',
    'accepted',
    'accepted',
    'conflict',
    ...Array(2).fill('accepted'),
    'conflict',
    'command.invalid',
  ])
  await snapshot(world.deps, me.actor, me.scope, me.team.id)
  expect(await tablesWith(secret)).toEqual(['command', 'conflict', 'person'])
  return { me, register, id, other }
}

const withdraw = (register: Id, id: Id) =>
  wire('person.consent', { register, id, consent: { purpose: 'register', given: false, by: 'self', how: 'spoken' } })

const snapshotsOf = async (me: Sender) =>
  (await world.db.owner.selectFrom('sync_snapshot').select('id').where('team_id', '=', me.team.id).execute()).length

test('who withdrew: gone from the phones at once, from the database when the retention is over, from every table', async () => {
  const { me, register, id, other } = await muchSpokenOf()
  const cursor = (await world.pullAll(me)).head
  expect(await verdictsOf(me, withdraw(register, other))).toEqual(['accepted'])
  expect(await snapshotsOf(me)).toBe(0)
  const delta = await world.pullAll(me, cursor)
  expect(delta.changes.filter(({ kind }) => kind === 'person')).toMatchObject([
    { row: { name: '', restrictedOn: today } },
    { row: { name: '', restrictedOn: today } },
  ])
  expect(JSON.stringify(await world.pullAll(me))).not.toContain(secret)
  expect(delta.changes.filter(({ kind, row }) => kind === 'conflict' && row)).toEqual([])
  expect(await tablesWith(secret)).toEqual(['command', 'person'])

  await snapshot(world.deps, me.actor, me.scope, me.team.id)
  expect(await eraseDue(world.db.worker, addDays(addMonths(today, 5), 0))).toBe(0)
  const before = (await world.pullAll(me)).head
  expect(await eraseDue(world.db.worker, due)).toBeGreaterThan(0)
  expect(await tablesWith(secret)).toEqual([])
  expect(await snapshotsOf(me)).toBe(0)
  const removed = (await world.pullAll(me, before)).changes
  expect(removed.map((change) => [change.kind, change.id, change.row]).sort()).toEqual(
    [id, other].sort().map((gone) => ['person', gone, undefined]),
  )
  const line = await world.db.owner
    .selectFrom('command')
    .select(['name', 'args'])
    .where('subject_id', '=', id)
    .orderBy('seq')
    .executeTakeFirstOrThrow()
  expect(line).toEqual({ name: 'person.add', args: { id } })
  const row = await world.db.owner.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  expect(row).toMatchObject({ name: '', phone: null, birth_year: null, restricted_on: today, erased_on: due })
  expect(row.consent).toMatchObject([{ purpose: 'register', given: false, on: today }])
  expect(await eraseDue(world.db.worker, due)).toBe(0)
})

test('once erased nothing comes back: not by consent, not by an edit that was under way', async () => {
  const { me, register, id } = await muchSpokenOf()
  await verdictsOf(me, withdraw(register, id))
  await eraseDue(world.db.worker, due)
  await verdictsOf(
    me,
    wire('person.consent', { register, id, consent: { purpose: 'register', given: true, by: 'self', how: 'spoken' } }),
    wire('person.edit', { register, id, changes: { name: { old: '', new: `${secret} back` } } }),
  )
  const row = await world.db.owner.selectFrom('person').select(['name']).where('id', '=', id).executeTakeFirstOrThrow()
  expect(row.name).toBe('')
  expect((await world.pullAll(me)).changes.filter((change) => change.id === id && change.row)).toEqual([])
  await sql`update command set args = null where args::text like ${`%${secret}%`}`.execute(world.db.owner)
})

test('who asked for erasure does not wait for the retention', async () => {
  const { me, id } = await muchSpokenOf()
  await world.db.owner.transaction().execute((trx) => eraseSoon(trx, [id], today))
  // With the row that was merged into theirs.
  expect(await eraseDue(world.db.worker, today)).toBe(2)
  expect(await tablesWith(secret)).toEqual([])
  expect((await world.pullAll(me)).changes.filter(({ kind, row }) => kind === 'person' && row)).toEqual([])
})

test('switched off, everybody is erased when the retention is over', async () => {
  const { me } = await muchSpokenOf()
  await switchRegister(world.db, me.team.id, { on: false, retentionMonths: 6 })
  expect(JSON.stringify(await world.pullAll(me))).not.toContain(secret)
  expect(await eraseDue(world.db.worker, addMonths(today, 5))).toBe(0)
  expect(await eraseDue(world.db.worker, due)).toBe(2)
  expect(await tablesWith(secret)).toEqual([])
})

test('what refused commands said of somebody who never came in is forgotten', async () => {
  const me = await world.sender()
  await switchRegister(world.db, me.team.id, {})
  const door = doorArgs()
  await verdictsOf(me, wire('household.add', door))
  const args = personArgs(me.team.id, door.household.id, { name: secret })
  const wrong = { ...args, person: { ...args.person, relation: 'x' } }
  const twice = wire('person.add', args)
  const again = wire('person.add', args)
  expect(await verdictsOf(me, wire('person.add', wrong), twice, again)).toEqual([
    'command.invalid',
    'accepted',
    'row.exists',
  ])
  await sql`delete from command where id = ${twice.id}`.execute(world.db.owner)
  await sql`update person set name = 'A', folded = 'a' where id = ${args.person.id}`.execute(world.db.owner)
  expect(await tablesWith(secret)).toEqual(['command'])
  await eraseDue(world.db.worker, addDays(today, 30))
  expect(await tablesWith(secret)).toEqual(['command'])
  await eraseDue(world.db.worker, addDays(today, 37))
  expect(await tablesWith(secret)).toEqual([])
})
