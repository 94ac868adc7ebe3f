import { createHash } from 'node:crypto'
import rateLimit, { type CreateRateLimitOptions, normalizeIP } from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '#platform/shared/problem.ts'
import { tooManyRequests } from '#platform/shared/problems.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Requests a minute per session to this route; null: not counted (health, metrics). */
    perMinute?: number | null
  }
}

const defaultPerMinute = 300
/** Whole communes stand behind one address of a mobile operator. */
const perAddressFactor = 100
/** Counters kept at most; the longest unused are forgotten first. About 150 bytes each. */
const countersKept = 50_000

/**
 * Counts requests to /api per minute, route and session (one account on one device; taken from the credential, so that
 * refusing costs no query), and per address with 100 times the room, which is what holds when credentials are made up.
 * Each server process counts for itself. Beyond it: 429 with `Retry-After`.
 */
export async function limitRates(app: FastifyInstance): Promise<void> {
  await app.register(rateLimit, { global: false })
  const session = counter(app, (request) => sessionKey(request) ?? '', 1)
  const address = counter(app, (request) => normalizeIP(request.ip), perAddressFactor)
  app.addHook('onRequest', async (request) => {
    if (!request.url.startsWith('/api/') || request.routeOptions.config.perMinute === null) return
    await refuseBeyond(address, request)
    if (sessionKey(request) !== null) await refuseBeyond(session, request)
  })
}

type Counter = ReturnType<FastifyInstance['createRateLimit']>

function counter(app: FastifyInstance, key: (request: FastifyRequest) => string, factor: number): Counter {
  const options: CreateRateLimitOptions & { cache: number } = {
    cache: countersKept, // the types do not know it, the store does: without it 5,000 sessions are kept
    timeWindow: 60_000,
    max: (request) => (request.routeOptions.config.perMinute ?? defaultPerMinute) * factor,
    keyGenerator: (request) => `${request.method} ${request.routeOptions.url ?? ''} ${key(request)}`,
  }
  return app.createRateLimit(options)
}

async function refuseBeyond(count: Counter, request: FastifyRequest): Promise<void> {
  const state = await count(request)
  if (!state.isAllowed && state.isExceeded) throw new Problem(tooManyRequests, { seconds: state.ttlInSeconds })
}

/** A fingerprint of the bearer token or the session cookie: counters must not keep credentials. Null without either. */
function sessionKey(request: FastifyRequest): string | null {
  const { authorization, cookie } = request.headers
  const credential = authorization ?? cookie?.match(/(?:^|;\s*)[\w.-]*session_token=([^;]+)/)?.[1]
  return credential ? createHash('sha256').update(credential).digest('base64url').slice(0, 16) : null
}
