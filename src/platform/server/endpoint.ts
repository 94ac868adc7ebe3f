import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Kysely, Transaction } from 'kysely'
import type { Id } from '#platform/shared/ids.ts'
import type { Actor } from '#platform/shared/permission.ts'
import type { BodyOf, OutputOf, ParamsOf, QueryOf, RouteDeclaration } from '#platform/shared/route.ts'
import type { AuditEntry } from './audit.ts'
import type { Scope } from './db.ts'
import type { Upload } from './http/upload.ts'
import type { Database } from './schema.ts'

/** What the handler of a route gets: input already checked, actor already allowed, one transaction in the actor's scope. */
export interface Context<Route extends RouteDeclaration = RouteDeclaration> {
  actor: Actor
  /** The request's transaction; it commits when the handler returns and rolls back when it throws. */
  trx: Transaction<Database>
  /** For what must not be part of the transaction; not in anybody's scope, so row-level security shows no persons. */
  db: Kysely<Database>
  params: ParamsOf<Route>
  query: QueryOf<Route>
  body: BodyOf<Route>
  /** The file of a route declared with `upload`. */
  upload: Upload
  request: FastifyRequest
  reply: FastifyReply
  /** Runs after the commit and before the answer; its failure is logged and changes nothing. Slow work is a job. */
  afterCommit(run: () => void | Promise<void>): void
  /**
   * Writes an audit line in the same transaction, with the actor and the sender's address filled in. `by`: whose account it
   * turned out to be, where nobody was signed in.
   */
  audit(entry: AuditEntry, by?: Id): Promise<void>
}

export type PublicContext<Route extends RouteDeclaration = RouteDeclaration> = Omit<Context<Route>, 'actor'>

type Handler<Ctx, Route extends RouteDeclaration> = (context: Ctx) => Promise<OutputOf<Route>> | OutputOf<Route>

/** A declared route with the code that answers it; slices export lists of these. */
export interface Implementation {
  declaration: RouteDeclaration
  /** Runs once before the transaction, when nothing of the database is held; its result goes to `handle`. */
  prepare?(context: PreparingContext): unknown
  handle(context: Context, prepared: unknown): unknown
  /** The handler runs transactions of its own; `context` then has a scope instead of one. */
  unbound?: true
}

/** Before the transaction: the actor is allowed, input and file are there. */
export type PreparingContext<Route extends RouteDeclaration = RouteDeclaration> = Omit<
  Context<Route>,
  'trx' | 'audit' | 'afterCommit' | 'reply'
>

/** For a handler that runs transactions of its own. */
export interface UnboundContext<Route extends RouteDeclaration = RouteDeclaration>
  extends Omit<Context<Route>, 'trx' | 'audit' | 'afterCommit' | 'upload'> {
  /** What row-level security lets the actor see. */
  scope: Scope
  /** One transaction in the actor's scope, with the audit; run again when the database asks for it. */
  transaction<T>(work: (parts: Pick<Context, 'trx' | 'audit'>) => Promise<T>): Promise<T>
}

export type PublicUnboundContext<Route extends RouteDeclaration = RouteDeclaration> = Omit<
  UnboundContext<Route>,
  'actor'
>

/**
 * Joins a declaration with its handler. The handler makes one call and answers the declared output (what is not in the
 * output schema is not sent); routes without output answer a Buffer or stream and set their own headers, or nothing
 * (204). It may run again from the start when the database asks for it, so everything it does goes through `trx`,
 * `afterCommit` or a job.
 */
export const implement = <Route extends RouteDeclaration>(
  declaration: Route,
  handle: Handler<Context<Route>, Route>,
): Implementation => {
  if (declaration.access.kind === 'public') throw new TypeError(`${declaration.path} is public: use implementPublic`)
  return { declaration, handle: handle as Implementation['handle'] }
}

/** The same for a route that anyone may call: nobody is looked up, and the scope is empty. */
export const implementPublic = <Route extends RouteDeclaration>(
  declaration: Route,
  handle: Handler<PublicContext<Route>, Route>,
): Implementation => {
  if (declaration.access.kind !== 'public') throw new TypeError(`${declaration.path} is not public: use implement`)
  return { declaration, handle: handle as Implementation['handle'] }
}

/**
 * For routes with slow work that needs no database (hashing a password, reading a file): `prepare` runs between the check
 * of the right and the transaction, so that nobody waits for a connection that sleeps. The right is checked again in the
 * transaction. `prepare` runs once, `handle` perhaps again.
 */
export const implementPrepared = <Route extends RouteDeclaration, Prepared>(
  declaration: Route,
  prepare: (context: PreparingContext<Route>) => Promise<Prepared>,
  handle: (context: Context<Route>, prepared: Prepared) => Promise<OutputOf<Route>> | OutputOf<Route>,
): Implementation => {
  if (declaration.access.kind === 'public') throw new TypeError(`${declaration.path} is public`)
  return {
    declaration,
    prepare: prepare as unknown as Implementation['prepare'],
    handle: handle as unknown as Implementation['handle'],
  }
}

/**
 * For the few routes to which one transaction does not fit (the sync: it waits for its lane before it takes a connection,
 * begins again with more locks, and cuts a push that failed into small transactions). The right on a place or team is
 * checked before, in a transaction of its own; everything else is the handler's.
 */
export const implementUnbound = <Route extends RouteDeclaration>(
  declaration: Route,
  handle: Handler<UnboundContext<Route>, Route>,
): Implementation => {
  if (declaration.access.kind === 'public') throw new TypeError(`${declaration.path} is public: use implementPublic`)
  return { declaration, handle: handle as unknown as Implementation['handle'], unbound: true }
}

/** The same for a route that anyone may call: a flood of strangers (sign-in) must not hold connections while it waits. */
export const implementPublicUnbound = <Route extends RouteDeclaration>(
  declaration: Route,
  handle: Handler<PublicUnboundContext<Route>, Route>,
): Implementation => {
  if (declaration.access.kind !== 'public')
    throw new TypeError(`${declaration.path} is not public: use implementUnbound`)
  return { declaration, handle: handle as unknown as Implementation['handle'], unbound: true }
}
