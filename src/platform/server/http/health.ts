import { timingSafeEqual } from 'node:crypto'
import { isIP } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '#platform/shared/problem.ts'
import { databaseAway } from '#platform/shared/problems.ts'
import { metrics } from '../metrics.ts'
import { answerNotFound, sendProblem } from './errors.ts'

/** What the probes ask; each rejects or answers false when it is not so. */
export interface Checks {
  /** `select 1` with the role that serves requests. */
  database(): Promise<boolean>
  /** Do program and database fit together? */
  migrations(): Promise<boolean>
  /** Are jobs being worked on? True where the worker runs elsewhere. */
  worker(): boolean
}

const probe = { config: { perMinute: null } }
const checkTimeoutMs = 3_000

/**
 * `/api/health`: is this process able to serve (200, or 503 as a problem)? For load balancers and the phone's "is the
 * server there". `/api/ready`: should a new process get requests; says which part is not ready. `/metrics`: for
 * Prometheus, from this machine or with METRICS_TOKEN as bearer.
 */
export function watchHealth(app: FastifyInstance, checks: Checks, metricsToken: string | undefined): void {
  app.get('/api/health', probe, async (request, reply) => {
    if (!(await holds(checks.database))) return sendProblem(request, reply, new Problem(databaseAway).body)
    return reply.send({ status: 'ok' })
  })
  app.get('/api/ready', probe, async (_request, reply) => {
    const [database, migrations] = await Promise.all([holds(checks.database), holds(checks.migrations)])
    const parts = { database, migrations, worker: checks.worker() }
    const ready = Object.values(parts).every(Boolean)
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ok' : 'not ready', ...parts })
  })
  app.get('/metrics', probe, async (request, reply) => {
    if (!mayReadMetrics(request, metricsToken)) return answerNotFound(request, reply)
    return reply.type(metrics.contentType).send(await metrics.metrics())
  })
}

/** True unless the check rejects, answers false, or takes too long (a database that hangs is as good as away). */
async function holds(check: () => Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), checkTimeoutMs)
  })
  return Promise.race([check().catch(() => false), late]).finally(() => clearTimeout(timer))
}

function mayReadMetrics(request: FastifyRequest, token: string | undefined): boolean {
  if (token && sameText(request.headers.authorization ?? '', `Bearer ${token}`)) return true
  return isLoopback(request.socket.remoteAddress ?? '') && !cameThroughProxy(request)
}

const isLoopback = (address: string): boolean =>
  isIP(address) !== 0 && (address === '::1' || address.replace('::ffff:', '').startsWith('127.'))

// A proxy on this machine comes from 127.0.0.1 too, with the whole internet behind it.
const cameThroughProxy = ({ headers }: FastifyRequest): boolean =>
  ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'].some((name) => headers[name] !== undefined)

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
