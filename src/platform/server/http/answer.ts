import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Kysely, Transaction } from 'kysely'
import type { Actor } from '#platform/shared/permission.ts'
import type { RouteDeclaration } from '#platform/shared/route.ts'
import { audit } from '../audit.ts'
import type { Scope } from '../db.ts'
import type { Context, Implementation, PreparingContext, UnboundContext } from '../endpoint.ts'
import type { Database } from '../schema.ts'
import { authorize, type Paths } from './authorize.ts'
import { lookOf } from './look.ts'
import { inTransaction } from './transaction.ts'
import { readUpload, type Upload } from './upload.ts'

/** What the steps of a request need from outside the platform. */
export interface EndpointDeps {
  db: Kysely<Database>
  paths: Paths
  /** The actor of a session cookie or bearer token; null when nobody is signed in. */
  loadActor(request: FastifyRequest): Promise<Actor | null>
  /** What row-level security lets the actor see. */
  scopeOf(actor: Actor): Scope | Promise<Scope>
}

const emptyScope: Scope = { account: null, teams: [], provinces: [], communes: [] }

/** The steps of a request after its input was checked, from the permission to the output. */
export async function answer(
  implementation: Implementation,
  deps: EndpointDeps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const scope = request.actor ? await deps.scopeOf(request.actor) : emptyScope
  const asked: Asked = { implementation, deps, request, reply, scope }
  const { output, committed } = implementation.unbound ? await runUnbound(asked) : await runBound(asked)
  for (const run of committed) await runLogged(run, request)
  return output === undefined && !reply.sent ? reply.status(204).send() : output
}

interface Asked {
  implementation: Implementation
  deps: EndpointDeps
  request: FastifyRequest
  reply: FastifyReply
  scope: Scope
}

type Committed = () => void | Promise<void>

interface Ran {
  output: unknown
  committed: readonly Committed[]
}

async function runBound(asked: Asked): Promise<Ran> {
  const { implementation, deps, request, scope } = asked
  const { declaration } = implementation
  const { upload, prepared } = await prepareFor(asked)
  const committed: Committed[] = []
  const output = await inTransaction(deps.db, scope, isReadOnly(declaration), async (trx) => {
    committed.length = 0 // what an attempt that was broken off had planned
    await authorize(declaration.access, request.actor, request, deps.paths, trx)
    const context = contextOf(asked, { trx, upload, committed })
    const made = await implementation.handle(context, prepared)
    await noteLook(declaration, request, made, context.audit)
    return made
  })
  return { output, committed }
}

/** The file and slow work come after the permission and before the transaction: neither strangers nor slow lines hold a connection. */
async function prepareFor(asked: Asked): Promise<{ upload: Upload | undefined; prepared: unknown }> {
  const { implementation, deps, request } = asked
  const { declaration, prepare } = implementation
  if (!declaration.upload && !prepare) return { upload: undefined, prepared: undefined }
  await permit(asked)
  const upload = declaration.upload ? await readUpload(request) : undefined
  const { actor, params, query, body } = request
  const context = { actor, params, query, body, request, db: deps.db, upload } as PreparingContext
  return { upload, prepared: await prepare?.(context) }
}

async function runUnbound(asked: Asked): Promise<Ran> {
  const { implementation, deps, request, reply, scope } = asked
  const { declaration, handle } = implementation
  await permit(asked)
  const transaction: UnboundContext['transaction'] = (work) =>
    inTransaction(deps.db, scope, false, (trx) => work({ trx, audit: auditOf(trx, request) }))
  const { actor, params, query, body } = request
  const context = { actor, params, query, body, request, reply, scope, transaction, db: deps.db }
  const output = await handle(context as unknown as Context, undefined)
  // In a transaction of its own, but before the answer: what cannot be noted is not shown.
  if (declaration.reads) await transaction(({ audit: write }) => noteLook(declaration, request, output, write))
  return { output, committed: [] }
}

/** The permission in a short transaction of its own. Nothing is looked up for who is merely signed in, and the sync must not take a connection before its turn. */
async function permit({ implementation, deps, request, scope }: Asked): Promise<void> {
  const { access } = implementation.declaration
  if (access.kind === 'signed-in' || access.kind === 'public') return
  await inTransaction(deps.db, scope, true, (trx) => authorize(access, request.actor, request, deps.paths, trx))
}

const isReadOnly = ({ method, readOnly, reads }: RouteDeclaration): boolean => readOnly ?? (method === 'GET' && !reads)

type Write = Context['audit']

async function noteLook(route: RouteDeclaration, request: FastifyRequest, output: unknown, write: Write) {
  const look = lookOf(route, request, output)
  if (look) await write(look)
}

interface Parts {
  trx: Transaction<Database>
  upload: Upload | undefined
  committed: Committed[]
}

function contextOf({ deps, request, reply }: Asked, { trx, upload, committed }: Parts): Context {
  const { actor, params, query, body } = request
  const context = {
    ...{ actor, trx, params, query, body, upload, request, reply },
    db: deps.db,
    afterCommit: (run: Committed) => void committed.push(run),
    audit: auditOf(trx, request),
  }
  // `implement` and `implementPublic` promise an actor and an upload exactly where the steps above have got them.
  return context as Context
}

function auditOf(trx: Transaction<Database>, request: FastifyRequest): Write {
  const accountId = request.actor?.accountId ?? null
  return (entry, by) => audit(trx, { accountId: by ?? accountId, address: request.ip }, entry)
}

async function runLogged(run: Committed, request: FastifyRequest): Promise<void> {
  try {
    await run()
  } catch (error) {
    request.log.error({ err: error }, 'after commit')
  }
}
