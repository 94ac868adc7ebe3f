import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createGathering, type Gathered, type GatheringLimits } from './gathering.ts'

interface Named extends Gathered {
  name: string
}

const member = (name: string, teams: string[] = [name], size = 1): Named => ({ name, teams, size })

/** A gathering whose groups end when the test says so; each member is answered its own name. */
function gatheringOf(limits: Partial<GatheringLimits> = {}) {
  const groups: string[][] = []
  const ends: (() => void)[] = []
  const all = { atOnce: 1, atOnceMost: 1, patienceMs: 60_000, queued: 10, size: 10, ...limits }
  const gathering = createGathering<Named, string>(all, async (members) => {
    groups.push(members.map(({ name }) => name))
    await new Promise<void>((resolve) => ends.push(resolve))
    return members.map(({ name }) =>
      name === 'bad' ? { status: 'rejected', reason: new Error('bad') } : { status: 'fulfilled', value: name },
    )
  })
  const end = async () => {
    ends.shift()?.()
    await turn()
  }
  return { gathering, groups, end }
}

test('the first goes alone, those who came meanwhile go together, and each gets its own answer or failure', async () => {
  const { gathering, groups, end } = gatheringOf()
  const answers = ['a', 'b', 'bad', 'c'].map((name) => gathering.add(member(name)))
  const settled = Promise.allSettled(answers)
  await end()
  await end()
  expect(groups).toEqual([['a'], ['b', 'bad', 'c']])
  expect((await settled).map((one) => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual([
    'a',
    'b',
    'failed',
    'c',
  ])
})

test('two of one team are never on their way at once, and keep their order', async () => {
  const { gathering, groups, end } = gatheringOf({ atOnce: 2 })
  for (const [name, team] of [
    ['first', 'x'],
    ['second', 'x'],
    ['third', 'x'],
    ['other', 'y'],
  ] as const)
    void gathering.add(member(name, [team]))
  expect(groups).toEqual([['first'], ['other']])
  await end()
  expect(groups.slice(2)).toEqual([['second']])
  await end()
  await end()
  expect(groups.slice(3)).toEqual([['third']])
})

test('a group stays below its size; a single one may be heavier', async () => {
  const { gathering, groups, end } = gatheringOf({ size: 10 })
  for (const [name, size] of [
    ['a', 50],
    ['b', 6],
    ['c', 6],
    ['d', 4],
  ] as const)
    void gathering.add(member(name, [name], size))
  await end()
  await end()
  expect(groups).toEqual([['a'], ['b', 'd'], ['c']])
})

test('a group that stands still does not hold up the others; too many are sent away', async () => {
  const { gathering, groups } = gatheringOf({ atOnceMost: 2, patienceMs: 5, queued: 1 })
  void gathering.add(member('stuck'))
  void gathering.add(member('next'))
  await expect(gathering.add(member('too many'))).rejects.toMatchObject({ body: { code: 'server.busy', status: 503 } })
  while (groups.length < 2) await sleep(5)
  expect(groups).toEqual([['stuck'], ['next']])
})

test('when a whole group fails, everybody in it learns why, and the next group goes on', async () => {
  let calls = 0
  const gathering = createGathering<Named, string>(
    { atOnce: 1, atOnceMost: 1, patienceMs: 60_000, queued: 10, size: 10 },
    async (members) => {
      calls += 1
      if (calls === 1) throw new Error('no database')
      return members.map(({ name }) => ({ status: 'fulfilled', value: name }))
    },
  )
  const [one, two] = [gathering.add(member('a')), gathering.add(member('a'))]
  await expect(one).rejects.toThrow('no database')
  expect(await two).toBe('a')
})
