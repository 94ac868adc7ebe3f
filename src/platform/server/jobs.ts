import { setTimeout as sleep } from 'node:timers/promises'
import { parseCronItems, Logger as QueueLogger, type Runner, type RunnerOptions, run } from 'graphile-worker'
import { type Kysely, sql, type Transaction } from 'kysely'
import type pg from 'pg'
import type { Logger } from './log.ts'
import { countJob } from './metrics.ts'
import type { Database } from './schema.ts'

/** What background work gets to work with: the worker's role sees every row, so work decides itself for whom it is. */
export interface JobTools {
  db: Kysely<Database>
  log: Logger
  /** Aborted when the server stops: long work ends at its next step and runs again later. */
  signal: AbortSignal
}

/** Work that is queued by `enqueue` and repeated, later and later, until it succeeds (12 attempts). */
export interface Task {
  /** noun.verb */
  name: string
  /** Runs at least once: it must do no harm when run twice. `payload` is what was enqueued, or empty when by time. */
  run(payload: unknown, tools: JobTools): Promise<void>
}

/** A task by the clock: `cron` in UTC, '30 18 * * *' is 01:30 in Vietnam. */
export interface Schedule {
  task: string
  cron: string
}

/** Work that goes on all the time (folding deltas). Several processes may start it: it sees to it itself that one works. */
export interface Service {
  start(tools: JobTools): { stop(): Promise<void> }
}

/** The background work of a slice; src/app/server/jobs.ts joins them. */
export interface Jobs {
  tasks: readonly Task[]
  services?: readonly Service[]
  schedules?: readonly Schedule[]
}

export interface RunningJobs {
  /** Is the queue being worked on? For readiness. */
  running(): boolean
  /** Takes no more work and waits for what runs. */
  stop(): Promise<void>
}

interface JobsDeps {
  db: Kysely<Database>
  pool: pg.Pool
  log: Logger
}

/**
 * Adds a job in the caller's transaction: it runs if and only if that commits. `key`: a second request for the same work
 * replaces the first that has not started. The payload holds ids, no personal data.
 */
export async function enqueue(
  trx: Transaction<Database>,
  task: string,
  payload: Record<string, unknown>,
  options: { key?: string; runAt?: Date } = {},
): Promise<void> {
  const { key = null, runAt = null } = options
  await sql`select enqueue_job(${task}, ${JSON.stringify(payload)}::jsonb, ${key}, ${runAt}::timestamptz)`.execute(trx)
}

/** Starts working on the queue and starts the services as tungnha_worker, until `stop`. Waits for a database that is away. */
export function startJobs(jobs: Jobs, deps: JobsDeps): RunningJobs {
  const stopping = new AbortController()
  const tools: JobTools = { db: deps.db, log: deps.log, signal: stopping.signal }
  const parsedCronItems = parseCronItems((jobs.schedules ?? []).map(({ cron, task }) => ({ task, match: cron })))
  // Options of their own for each run: graphile-worker keeps state by the object it was given.
  const queue = keepWorking(() => ({ ...queueOptions(jobs, tools), pgPool: deps.pool, parsedCronItems }), tools)
  const services = (jobs.services ?? []).map((service) => service.start(tools))
  const stop = async () => {
    stopping.abort()
    await Promise.all([queue.ended, ...services.map((service) => service.stop())])
  }
  return { running: queue.running, stop }
}

/** Joins the jobs of several slices; a name used twice is a mistake. */
export function joinJobs(lists: readonly Jobs[]): Jobs {
  const tasks = lists.flatMap((jobs) => jobs.tasks)
  const names = tasks.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice) throw new TypeError(`two tasks are called ${twice}`)
  return {
    tasks,
    services: lists.flatMap((jobs) => jobs.services ?? []),
    schedules: lists.flatMap((jobs) => jobs.schedules ?? []),
  }
}

const pauseMs = { first: 500, most: 15_000 }

// graphile-worker gives up after some failures to reach the database; a server has to come back by itself.
function keepWorking(
  options: () => RunnerOptions,
  { signal, log }: JobTools,
): { running(): boolean; ended: Promise<void> } {
  let runner: Runner | null = null

  async function work(): Promise<void> {
    for (let pause = pauseMs.first; !signal.aborted; pause = Math.min(pause * 2, pauseMs.most)) {
      try {
        runner = await run(options())
        pause = pauseMs.first
        await untilEnd(runner, signal)
      } catch (error) {
        log.warn({ err: error }, 'jobs: queue away, trying again')
      }
      runner = null
      await sleep(pause, undefined, { signal }).catch(() => {})
    }
  }
  return { running: () => runner !== null, ended: work() }
}

async function untilEnd(runner: Runner, signal: AbortSignal): Promise<void> {
  let stopped: Promise<void> | undefined
  const stop = () => {
    stopped = runner.stop()
  }
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop, { once: true })
  try {
    await runner.promise
    await stopped
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

const queueOptions = (jobs: Jobs, tools: JobTools): RunnerOptions => ({
  concurrency: 2,
  pollInterval: 5_000, // for jobs of a later time; new ones are announced by NOTIFY
  noHandleSignals: true,
  // In batches (of whatever ends at the same time), because only batches are waited for when it stops: otherwise a job
  // that has just succeeded could stay locked for hours and then run again.
  preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  logger: queueLogger(tools.log),
  taskList: Object.fromEntries(
    jobs.tasks.map((task) => [task.name, (payload: unknown) => runTask(task, payload, tools)]),
  ),
})

async function runTask(task: Task, payload: unknown, tools: JobTools): Promise<void> {
  const log = tools.log.child({ task: task.name })
  const started = performance.now()
  try {
    await task.run(payload, { ...tools, log })
    countJob(task.name, 'done')
    log.info({ ms: Math.round(performance.now() - started) }, 'job')
  } catch (error) {
    countJob(task.name, 'failed')
    log.error({ err: error, ms: Math.round(performance.now() - started) }, 'job failed, will be repeated')
    throw error
  }
}

// Its own messages repeat payloads and errors; ours above say the same without them.
const queueLogger = (log: Logger) =>
  new QueueLogger(() => (level) => level === 'error' && log.warn('jobs: queue fault'))
