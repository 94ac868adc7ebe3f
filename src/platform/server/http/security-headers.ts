import type { FastifyInstance } from 'fastify'
import helmet from 'helmet'

/**
 * What a page of ours may load: scripts only from this server and never inline (no policy for eval either: zod runs
 * without it), styles inline because Mantine sets them so (docs/decisions), pictures also from memory (QR codes, camera).
 */
const contentSecurityPolicy: Record<string, string[]> = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'script-src-attr': ["'none'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'media-src': ["'self'", 'blob:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'manifest-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
}

/** The camera scans codes and takes proof; places are noted when a person asks for it. Nothing else is ever used. */
const permissionsPolicy = 'camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), browsing-topics=()'

/** Headers of every answer. `https`: this server or the proxy before it speaks TLS, so that browsers may insist on it. */
export function setSecurityHeaders(app: FastifyInstance, https: boolean): void {
  // Made once. @fastify/helmet reads its settings anew for each request, a fiftieth of what a push costs.
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { ...contentSecurityPolicy, ...(https && { 'upgrade-insecure-requests': [] }) },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    // Not 'no-referrer': it turns the Origin header, which same-origin.ts compares, into 'null'.
    referrerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
  })
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('permissions-policy', permissionsPolicy)
    protect(request.raw, reply.raw, (error) => done(error as Error | undefined))
  })
}
