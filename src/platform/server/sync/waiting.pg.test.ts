import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createSyncWorld,
  doorArgs,
  type Sender,
  type SyncWorld,
  visitArgs,
  wire,
} from '#platform/testing/sync-world.ts'
import { expireWaiting } from './jobs.ts'

let world: SyncWorld
beforeAll(async () => {
  world = await createSyncWorld()
})
afterAll(() => world?.close())

const dayMs = 86_400_000
const verdict = async (from: Sender, command: unknown) => (await world.send(from, [command])).verdicts[0]!

test('a chain whose base comes last is decided with it, link by link, and the phone learns it in the pull', async () => {
  const me = await world.sender()
  const door = doorArgs()
  const visit = visitArgs(door.household.id, { people: 2 })
  const correct = wire('visit.correct', { id: visit.visit.id, changes: { people: { old: 2, new: 4 } } })
  const cancel = wire('visit.cancel', { id: visit.visit.id, reason: 'ghi nhầm' })
  const record = wire('visit.record', visit)
  expect([await verdict(me, correct), await verdict(me, cancel), await verdict(me, record)]).toMatchObject([
    { verdict: 'waiting' },
    { verdict: 'waiting' },
    { verdict: 'waiting' },
  ])
  const before = (await world.pullAll(me)).head
  expect(await verdict(me, wire('household.add', door))).toMatchObject({ verdict: 'accepted' })

  const late = await world.pullAll(me, before)
  expect(late.verdicts.map(({ id, verdict }) => [id, verdict]).sort()).toEqual(
    [correct, cancel, record].map(({ id }) => [id, 'accepted']).sort(),
  )
  expect(late.verdicts.every(({ rev }) => rev === late.head)).toBe(true)
  expect(late.changes.find(({ kind }) => kind === 'visit')?.row).toMatchObject({ people: 4, cancelReason: 'ghi nhầm' })
  expect(await verdict(me, record)).toMatchObject({ verdict: 'accepted', rev: late.head })
})

test('late verdicts go to the account whose commands they are', async () => {
  const me = await world.sender()
  const mate = await world.sender(me.team)
  const door = doorArgs()
  const mine = wire('visit.record', visitArgs(door.household.id))
  await verdict(me, mine)
  await verdict(mate, wire('household.add', door))
  expect((await world.pullAll(me)).verdicts.map(({ id }) => id)).toEqual([mine.id])
  expect((await world.pullAll(mate)).verdicts).toEqual([])
})

test('a waiting command pushed again still waits; pushed together with its base it gets its verdict at once', async () => {
  const me = await world.sender()
  const door = doorArgs()
  const record = wire('visit.record', visitArgs(door.household.id))
  expect(await verdict(me, record)).toMatchObject({ verdict: 'waiting' })
  expect(await verdict(me, record)).toMatchObject({ verdict: 'waiting' })
  const answer = await world.send(me, [record, wire('household.add', door)])
  expect(answer.verdicts.map(({ verdict }) => verdict)).toEqual(['accepted', 'accepted'])
})

test('a base and the command that waits for it, pushed at the same moment, never miss one another', async () => {
  const me = await world.sender()
  for (let round = 0; round < 15; round++) {
    const door = doorArgs()
    const record = wire('visit.record', visitArgs(door.household.id))
    await Promise.all([world.send(me, [record]), world.send(me, [wire('household.add', door)])])
    expect(await verdict(me, record)).toMatchObject({ verdict: 'accepted' })
  }
})

test('what is released may itself be refused, and says why', async () => {
  const me = await world.sender()
  const door = doorArgs()
  const visit = visitArgs(door.household.id, { people: 2 })
  const tooMany = wire('visit.correct', { id: visit.visit.id, changes: { 'groups.elderly': { old: 0, new: 9 } } })
  expect(await verdict(me, tooMany)).toMatchObject({ verdict: 'waiting' })
  await world.send(me, [wire('household.add', door), wire('visit.record', visit)])
  expect((await world.pullAll(me)).verdicts).toMatchObject([
    { id: tooMany.id, verdict: 'refused', problem: { code: 'command.invalid', fields: [{ path: 'groups.elderly' }] } },
  ])
})

test('a refused base leaves its dependents waiting: the corrected one, with the same id, releases them', async () => {
  const me = await world.sender()
  const door = doorArgs({ number: null })
  const record = wire('visit.record', visitArgs(door.household.id))
  const answer = await world.send(me, [wire('household.add', door), record])
  expect(answer.verdicts.map(({ verdict }) => verdict)).toEqual(['refused', 'waiting'])
  await verdict(me, wire('household.add', doorArgs({ id: door.household.id })))
  expect((await world.pullAll(me)).verdicts).toMatchObject([{ id: record.id, verdict: 'accepted' }])
})

test('after 30 days without its base a command is refused, in the pull', async () => {
  const me = await world.sender()
  const lost = wire('visit.record', visitArgs(newId()))
  await verdict(me, lost)
  const before = (await world.pullAll(me)).head
  await expireWaiting(world.db.worker, Date.now() + 29 * dayMs)
  expect((await world.pullAll(me, before)).verdicts).toEqual([])
  await expireWaiting(world.db.worker, Date.now() + 31 * dayMs)
  expect((await world.pullAll(me, before)).verdicts).toMatchObject([
    { id: lost.id, verdict: 'refused', problem: { code: 'command.base-missing' } },
  ])
  expect(await verdict(me, lost)).toMatchObject({ verdict: 'refused' })
})
