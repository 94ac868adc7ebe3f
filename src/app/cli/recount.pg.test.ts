import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foldPending } from '#platform/server/measures/folder.ts'
import { type BuiltTeam, createBuilders } from '#platform/testing/builders.ts'
import { runCli } from '#platform/testing/run-cli.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'

let db: TestDb
let team: BuiltTeam
beforeAll(async () => {
  db = await createTestDb()
  const build = await createBuilders(db)
  team = await build.team(undefined, { establishedOn: '2022-05-01' })
  await build.member(team, { joinedOn: '2022-05-01' })
  await foldPending(db.worker)
})
afterAll(() => db.drop())

const recount = (...options: string[]) => runCli(db, 'recount', ...options)

test('finds a wrong figure and names it, changes nothing, and puts it right when asked', async () => {
  await sql`update rollup set total = total + 7, days[1] = days[1] + 7
    where scope_id = ${team.communeId} and measure = 'members@stock'`.execute(db.owner)
  await sql`delete from team_rollup where measure = 'teams.active@stock'`.execute(db.owner)
  const { code, out } = await recount('--check', '--json')
  expect(code).toBe(1)
  const day = '2022-05-01'
  expect(JSON.parse(out).differences).toEqual([
    { table: 'rollup', scope: team.communeId, team: null, measure: 'members@stock', day, kept: 8, recounted: 1 },
    {
      table: 'team_rollup',
      scope: team.placeId,
      team: team.id,
      measure: 'teams.active@stock',
      day,
      kept: 0,
      recounted: 1,
    },
  ])
  expect((await recount('--rebuild')).code).toBe(0)
  expect((await recount()).out).toContain('Mọi số liệu khớp')
})
