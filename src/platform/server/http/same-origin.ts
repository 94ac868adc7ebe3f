import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '#platform/shared/problem.ts'
import { crossSite } from '#platform/shared/problems.ts'

/**
 * Refuses state-changing requests that a browser sends on behalf of another site (CSRF), by the headers that only the
 * browser sets. `Sec-Fetch-Site` decides; older browsers send `Origin`, which must be this host or PUBLIC_URL; without
 * either it is no browser, which has nobody's cookies. The same rule as Go's http.CrossOriginProtection. Beside it
 * stand SameSite cookies.
 */
export function refuseCrossSite(app: FastifyInstance, publicUrl: string): void {
  const ownOrigin = new URL(publicUrl).origin
  app.addHook('onRequest', async (request) => {
    if (!isSafe(request) && !isOwn(request, ownOrigin)) throw new Problem(crossSite)
  })
}

const isSafe = ({ method }: FastifyRequest): boolean => ['GET', 'HEAD', 'OPTIONS'].includes(method)

function isOwn(request: FastifyRequest, ownOrigin: string): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers
  if (origin === ownOrigin) return true
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  return origin === undefined || hostOf(origin) === request.host
}

// Only hosts are compared: behind a proxy that ends TLS this server does not know its own scheme.
function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host
  } catch {
    return null
  }
}
