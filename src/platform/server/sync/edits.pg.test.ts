import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, dayInVietnam } from '#platform/shared/dates.ts'
import {
  createSyncWorld,
  doorArgs,
  type Sender,
  type SyncWorld,
  visitArgs,
  wire,
} from '#platform/testing/sync-world.ts'

let world: SyncWorld
beforeAll(async () => {
  world = await createSyncWorld()
})
afterAll(() => world?.close())

const today = () => dayInVietnam(Date.now())
const one = async (from: Sender, name: string, args: unknown) =>
  (await world.send(from, [wire(name, args)])).verdicts[0]!
const rowsOf = async (from: Sender, kind: string) =>
  (await world.pullAll(from)).changes.flatMap((change) =>
    change.kind === kind ? [change.row as Record<string, unknown>] : [],
  )

async function teamOfTwo() {
  const me = await world.sender()
  const mate = await world.sender(me.team)
  const door = doorArgs()
  await world.send(me, [wire('household.add', door)])
  return { me, mate, id: door.household.id }
}

test('two people changed the same field: both versions are kept, one is chosen, nothing vanishes', async () => {
  const { me, mate, id } = await teamOfTwo()
  expect(await one(me, 'household.edit', { id, changes: { number: { old: '12', new: '12A' } } })).toMatchObject({
    verdict: 'accepted',
  })
  const edit = { id, changes: { number: { old: '12', new: '12B' }, note: { old: null, new: 'cổng xanh' } } }
  expect(await one(mate, 'household.edit', edit)).toMatchObject({ verdict: 'conflict' })
  const [conflict] = await rowsOf(me, 'conflict')
  expect(conflict).toMatchObject({
    field: 'number',
    seen: '12',
    current: '12A',
    proposed: '12B',
    proposedBy: mate.member.id,
    choice: null,
  })
  expect(await rowsOf(me, 'household')).toMatchObject([{ number: '12A', note: 'cổng xanh' }])

  const choose = { id: conflict?.id, choice: 'proposed', current: '12A' }
  expect(await one(me, 'conflict.resolve', choose)).toMatchObject({ verdict: 'accepted' })
  expect(await one(mate, 'conflict.resolve', choose)).toMatchObject({ verdict: 'merged' })
  expect(await one(mate, 'conflict.resolve', { ...choose, choice: 'current' })).toMatchObject({
    problem: { code: 'conflict.settled' },
  })
  expect(await rowsOf(me, 'household')).toMatchObject([{ number: '12B' }])
  expect(await rowsOf(me, 'conflict')).toMatchObject([
    { current: '12A', proposed: '12B', choice: 'proposed', chosenBy: me.member.id },
  ])
})

test('a choice made before a third version came is asked again', async () => {
  const { me, mate, id } = await teamOfTwo()
  await one(me, 'household.edit', { id, changes: { number: { old: '12', new: '12A' } } })
  await one(mate, 'household.edit', { id, changes: { number: { old: '12', new: '12B' } } })
  const [conflict] = await rowsOf(me, 'conflict')
  await one(me, 'household.edit', { id, changes: { number: { old: '12A', new: '12C' } } })
  expect(await one(mate, 'conflict.resolve', { id: conflict?.id, choice: 'proposed', current: '12A' })).toMatchObject({
    verdict: 'conflict',
  })
  expect(await rowsOf(me, 'conflict')).toMatchObject([{ current: '12C', proposed: '12B', choice: null }])
  expect(await rowsOf(me, 'household')).toMatchObject([{ number: '12C' }])
})

test('the same change twice is merged; two keys of one object are two fields; both close a door on the day of the first', async () => {
  const { me, mate, id } = await teamOfTwo()
  const change = { id, changes: { number: { old: '12', new: '20' }, 'criteria.fibre': { old: null, new: true } } }
  expect(await one(me, 'household.edit', change)).toMatchObject({ verdict: 'accepted' })
  expect(await one(mate, 'household.edit', change)).toMatchObject({ verdict: 'merged' })
  const close = { id, changes: { closedOn: { old: null, new: '1970-01-01' } } }
  expect(await one(me, 'household.edit', close)).toMatchObject({ verdict: 'accepted' })
  expect(await one(mate, 'household.edit', close)).toMatchObject({ verdict: 'merged' })
  expect(await rowsOf(me, 'household')).toMatchObject([{ number: '20', criteria: { fibre: true }, closedOn: today() }])
})

test.each([['1970-01-01T00:00:00.000Z'], ['2090-06-15T12:00:00.000Z']])(
  'a phone in %s records today, yesterday and a follow-up in a week, all on the right days',
  async (clock) => {
    const { me, id } = await teamOfTwo()
    const [sent, made] = [new Date(clock), new Date(Date.parse(clock) - 60_000)]
    const commands = [
      wire('visit.record', visitArgs(id, { daysAgo: 0, followUpInDays: 7 }), { madeAt: made.toISOString() }),
      wire('visit.record', visitArgs(id, { daysAgo: 1 }), { madeAt: made.toISOString() }),
    ]
    const answer = await world.send(me, commands, { sentAt: sent.toISOString() })
    expect(answer.verdicts).toMatchObject([{ verdict: 'accepted' }, { verdict: 'accepted' }])
    const day = dayInVietnam(Date.now() - 60_000)
    const rows = (await rowsOf(me, 'visit')).sort((a, b) => ((a.day as string) < (b.day as string) ? 1 : -1))
    expect(rows).toMatchObject([
      { day, followUpOn: addDays(day, 7) },
      { day: addDays(day, -1), followUpOn: null },
    ])
    expect(Math.abs(Date.parse(rows[0]?.madeAt as string) - (Date.now() - 60_000))).toBeLessThan(60_000)
  },
)

test('a correction cannot put a visit into the future or its follow-up before it: the day is corrected, not refused', async () => {
  const { me, id } = await teamOfTwo()
  const visit = visitArgs(id)
  await one(me, 'visit.record', visit)
  const changes = { day: { old: today(), new: '2090-01-01' }, followUpOn: { old: null, new: '1970-01-05' } }
  expect(await one(me, 'visit.correct', { id: visit.visit.id, changes })).toMatchObject({ verdict: 'accepted' })
  expect(await rowsOf(me, 'visit')).toMatchObject([{ day: today(), followUpOn: addDays(today(), 1) }])
  const long = { day: { old: today(), new: '1999-01-01' } }
  expect(await one(me, 'visit.correct', { id: visit.visit.id, changes: long })).toMatchObject({
    problem: { fields: [{ path: 'day' }] },
  })
})

test('a cancelled visit stays, counts nowhere, and is cancelled once', async () => {
  const { me, id } = await teamOfTwo()
  const visit = visitArgs(id)
  await one(me, 'visit.record', visit)
  const cancel = { id: visit.visit.id, reason: 'nhầm nhà' }
  expect(await one(me, 'visit.cancel', cancel)).toMatchObject({ verdict: 'accepted' })
  expect(await one(me, 'visit.cancel', cancel)).toMatchObject({ verdict: 'merged' })
  expect(await one(me, 'visit.correct', { id: visit.visit.id, changes: { people: { old: 1, new: 2 } } })).toMatchObject(
    {
      problem: { code: 'visit.cancelled' },
    },
  )
  const deltas = await world.db.owner
    .selectFrom('measure_delta')
    .select('body')
    .where('team_id', '=', me.team.id)
    .execute()
  const visits = deltas.map(({ body }) => (body as { amounts?: { visits?: number } }).amounts?.visits ?? 0)
  expect(visits.reduce((sum, amount) => sum + amount, 0)).toBe(0)
})
