import type { IncomingHttpHeaders } from 'node:http'
import { type Kysely, sql } from 'kysely'
import type { Scope } from '#platform/server/db.ts'
import { createGathering, type Gathered, type Gathering } from '#platform/server/gathering.ts'
import type { Database } from '#platform/server/schema.ts'
import { prepared, run } from '#platform/server/statement.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { Actor } from '#platform/shared/permission.ts'
import { Problem } from '#platform/shared/problem.ts'
import { actorOf, type Reach, scopeOfReach } from '../shared/actor.ts'
import { sessionLost } from '../shared/problems.ts'
import { fieldSessionDays } from './auth-options.ts'
import { markOf, tellLost } from './lost-sessions.ts'
import { credentialIn, tokenIn } from './session-token.ts'
import './tables.ts'

/** The session behind an actor. */
export interface Session {
  id: Id
  /** What the session is called where its token must not be. */
  mark: string
  reach: Reach
  scope: Scope
}

export interface ActorDeps {
  /** Kysely on the role tungnha_auth. */
  db: Kysely<Database>
  lookup: SessionLookup
  secret: string
  cookieName: string
}

/**
 * Who asks: one query finds session, account, roles and what they reach. Nothing is cached, so a session that is ended,
 * an account that is locked and a role that is revoked count from the next request on. Null: nobody.
 *
 * The session is read here and not by better-auth's getSession, which takes seven times the processor time (measured:
 * 1.8 against 0.25 ms), at each request of each phone. A second factor, when it comes, is checked here: where a role of
 * the reach asks for one that the session has not given, the answer is an actor without grants.
 */
export const loadActor = async (deps: ActorDeps, headers: IncomingHttpHeaders): Promise<Actor | null> => {
  const credential = credentialIn(headers, deps.cookieName)
  const token = credential && tokenIn(credential, deps.secret)
  const row = token ? await deps.lookup.add({ token, teams: [], size: 1 }) : undefined
  const reach = row?.reach
  if (!row || reach?.state !== 'active') {
    // A lost phone must hear it from whatever it asks: it wipes itself.
    if (token && !row && (await tellLost(deps.db, markOf(token)))) throw new Problem(sessionLost)
    return null
  }
  if (row.unused_seconds > usedEverySeconds) await noteUse(deps.db, row.id)
  const actor = actorOf(row.user_id, reach)
  sessions.set(actor, { id: row.id, mark: markOf(row.token), reach, scope: scopeOfReach(row.user_id, reach) })
  return actor
}

/** The session of an actor that `loadActor` answered. */
export const sessionOf = (actor: Actor): Session => {
  const session = sessions.get(actor)
  if (!session) throw new TypeError('this actor has no session: it did not come from loadActor')
  return session
}

/** Beside the actor, because the platform knows only actors: it hands the same object to the handler. */
const sessions = new WeakMap<Actor, Session>()

interface SessionRow {
  token: string
  id: Id
  user_id: Id
  unused_seconds: number
  reach: Reach | null
}

const usedEverySeconds = 3600
const lookupLimits = { atOnce: 1, atOnceMost: 4, patienceMs: 50, queued: 2_000, size: 100 }

/** Finds sessions by their token. */
export type SessionLookup = Gathering<Gathered & { token: string }, SessionRow | undefined>

/** Finds sessions by token; those asked for while others are being looked up share the next query. */
export const createSessionLookup = (db: Kysely<Database>): SessionLookup =>
  createGathering(lookupLimits, async (asked) => {
    const rows = await run<SessionRow>(db, sessionsByToken, [asked.map(({ token }) => token)])
    const byToken = new Map(rows.map((row) => [row.token, row]))
    return asked.map(({ token }) => ({ status: 'fulfilled', value: byToken.get(token) }))
  })

const sessionsByToken = prepared(`
  select token, id, user_id, extract(epoch from now() - updated_at)::float8 as unused_seconds,
    account_reach(user_id) as reach
  from auth_session
  where token = any ($1::text[]) and expires_at > now()`)

/** Last use, to the hour. It keeps a phone signed in; a day's session of the office ends when it ends. */
const noteUse = async (db: Kysely<Database>, id: Id): Promise<void> => {
  await sql`
    update auth_session set
      updated_at = now(),
      expires_at = case
        when expires_at - updated_at > interval '2 days' then now() + make_interval(days => ${fieldSessionDays})
        else expires_at
      end
    where id = ${id}`.execute(db)
}
