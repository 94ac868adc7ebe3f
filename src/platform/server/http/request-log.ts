import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { countRequest } from '../metrics.ts'

/**
 * One line and one measurement per answered request: method, route pattern, status, time, request id, account id and
 * the code of the problem. Not the address (it may hold a searched name), not the body, not the sender's address.
 */
export function logRequests(app: FastifyInstance): void {
  app.decorateRequest('problemCode', null)
  app.addHook('onResponse', async (request, reply) => {
    const route = routeOf(request)
    countRequest(request.method, route, reply.statusCode, reply.elapsedTime / 1000)
    if (isNews(request, reply)) request.log.info(line(request, reply, route), 'request')
  })
}

const line = (request: FastifyRequest, reply: FastifyReply, route: string) => ({
  method: request.method,
  route,
  status: reply.statusCode,
  ms: Math.round(reply.elapsedTime * 10) / 10,
  ...(request.actor && { account: request.actor.accountId }),
  ...(request.problemCode && { problem: request.problemCode }),
})

// The pattern, never the address itself; pages and files of the web share one name, as does what has no route.
const routeOf = (request: FastifyRequest): string => {
  const { url } = request.routeOptions
  return url?.startsWith('/api/') || url === '/metrics' ? url : 'web'
}

// Every probe of every few seconds and each picture of a page would hide the rest.
const isNews = (request: FastifyRequest, reply: FastifyReply): boolean =>
  reply.statusCode >= 400 || (request.url.startsWith('/api/') && request.routeOptions.config.perMinute !== null)
