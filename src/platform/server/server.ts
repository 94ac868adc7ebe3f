import { randomUUID } from 'node:crypto'
import { getHeapStatistics } from 'node:v8'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import underPressure from '@fastify/under-pressure'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyPluginAsync,
  type FastifyServerOptions,
  LogController,
} from 'fastify'
import { serializerCompiler } from 'fastify-type-provider-zod'
import { Problem } from '#platform/shared/problem.ts'
import { malformedRequest, serverBusy } from '#platform/shared/problems.ts'
import type { Implementation } from './endpoint.ts'
import type { EndpointDeps } from './http/answer.ts'
import { answerError, sendProblem } from './http/errors.ts'
import { type Checks, watchHealth } from './http/health.ts'
import { mountRoutes } from './http/mount-routes.ts'
import { describeApi } from './http/openapi.ts'
import { limitRates } from './http/rate-limits.ts'
import { logRequests } from './http/request-log.ts'
import { refuseCrossSite } from './http/same-origin.ts'
import { setSecurityHeaders } from './http/security-headers.ts'
import { serveWeb } from './http/static-web.ts'
import { acceptUploads } from './http/upload.ts'
import { checkInput } from './http/validation.ts'
import type { Logger } from './log.ts'

export interface ServerOptions {
  /** Where people reach the server; with https: it tells browsers to insist on it. */
  publicUrl: string
  /** PEM, when this process itself speaks TLS. */
  tls?: { cert: string; key: string }
  /** Proxies in front whose X-Forwarded-* is believed. */
  trustProxy: number
  log: Logger
  version: string
  /** The built web; without it only the API answers. */
  webFolder?: string
  metricsToken?: string
  checks: Checks
  routes: readonly Implementation[]
  deps: EndpointDeps
  /** The mean delay of the event loop within a second from which requests are refused; 500. */
  shedAtMs?: number
  /** What cannot be a declared route (the sign-in library's own paths); all limits and checks above hold for it too. */
  plugins?: readonly FastifyPluginAsync[]
}

/** The whole HTTP server, ready to listen or to be injected. Each hook below runs for every request, in this order. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = bareServer(options)
  closeWithoutWaiting(app)
  logRequests(app)
  setSecurityHeaders(app, options.publicUrl.startsWith('https:'))
  await shedLoad(app, options.shedAtMs ?? 500)
  refuseCrossSite(app, options.publicUrl)
  await limitRates(app)
  await app.register(cookie)
  await acceptUploads(app)
  await compressAnswers(app)
  await describeApi(app, options.version)
  watchHealth(app, options.checks, options.metricsToken)
  mountRoutes(app, options.routes, options.deps)
  for (const plugin of options.plugins ?? []) await app.register(plugin)
  await serveWeb(app, options.webFolder)
  await app.ready()
  return app
}

/** Five minutes to send a request: 1 MB over the slowest line that still works. */
const requestTimeoutMs = 300_000
const bodyLimit = 64_000

function bareServer({ log, tls, trustProxy }: ServerOptions): FastifyInstance {
  const options: FastifyServerOptions = {
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }), // request-log.ts writes a line without the address
    trustProxy: trustProxy > 0 && ((_address, hop) => hop < trustProxy),
    genReqId: () => randomUUID(),
    bodyLimit,
    requestTimeout: requestTimeoutMs,
    return503OnClosing: false, // what still arrives on an open connection is answered, then the connection ends
    frameworkErrors: (_error, request, reply) => sendProblem(request, reply, new Problem(malformedRequest).body),
  }
  // The types want HTTP or HTTPS known in advance; to us the two are one.
  const app = Fastify(tls ? ({ ...options, https: tls } as FastifyServerOptions) : options)
  app.decorateRequest('actor', null)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    // Answers hold what one person may see now; a route whose answer never changes says so itself.
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
  app.setErrorHandler(answerError)
  app.setValidatorCompiler(checkInput)
  app.setSerializerCompiler(serializerCompiler)
  return app
}

// Closing ends idle connections once; those of requests that run then would stay open for their keep-alive time.
function closeWithoutWaiting(app: FastifyInstance): void {
  let timer: NodeJS.Timeout | undefined
  app.addHook('preClose', async () => {
    timer = setInterval(() => app.server.closeIdleConnections(), 100)
  })
  app.addHook('onClose', async () => clearInterval(timer))
}

/** Refuses early, with a time to come again, what would otherwise make everybody wait. Probes are always answered. */
async function shedLoad(app: FastifyInstance, shedAtMs: number): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay: shedAtMs,
    maxHeapUsedBytes: Math.floor(getHeapStatistics().heap_size_limit * 0.9),
    pressureHandler: async (request) => {
      if (request.routeOptions.config.perMinute !== null) throw new Problem(serverBusy)
    },
  })
}

const worthCompressing = /^text\/(?!event-stream)|[/+](json|xml|javascript)|manifest\+json/

// Files and chunks that are compressed already have other types and pass as they are. Requests are never inflated: a few
// bytes could become gigabytes.
async function compressAnswers(app: FastifyInstance): Promise<void> {
  await app.register(compress, { encodings: ['br', 'gzip'], customTypes: worthCompressing, globalDecompression: false })
}
