import { sql } from 'kysely'
import { loadReferenceData } from '#app/server/reference-data.ts'
import { makeWorld, type World } from '../push/phones.ts'
import { openPhones } from '../push/post.ts'
import { startDatabase } from '../support/database.ts'
import type { PartResult } from '../support/results.ts'
import { startServer } from '../support/server.ts'
import { round, spread } from '../support/stats.ts'
import { PhonesClock } from './clock.ts'
import { type HerdSamples, ReturningPhone } from './returning-phone.ts'

const teams = 2_000
const phonesEach = 5
const outageMs = 3_600_000
const patienceMs = 600_000
/** An hour's work of a member, between these. */
const visitsLeast = 2
const visitsMost = 20
/** Phones that come back without their store: each tenth team has one. */
const snapshotEvery = 50
const connections = 400
const goalMs = 2_000

/**
 * Ten thousand phones come back after an hour without the server (F6). They have tried all the while, as the product's
 * pacemaker says; when the server is there again each pushes what it has, pulls, and goes on pulling every minute.
 */
export async function measureHerd(): Promise<PartResult> {
  const database = await startDatabase()
  try {
    const db = database.open()
    await loadReferenceData(db.owner)
    const world = await makeWorld(db, teams, phonesEach)
    const epoch = await epochOf(db.owner)
    const before = await visitsIn(db.owner)
    const { samples, sent } = await comeBack(world, epoch, database.urls)
    const stored = (await visitsIn(db.owner)) - before
    await db.drop()
    return report(samples, sent, stored)
  } finally {
    await database.stop()
  }
}

type Owner = Parameters<typeof loadReferenceData>[0]

async function epochOf(owner: Owner): Promise<string> {
  const { rows } = await sql<{ epoch: string }>`select epoch from sync_epoch order by number desc limit 1`.execute(
    owner,
  )
  return rows[0]?.epoch ?? ''
}

async function visitsIn(owner: Owner): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from visit`.execute(owner)
  return Number(rows[0]?.count ?? 0)
}

async function comeBack({ phones }: World, epoch: string, urls: Parameters<typeof startServer>[0]) {
  const clock = new PhonesClock()
  const samples: HerdSamples = { pushes: [], snapshots: [], postponed: 0, backAfterMs: [] }
  const server = await startServer(urls)
  const line = openPhones(server.port, connections)
  const failures: unknown[] = []
  let backAt: number | null = null
  const environment = environmentOn(clock, failures)
  const herd = { line, environment, samples, sinceBackMs: () => (backAt === null ? null : performance.now() - backAt) }
  let sent = 0
  const returning = phones.map((phone, index) => {
    const visits = visitsLeast + (index % (visitsMost - visitsLeast + 1))
    sent += visits
    return new ReturningPhone(phone, herd, { visits, turn: index, snapshot: index % snapshotEvery === 0, epoch })
  })
  try {
    // Members open the app at any moment of the outage's first minutes.
    for (const phone of returning) clock.schedule(Math.random() * 300_000, () => phone.start())
    await clock.leapTo(outageMs)
    backAt = performance.now()
    clock.goOn()
    await until(() => failures.length > 0 || samples.backAfterMs.length === phones.length, patienceMs)
    if (failures.length > 0) throw failures[0]
    return { samples, sent }
  } finally {
    for (const phone of returning) phone.stop()
    line.close()
    await server.stop()
  }
}

const environmentOn = (clock: PhonesClock, failures: unknown[]) => ({
  fetch: () => Promise.reject(new Error('phones of this bench have their own line')),
  nowMs: () => clock.nowMs(),
  monotonicMs: () => clock.nowMs(),
  random: Math.random,
  newId: () => '',
  schedule: (ms: number, run: () => void) => clock.schedule(ms, run),
  report: (error: unknown) => void failures.push(error),
})

async function until(done: () => boolean, withinMs: number): Promise<void> {
  const began = performance.now()
  while (!done() && performance.now() - began < withinMs) await new Promise((resolve) => setTimeout(resolve, 500))
}

function report(samples: HerdSamples, sent: number, stored: number): PartResult {
  const phones = teams * phonesEach
  const push = spread(samples.pushes)
  const snapshot = spread(samples.snapshots)
  const back = samples.backAfterMs.length
  const said = (reached: boolean) => (reached ? 'reached' : 'not reached')
  const allIn = back === phones && stored === sent
  return {
    title: `${phones} phones return after an hour without the server`,
    summary: [
      `${back} of ${phones} phones were back, the last after ${round(Math.max(...samples.backAfterMs) / 1000)} s; ${sent} visits were sent, ${stored} stored (goal: all within 10 minutes, nothing lost; ${said(allIn)}).`,
      `A push took ${push.p95} ms at p95 (goal: below ${goalMs} ms; ${said(push.p95 < goalMs)}); ${samples.postponed} requests were put off with Retry-After.`,
      'Floor: none; phones decide by the product’s pacemaker when to try, and pull every minute once they are back.',
    ],
    table: {
      head: ['', 'requests', 'p50 ms', 'p95', 'p99'],
      rows: [
        ['push', samples.pushes.length, push.p50, push.p95, push.p99],
        ['snapshot and its chunks', samples.snapshots.length, snapshot.p50, snapshot.p95, snapshot.p99],
      ],
    },
    samples: { ...samples, backAfterMs: samples.backAfterMs.map((ms) => round(ms)) },
  }
}
