import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emitDeltas } from '#platform/server/measures/emit.ts'
import { foldPending } from '#platform/server/measures/folder.ts'
import type { Id } from '#platform/shared/ids.ts'
import { type Builders, type BuiltPlace, type BuiltTeam, createBuilders } from '#platform/testing/builders.ts'
import { createTestApp, type TestApp } from '#platform/testing/test-app.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import { wilsonInterval } from '#slices/verification/shared/wilson.ts'
import type { Dashboard, PlaceIndicators, Ranking } from '../shared/figure.ts'

let db: TestDb
let app: TestApp
let build: Builders
let commune: BuiltPlace
let team: BuiltTeam
let officer: { headers: Record<string, string> }
beforeAll(async () => {
  db = await createTestDb()
  app = await createTestApp(db)
  build = await createBuilders(db)
  commune = await build.commune()
  team = await build.team(await build.hamlet(commune))
  officer = await build.officer('commune_officer', commune)
  const delta = { teamId: team.id, day: '2026-09-05', amounts: { visits: 200, people: 400 } }
  await db.app.transaction().execute((trx) => emitDeltas(trx, [delta]))
  while ((await foldPending(db.worker))?.rows);
  for (const scope of [team.id, commune.id]) await keepShare(scope)
})
afterAll(async () => {
  await app?.close()
  await db?.drop()
})

/** 20 of 25 drawn were reached, and 16 of those confirmed, of 150 visits in September. */
const keepShare = (scope: Id) =>
  sql`insert into verified_share values (${scope}, '2026-09-01', '2026-09-30', 150, 25, 16, 4, 5, 150, ${150 * 0.8},
    ${(150 * 150) / 20})`.execute(db.owner)

const ask = async <T>(url: string): Promise<T> => (await app.request('GET', url, officer)).json()
const share = { share: 0.8, ...wilsonInterval(0.8, 20) }
const verification = { share, drawn: 25, confirmed: 16, denied: 4, notReached: 5 }
const people = { value: 320, low: Math.round(400 * share.low), high: Math.round(400 * share.high) }

test('the dashboard shows how much is verified and what the true values are, of place and team', async () => {
  for (const scope of [`places/${commune.id}`, `teams/${team.id}`]) {
    const dashboard = await ask<Dashboard>(`/api/${scope}/dashboard?period=month&on=2026-09-20`)
    expect(dashboard.verification).toEqual(verification)
    const estimates = Object.fromEntries(dashboard.figures.map(({ indicator, estimate }) => [indicator, estimate]))
    expect(estimates.people).toEqual(people)
    expect(estimates.members).toBeNull()
  }
})

test('a period shows the samples that overlap it, and nothing where there are none', async () => {
  const at = (query: string) => ask<Dashboard>(`/api/places/${commune.id}/dashboard?${query}`)
  for (const query of ['period=week&on=2026-09-30', 'period=quarter&on=2026-07-01', 'period=day&on=2026-09-05'])
    expect((await at(query)).verification, query).toEqual(verification)
  for (const query of ['period=month&on=2026-08-31', 'period=month&on=2026-10-01']) {
    const { verification: none, figures } = await at(query)
    expect(none, query).toBeNull()
    expect(figures.every(({ estimate }) => estimate === null)).toBe(true)
  }
})

test('so do the ranking, its file and all indicators', async () => {
  const when = 'period=month&on=2026-09-20'
  const ranking = await ask<Ranking>(`/api/places/${commune.id}/ranking?${when}`)
  expect(ranking.rows[0]?.verification).toEqual(verification)
  expect(ranking.rows[0]?.figures.find(({ indicator }) => indicator === 'people')?.estimate).toEqual(people)
  const all = await ask<PlaceIndicators>(`/api/places/${commune.id}/indicators?${when}`)
  expect(all.verification).toEqual(verification)
  expect(all.figures.find(({ indicator }) => indicator === 'people')?.estimate).toEqual(people)
})
