import type { FastifyInstance, FastifyRequest, FastifySchema, RouteOptions } from 'fastify'
import type { Actor } from '#platform/shared/permission.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notSignedIn } from '#platform/shared/problems.ts'
import type { RouteDeclaration } from '#platform/shared/route.ts'
import type { Implementation } from '../endpoint.ts'
import { answer, type EndpointDeps } from './answer.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null until the actor step, and always on public routes. */
    actor: Actor | null
  }
  interface FastifyContextConfig {
    declaration?: RouteDeclaration
  }
}

const bodyLimitDefault = 64_000

/**
 * Puts declared routes into the server. Each is a list of steps: limit (rate-limits.ts) > actor > validate > permission >
 * (file, slow work) > transaction > one call > present.
 */
export function mountRoutes(
  app: FastifyInstance,
  implementations: readonly Implementation[],
  deps: EndpointDeps,
): void {
  for (const implementation of implementations)
    if (implementation.declaration.form) app.register((scope) => mountForm(scope, routeOptions(implementation, deps)))
    else app.route(routeOptions(implementation, deps))
}

// In a scope of its own: no other route takes what any page of the web could make a browser send.
async function mountForm(scope: FastifyInstance, options: RouteOptions): Promise<void> {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )
  scope.route(options)
}

function routeOptions(implementation: Implementation, deps: EndpointDeps): RouteOptions {
  const { declaration } = implementation
  return {
    method: declaration.method,
    url: declaration.path,
    bodyLimit: declaration.bodyLimit ?? bodyLimitDefault,
    config: { declaration, perMinute: declaration.perMinute },
    schema: schemaOf(declaration),
    onRequest: declaration.access.kind === 'public' ? [] : [actorStep(deps)],
    handler: (request, reply) => answer(implementation, deps, request, reply),
  }
}

// Before the body is read: nobody unknown makes the server parse a megabyte.
const actorStep = (deps: EndpointDeps) => async (request: FastifyRequest) => {
  request.actor = await deps.loadActor(request)
  if (!request.actor) throw new Problem(notSignedIn)
}

function schemaOf({ summary, params, query, body, output }: RouteDeclaration): FastifySchema {
  return {
    summary,
    ...(params && { params }),
    ...(query && { querystring: query }),
    ...(body && { body }),
    ...(output && { response: { '2xx': output } }),
  }
}
