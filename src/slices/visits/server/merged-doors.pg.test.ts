import { afterAll, beforeAll, expect, test } from 'vitest'
import { inScope } from '#platform/server/db.ts'
import { createSyncWorld, doorArgs, type SyncWorld, visitArgs, wire } from '#platform/testing/sync-world.ts'
import { doorOf, listDoors } from './doors.queries.ts'

let world: SyncWorld
beforeAll(async () => {
  world = await createSyncWorld()
})
afterAll(() => world.close())

test('the office’s list shows the kept door with the visits of those merged into it, over several merges', async () => {
  const me = await world.sender()
  const doors = [doorArgs(), doorArgs(), doorArgs()]
  const [a, b, c] = doors.map(({ household }) => household.id) as [string, string, string]
  const query = { page: 1, size: 50, closed: 'without' as const }
  const list = () => inScope(world.db.app, me.scope, (trx) => listDoors(trx, me.team.id, query as never))
  await world.send(me, [
    ...doors.map((door) => wire('household.add', door)),
    wire('visit.record', visitArgs(a, { people: 1 })),
    wire('household.merge', { id: a, into: b }),
    wire('household.merge', { id: b, into: c }),
  ])
  expect(await list()).toMatchObject({ total: 1, states: { done: 1, new: 0 }, doors: [{ id: c, state: 'done' }] })
  const one = (id: string) => inScope(world.db.app, me.scope, (trx) => doorOf(trx, me.team.id, id))
  expect(await one(c)).toMatchObject({ id: c, state: 'done' })
  await world.send(me, [wire('household.unmerge', { id: b })])
  expect(await list()).toMatchObject({ total: 2, states: { done: 1, new: 1 } })
  await world.send(me, [wire('household.unmerge', { id: a })])
  expect(await list()).toMatchObject({ total: 3, states: { done: 1, new: 2 } })
})
