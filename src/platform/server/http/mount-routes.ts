import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema, RouteOptions } from 'fastify'
import type { Kysely, Transaction } from 'kysely'
import type { Actor } from '#platform/shared/permission.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notSignedIn } from '#platform/shared/problems.ts'
import type { RouteDeclaration } from '#platform/shared/route.ts'
import { type AuditEntry, audit } from '../audit.ts'
import type { Scope } from '../db.ts'
import type { Context, Implementation } from '../endpoint.ts'
import type { Database } from '../schema.ts'
import { authorize, type Paths } from './authorize.ts'
import { inTransaction } from './transaction.ts'
import { readUpload, type Upload } from './upload.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null until the actor step, and always on public routes. */
    actor: Actor | null
  }
  interface FastifyContextConfig {
    declaration?: RouteDeclaration
  }
}

/** What the steps of a request need from outside the platform. */
export interface EndpointDeps {
  db: Kysely<Database>
  paths: Paths
  /** The actor of a session cookie or bearer token; null when nobody is signed in. */
  loadActor(request: FastifyRequest): Promise<Actor | null>
  /** What row-level security lets the actor see. */
  scopeOf(actor: Actor): Scope | Promise<Scope>
}

const bodyLimitDefault = 64_000
const emptyScope: Scope = { account: null, teams: [], provinces: [], communes: [] }

/**
 * Puts declared routes into the server. Each is a list of steps: limit (rate-limits.ts) > actor > validate > permission >
 * transaction > one call > present.
 */
export function mountRoutes(
  app: FastifyInstance,
  implementations: readonly Implementation[],
  deps: EndpointDeps,
): void {
  for (const implementation of implementations) app.route(routeOptions(implementation, deps))
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

async function answer(
  implementation: Implementation,
  deps: EndpointDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  if (implementation.unbound) return answerUnbound(implementation, deps, request, reply)
  const { declaration, handle } = implementation
  const upload = declaration.upload ? await readUpload(request) : undefined
  const scope = request.actor ? await deps.scopeOf(request.actor) : emptyScope
  const committed: Committed[] = []
  const output = await inTransaction(deps.db, scope, isReadOnly(declaration), async (trx) => {
    committed.length = 0 // what an attempt that was broken off had planned
    await authorize(declaration.access, request.actor, request, deps.paths, trx)
    return await handle(contextOf(request, reply, { trx, db: deps.db, upload, committed }))
  })
  for (const run of committed) await runLogged(run, request)
  return output === undefined && !reply.sent ? reply.status(204).send() : output
}

async function answerUnbound(
  { declaration: { access }, handle }: Implementation,
  deps: EndpointDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const scope = request.actor ? await deps.scopeOf(request.actor) : emptyScope
  // Nothing to look up for who is merely signed in, and the sync must not take a connection before its turn.
  if (access.kind !== 'signed-in')
    await inTransaction(deps.db, scope, true, (trx) => authorize(access, request.actor, request, deps.paths, trx))
  const { actor, params, query, body } = request
  return handle({ actor, params, query, body, request, reply, scope, db: deps.db } as unknown as Context)
}

const isReadOnly = ({ method, readOnly }: RouteDeclaration): boolean => readOnly ?? method === 'GET'

type Committed = () => void | Promise<void>

interface Parts {
  trx: Transaction<Database>
  db: Kysely<Database>
  upload: Upload | undefined
  committed: Committed[]
}

function contextOf(request: FastifyRequest, reply: FastifyReply, { trx, db, upload, committed }: Parts): Context {
  const source = { accountId: request.actor?.accountId ?? null, address: request.ip }
  const context = {
    actor: request.actor,
    trx,
    db,
    params: request.params,
    query: request.query,
    body: request.body,
    upload,
    request,
    reply,
    afterCommit: (run: Committed) => void committed.push(run),
    audit: (entry: AuditEntry) => audit(trx, source, entry),
  }
  // `implement` and `implementPublic` promise an actor and an upload exactly where the steps above have got them.
  return context as Context
}

async function runLogged(run: Committed, request: FastifyRequest): Promise<void> {
  try {
    await run()
  } catch (error) {
    request.log.error({ err: error }, 'after commit')
  }
}
