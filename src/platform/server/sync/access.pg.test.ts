import { sql } from 'kysely'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inScope } from '#platform/server/db.ts'
import { addDays, dayInVietnam } from '#platform/shared/dates.ts'
import {
  createSyncWorld,
  doorArgs,
  type Sender,
  type SyncWorld,
  visitArgs,
  wire,
} from '#platform/testing/sync-world.ts'
import { readChunk, snapshot } from './snapshot.ts'

let world: SyncWorld
beforeAll(async () => {
  world = await createSyncWorld()
})
afterAll(() => world?.close())

const dayMs = 86_400_000
const daysAgo = (days: number) => new Date(Date.now() - days * dayMs).toISOString()

/** The member leaves the team on a day; the session stays, as on a phone that was offline meanwhile. */
async function leave(me: Sender, day: string): Promise<Sender> {
  await world.db.owner
    .updateTable('membership')
    .set({ joined_on: '2026-01-01', left_on: day })
    .where('id', '=', me.member.membershipId)
    .execute()
  return { ...me, ...(await world.build.actor(me.session)) }
}

test('who has left may still send what was recorded while a member, and nothing of later days', async () => {
  const me = await world.sender()
  const door = doorArgs()
  await world.send(me, [wire('household.add', door)])
  const gone = await leave(me, addDays(dayInVietnam(Date.now()), -3))
  const id = door.household.id
  const answer = await world.send(gone, [
    wire('visit.record', visitArgs(id), { madeAt: daysAgo(3) }),
    wire('visit.record', visitArgs(id), { madeAt: daysAgo(5) }),
    wire('visit.record', visitArgs(id), { madeAt: daysAgo(1) }),
    wire('household.move', { id, toTeam: me.team.id }, { madeAt: daysAgo(4) }),
  ])
  expect(answer.verdicts.map(({ verdict, problem }) => problem?.code ?? verdict)).toEqual([
    'accepted',
    'accepted',
    'membership.ended',
    'not-allowed',
  ])
  await expect(world.page(gone)).rejects.toMatchObject({ body: { code: 'not-found' } })
})

test('what lies outside a scope is answered as what does not exist, for every way in', async () => {
  const [me, other] = [await world.sender(), await world.sender()]
  await world.send(other, [wire('household.add', doorArgs())])
  const manifest = await snapshot(world.deps, other.actor, other.scope, other.team.id)
  const hash = manifest.chunks[0]?.hash ?? ''
  const ways = (team: string) => [
    world.page({ ...me, team: { ...me.team, id: team } }),
    world.send(me, [], { team }),
    snapshot(world.deps, me.actor, me.scope, team),
    readChunk(world.deps, me.actor, me.scope, team, hash),
  ]
  const problems = (team: string) =>
    Promise.all(
      ways(team).map((way) =>
        way.then(
          () => 'let in',
          (error) => error.body,
        ),
      ),
    )
  const foreign = await problems(other.team.id)
  expect(foreign).toEqual(await problems(newId()))
  expect(foreign.map((body) => (body as { code: string }).code)).toEqual(Array(4).fill('not-found'))
  await expect(readChunk(world.deps, me.actor, me.scope, me.team.id, hash)).rejects.toMatchObject({
    body: { code: 'not-found' },
  })
})

test('a foreign row and one that does not exist are the same to every command', async () => {
  const [me, other] = [await world.sender(), await world.sender()]
  const door = doorArgs()
  const visit = visitArgs(door.household.id)
  await world.send(other, [wire('household.add', door), wire('visit.record', visit)])
  const tries = (doorId: string, visitId: string) => [
    wire('household.edit', { id: doorId, changes: { number: { old: '12', new: '1' } } }),
    wire('visit.record', visitArgs(doorId)),
    wire('visit.correct', { id: visitId, changes: { people: { old: 1, new: 2 } } }),
    wire('visit.cancel', { id: visitId, reason: null }),
    wire('edit.hand-over', {
      commandId: newId(),
      kind: 'household',
      id: doorId,
      changes: { number: { old: '1', new: '2' } },
    }),
  ]
  const bare = (answer: { verdicts: object[] }) =>
    answer.verdicts.map((verdict) => ({ ...verdict, id: null, rev: null }))
  const foreign = await world.send(me, tries(door.household.id, visit.visit.id))
  expect(bare(foreign)).toEqual(bare(await world.send(me, tries(newId(), newId()))))
})

test.each(['household', 'visit', 'command', 'conflict', 'sync_snapshot', 'sync_chunk'])(
  'the second wall: %s shows, takes and gives up nothing outside the teams of the transaction',
  async (table) => {
    const other = await world.sender()
    const door = doorArgs()
    const id = door.household.id
    await world.send(other, [wire('household.add', door), wire('visit.record', visitArgs(id))])
    await world.send(other, [wire('household.edit', { id, changes: { number: { old: 'x', new: 'y' } } })])
    await snapshot(world.deps, other.actor, other.scope, other.team.id)
    const mine = {
      account: null,
      teams: [newId()],
      provinces: [other.team.provinceId],
      communes: [other.team.communeId],
    }
    const target = sql.table(table)
    const count = (scope: typeof mine) =>
      inScope(
        world.db.app,
        scope,
        async (trx) => (await sql<{ n: number }>`select count(*)::int as n from ${target}`.execute(trx)).rows[0]?.n,
      )
    expect(await count(mine)).toBe(0)
    expect(await count({ ...mine, teams: [other.team.id] })).toBeGreaterThan(0)
    const moved = inScope(world.db.app, { ...mine, teams: [other.team.id] }, (trx) =>
      sql`update ${target} set team_id = ${newId()}`.execute(trx),
    )
    await expect(moved).rejects.toMatchObject({ code: '42501' })
  },
)
