import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
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

const senders = (count: number) => Promise.all(Array.from({ length: count }, () => world.sender()))
const verdictsOf = (answer: { verdicts: { verdict: string }[] }) => answer.verdicts.map(({ verdict }) => verdict)

function freshPush() {
  const door = doorArgs()
  return [wire('household.add', door), wire('visit.record', visitArgs(door.household.id))]
}

/** A push that comes while those of others are on their way, so that it shares a transaction with the last of them. */
async function amid<T>(others: readonly Sender[], push: () => Promise<T>) {
  const sent = others.map((one) => world.send(one, freshPush()))
  const last = push()
  return { answers: await Promise.all(sent), last: await last }
}

/** In how many transactions the first commands of these senders were decided. */
async function transactionsOf(all: readonly Sender[]): Promise<number> {
  const teams = all.map(({ team }) => team.id)
  const { rows } = await sql<{ count: number }>`
    select count(distinct xmin::text)::int as count from command where team_id = any (${teams})`.execute(world.db.owner)
  return rows[0]?.count ?? 0
}

test('pushes that come at the same moment share transactions; each team has its own rows and revision', async () => {
  const all = await senders(12)
  const answers = await Promise.all(all.map((one) => world.send(one, freshPush())))
  expect(answers.map(verdictsOf)).toEqual(all.map(() => ['accepted', 'accepted']))
  expect(await transactionsOf(all)).toBeLessThan(12)
  for (const one of all) {
    const { changes } = await world.pullAll(one)
    expect(changes.filter(({ kind }) => kind === 'household' || kind === 'visit')).toHaveLength(2)
  }
})

test('a row that the database refuses is refused for its sender only', async () => {
  const [bad, ...others] = await senders(8)
  const nul = wire('household.add', doorArgs({ note: 'không\u0000được' }))
  const { last: refused, answers } = await amid(others, () => world.send(bad!, [nul, ...freshPush()]))
  expect(verdictsOf(refused)).toEqual(['refused', 'accepted', 'accepted'])
  expect(answers.map(verdictsOf)).toEqual(others.map(() => ['accepted', 'accepted']))
})

test('a repetition among new pushes gets its first answer and changes nothing', async () => {
  const [first, ...others] = await senders(8)
  const again = freshPush()
  const before = await world.send(first!, again)
  const { last: repeated } = await amid(others, () => world.send(first!, again))
  expect(repeated).toEqual(before)
  expect((await world.pullAll(first!)).head).toBe(before.verdicts[0]?.rev)
})

test('a push of another epoch decides nothing, those beside it are decided', async () => {
  const [late, ...others] = await senders(8)
  const { last, answers } = await amid(others, () => world.send(late!, freshPush(), { epoch: 'a former life' }))
  expect(last.verdicts).toEqual([])
  expect(answers.map(verdictsOf)).toEqual(others.map(() => ['accepted', 'accepted']))
})

test('the id of a command of another team, sent at the same moment, tells nothing about it', async () => {
  const [owner, thief, ...others] = await senders(8)
  const known = freshPush()
  await world.send(owner!, known)
  const steal = () => world.send(thief!, [{ ...known[0]!, args: doorArgs() }]).catch(() => 'rejected')
  const { last, answers } = await amid([...others, owner!], steal)
  expect(last).toBe('rejected')
  expect(answers.map(verdictsOf)).toEqual(answers.map(() => ['accepted', 'accepted']))
  expect((await world.pullAll(thief!)).changes.filter(({ kind }) => kind === 'household')).toEqual([])
})

test('a team whose counter somebody holds does not hold up the others', async () => {
  const [held, ...others] = await senders(7)
  await world.send(held!, freshPush())
  let release = () => {}
  const holding = world.db.owner.transaction().execute(async (trx) => {
    await sql`select from team_revision where team_id = ${held!.team.id} for update`.execute(trx)
    await new Promise<void>((resolve) => {
      release = resolve
    })
  })
  while (!(await isHeld(held!))) await new Promise((resolve) => setTimeout(resolve, 5))
  const waiting = world.send(held!, freshPush())
  for (let round = 0; round < 3; round++) await Promise.all(others.map((one) => world.send(one, freshPush())))
  release()
  await holding
  expect(verdictsOf(await waiting)).toEqual(['accepted', 'accepted'])
})

async function isHeld({ team }: Sender): Promise<boolean> {
  const { rows } = await sql`
    select from team_revision where team_id = ${team.id} for update skip locked`.execute(world.db.owner)
  return rows.length === 0
}
