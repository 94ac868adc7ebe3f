import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { projectRoot } from '#platform/server/paths.ts'
import type { Database } from '#platform/server/schema.ts'
import { dayInVietnam } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { createBuilders } from '#platform/testing/builders.ts'
import { dashboardOfPlace } from '#slices/insight/server/dashboard.ts'
import { startDatabase } from '../support/database.ts'
import type { PartResult } from '../support/results.ts'
import { startServer } from '../support/server.ts'
import { round, spread } from '../support/stats.ts'

const goalMs = 25
const requests = 200
/** Filling a nation takes most of an hour; with this folder it is done once. */
const keptIn = process.env.BENCH_NATIONS
/** The national figures keep rows per place, measure and month: ten times as many visits must not make it slower. */
const sizes = (process.env.BENCH_VISITS ?? '1000000,10000000').split(',').map(Number)

interface Sample {
  visits: number
  rollupRows: number
  dashboardMs: number[]
  floorMs: number[]
  plans: string[]
}

/** The nation's dashboard over HTTP, beside a request that does nothing, in a country with all its teams. */
export async function measureDashboard(): Promise<PartResult> {
  const samples: Sample[] = []
  for (const visits of sizes) samples.push(await measureNation(visits))
  return report(samples)
}

async function measureNation(visits: number): Promise<Sample> {
  const database = await startDatabase(keptIn && join(keptIn, String(visits)))
  try {
    const db = database.open()
    const build = await createBuilders(db)
    const { rows: filled } = await sql`select id from visit limit 1`.execute(db.owner)
    if (filled.length === 0) await fillNation(database.urls.owner, visits)
    const nation = await build.nation()
    const officer = await build.officer('nation_officer', nation)
    const { rows } = await sql<{ visits: number; rollup: number }>`
      select (select count(*) from visit) as visits, (select count(*) from rollup) as rollup`.execute(db.owner)
    const plans = await plansOf(database.urls.owner, nation.id)
    await db.drop()
    const server = await startServer(database.urls)
    try {
      const dashboard = `${server.url}/api/places/${nation.id}/dashboard`
      const [dashboardMs, floorMs]: [number[], number[]] = [[], []]
      for (let n = 0; n < requests + 20; n++) {
        const times = [await timed(dashboard, officer.headers), await timed(`${server.url}/api/me`, officer.headers)]
        if (n < 20) continue // the first ones load code
        dashboardMs.push(times[0] ?? 0)
        floorMs.push(times[1] ?? 0)
        // The session's limit is 300 a minute.
        await new Promise((done) => setTimeout(done, 205))
      }
      return { visits: rows[0]?.visits ?? 0, rollupRows: rows[0]?.rollup ?? 0, dashboardMs, floorMs, plans }
    } finally {
      await server.stop()
    }
  } finally {
    await database.stop()
  }
}

/** How PostgreSQL answers the statements of the dashboard, each with its text. */
async function plansOf(url: string, nation: Id): Promise<string[]> {
  const asked: CompiledQuery[] = []
  const dialect = new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: 1 }) })
  const db = new Kysely<Database>({ dialect, log: ({ query }) => void asked.push(query) })
  try {
    await db.transaction().execute((trx) => dashboardOfPlace(trx, nation, 'month', dayInVietnam(Date.now())))
    const statements = asked.filter((query) => /^\s*(select|with)/.test(query.sql))
    const plans: string[] = []
    for (const query of statements) {
      const explain = CompiledQuery.raw(`explain (analyze, buffers) ${query.sql}`, [...query.parameters])
      const { rows } = await db.executeQuery<{ 'QUERY PLAN': string }>(explain)
      plans.push([query.sql.trim(), ...rows.map((row) => row['QUERY PLAN'])].join('\n'))
    }
    return plans
  } finally {
    await db.destroy()
  }
}

/** The demo world at nation size: 74,422 teams, loaded by the product's own command. */
async function fillNation(url: string, visits: number): Promise<void> {
  const args = [join(projectRoot, 'dist/server/cli.js'), 'demo', '--size', 'nation', '--visits', String(visits)]
  const env = { ...process.env, DATABASE_URL: url, AUTH_SECRET: 'only for filling: nobody signs in with it' }
  const child = spawn(process.execPath, args, { env, stdio: 'inherit' })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`filling the nation ended with ${code}`)
}

async function timed(url: string, headers: Record<string, string>): Promise<number> {
  const began = performance.now()
  const answer = await fetch(url, { headers })
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`${answer.status} from ${url}`)
  return performance.now() - began
}

function report(samples: readonly Sample[]): PartResult {
  const worst = Math.max(...samples.map(({ dashboardMs }) => spread(dashboardMs).p95))
  return {
    title: 'The national dashboard at nation size',
    summary: [
      `p95 ${worst} ms over HTTP, whatever the number of visits (goal: ${goalMs} ms of server time; ${worst < goalMs ? 'reached' : 'not reached'}).`,
      'Floor: GET /api/me in turn with it: the same session, transaction and HTTP, without figures. Query plans stand with the samples.',
    ],
    table: {
      head: ['visits', 'rollup rows', 'p50 ms', 'p95', 'p99', 'floor p50', 'floor p95', 'ratio of p50'],
      rows: samples.map(({ visits, rollupRows, dashboardMs, floorMs }) => {
        const [ours, floor] = [spread(dashboardMs), spread(floorMs)]
        return [visits, rollupRows, ours.p50, ours.p95, ours.p99, floor.p50, floor.p95, round(ours.p50 / floor.p50, 2)]
      }),
    },
    samples,
  }
}
