import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Verdict } from '#platform/shared/command.ts'

/**
 * The figures of this process for Prometheus. One registry per process: the sync engine, jobs and pools report from
 * wherever they are. Labels come from short fixed lists (route patterns, verdicts), never from what people send.
 */
export const metrics = new Registry()

const requests = new Histogram({
  name: 'tungnha_http_request_seconds',
  help: 'Time to answer, by method, route pattern and status',
  labelNames: ['method', 'route', 'status'] as const,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  registers: [metrics],
})

const verdicts = new Counter({
  name: 'tungnha_sync_verdicts_total',
  help: 'Commands decided in pushes, by verdict; refused ones lie in a tray until a person settles them',
  labelNames: ['verdict'] as const,
  registers: [metrics],
})

const jobs = new Counter({
  name: 'tungnha_jobs_total',
  help: 'Background jobs that ended, by task and result',
  labelNames: ['task', 'result'] as const,
  registers: [metrics],
})

/** Counts one answered request. */
export const countRequest = (method: string, route: string, status: number, seconds: number): void =>
  requests.labels(method, route, String(status)).observe(seconds)

/** Counts commands that came to a verdict (for the sync engine). */
export const countVerdicts = (verdict: Verdict, commands = 1): void => verdicts.labels(verdict).inc(commands)

/** Counts a background job that ended. */
export const countJob = (task: string, result: 'done' | 'failed'): void => jobs.labels(task, result).inc()

/** What is asked of a pool of connections. */
interface PoolState {
  totalCount: number
  idleCount: number
  waitingCount: number
}

/** Shows the pools' connections; called once per process, again when the pools are replaced. */
export function showPools(pools: Record<string, PoolState>): void {
  metrics.removeSingleMetric(poolGaugeName)
  new Gauge({
    name: poolGaugeName,
    help: 'Connections to PostgreSQL, by role: in use, idle, and requests waiting for one',
    labelNames: ['role', 'state'] as const,
    registers: [metrics],
    collect() {
      for (const [role, pool] of Object.entries(pools)) {
        this.labels(role, 'used').set(pool.totalCount - pool.idleCount)
        this.labels(role, 'idle').set(pool.idleCount)
        this.labels(role, 'waiting').set(pool.waitingCount)
      }
    },
  })
}

const poolGaugeName = 'tungnha_database_connections'

/** Adds the figures of the Node process: memory, event loop lag, garbage collection. Once per process. */
export function showProcess(): void {
  if (!metrics.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics({ register: metrics })
}
