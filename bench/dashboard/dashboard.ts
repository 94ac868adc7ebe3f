import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { withClient } from '#platform/server/operator-client.ts'
import { projectRoot } from '#platform/server/paths.ts'
import type { RoleUrls } from '#platform/server/role-urls.ts'
import type { Database } from '#platform/server/schema.ts'
import { dayInVietnam } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { createBuilders } from '#platform/testing/builders.ts'
import type { TestDb } from '#platform/testing/test-db.ts'
import { dashboardOfPlace } from '#slices/insight/server/dashboard.ts'
import { type BenchDatabase, startDatabase } from '../support/database.ts'
import type { PartResult } from '../support/results.ts'
import { startServer } from '../support/server.ts'
import { round, spread } from '../support/stats.ts'

const goalMs = 25
const requests = 200
/** National figures are kept per place, measure and month: ten times as many visits must not make them slower to read. */
const visits = Number(process.env.BENCH_VISITS ?? 1_000_000)
const times = 10

interface Sample {
  visits: number
  rollupRows: number
  dashboardMs: number[]
  floorMs: number[]
  plans: string[]
}

/** The nation's dashboard over HTTP, beside a request that does nothing, in a country with all its teams. */
export async function measureDashboard(): Promise<PartResult> {
  const database = await startDatabase(process.env.BENCH_NATION)
  try {
    await fillNation(database.urls.owner)
    const more = await database.copy('more_visits')
    if (more.isNew) await multiplyVisits(more.adminUrl, times)
    return report([await measureNation(database, database.urls), await measureNation(database, more.urls)])
  } finally {
    await database.stop()
  }
}

async function measureNation(database: BenchDatabase, urls: RoleUrls): Promise<Sample> {
  const { officer, nation, ...counts } = await lookAt(database.open(urls))
  const plans = await plansOf(urls.owner, nation)
  const server = await startServer(urls)
  try {
    const dashboard = `${server.url}/api/places/${nation}/dashboard`
    const [dashboardMs, floorMs]: [number[], number[]] = [[], []]
    for (let n = 0; n < requests + 20; n++) {
      const times = [await timed(dashboard, officer), await timed(`${server.url}/api/me`, officer)]
      if (n < 20) continue // the first ones load code
      dashboardMs.push(times[0] ?? 0)
      floorMs.push(times[1] ?? 0)
      // The session's limit is 300 a minute.
      await new Promise((done) => setTimeout(done, 205))
    }
    return { ...counts, dashboardMs, floorMs, plans }
  } finally {
    await server.stop()
  }
}

/** Who asks, for whose figures, and how much is there. */
async function lookAt(db: TestDb) {
  try {
    const build = await createBuilders(db)
    const nation = await build.nation()
    // A kept nation knows the officers of earlier runs.
    const signInName = `bench.${Date.now()}`
    const { headers } = await build.officer('nation_officer', nation, { signInName })
    const { rows } = await sql<{ visits: number; rollupRows: number }>`
      select (select count(*) from visit) as visits, (select count(*) from rollup) as "rollupRows"`.execute(db.owner)
    const [counts] = rows
    if (!counts) throw new Error('a count answers a row')
    return { officer: headers, nation: nation.id, ...counts }
  } finally {
    await db.drop()
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

/** The demo world at nation size: 74,422 teams, loaded by the product's own command into an empty database. */
async function fillNation(url: string): Promise<void> {
  const { rowCount } = await withClient(url, (client) => client.query('select from visit limit 1'))
  if (rowCount) return
  const args = [join(projectRoot, 'dist/server/cli.js'), 'demo', '--size', 'nation', '--visits', String(visits)]
  const env = { ...process.env, DATABASE_URL: url, AUTH_SECRET: 'only for filling: nobody signs in with it' }
  const child = spawn(process.execPath, args, { env, stdio: 'inherit' })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`filling the nation ended with ${code}`)
}

/**
 * Gives each visit others like it, and the kept figures what a recount would make of them: sums grow, the doors and people
 * that are counted once a period (`...@month`) and stocks (`...@stock`) stay. A load by the product would take an hour.
 */
const multiplyVisits = (adminUrl: string, by: number): Promise<void> =>
  withClient(adminUrl, async (admin) => {
    console.log(`each visit ${by} times…`)
    await admin.query(`set session_replication_role = replica`) // the copies refer to what is there
    await admin.query(`set work_mem = '256MB'`)
    await admin.query(`
      insert into visit (id, team_id, done_by_team_id, rev, household_id, place, day, made_at, made_by, outcome, people,
        groups, skills, topics, platforms, difficulty, follow_up_on, note, cancelled_on, cancel_reason)
      select gen_random_uuid(), team_id, done_by_team_id, rev, household_id, place, day, made_at, made_by, outcome, people,
        groups, skills, topics, platforms, difficulty, follow_up_on, note, cancelled_on, cancel_reason
      from visit cross join generate_series(2, ${by})`)
    for (const table of ['rollup', 'team_rollup'])
      await admin.query(`
        update ${table} set total = total * ${by},
          days = array(select ${by} * amount from unnest(days) with ordinality as day (amount, place) order by place)
        where measure not like '%@%'`)
    for (const table of ['visit', 'rollup', 'team_rollup']) await admin.query(`vacuum analyze ${table}`)
  })

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
