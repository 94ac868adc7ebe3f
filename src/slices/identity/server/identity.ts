import type { FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import type { Scope } from '#platform/server/db.ts'
import type { Implementation } from '#platform/server/endpoint.ts'
import type { Database } from '#platform/server/schema.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { Actor } from '#platform/shared/permission.ts'
import { actorOf, scopeOfReach } from '../shared/actor.ts'
import { accountRoutes } from './account-routes.ts'
import { type Auth, type AuthDeps, createAuth } from './auth.ts'
import { createDeviceKeys } from './device-keys.ts'
import { createSessionLookup, loadActor, sessionOf } from './load-actor.ts'
import { isLostSession, type LostLine, loseSession, lostOf } from './lost-sessions.ts'
import { ownRoutes } from './own-routes.ts'
import { reachOf } from './reach.ts'
import { type SessionLine, sessionsOf } from './sessions.ts'

/** Everything about who asks, for the composition root. */
export interface Identity {
  /** For slices that make accounts (teams, when an invitation is accepted). */
  auth: Auth
  /** Kysely on the role tungnha_auth. */
  db: Kysely<Database>
  publicUrl: string
  routes: Implementation[]
  loadActor(request: Pick<FastifyRequest, 'headers'>): Promise<Actor | null>
  scopeOf(actor: Actor): Scope
  /** An account as it is now, without a session; null when it is locked or gone. */
  accountNow(accountId: Id): Promise<{ actor: Actor; scope: Scope; name: string } | null>
  /** The phones on which an account is signed in, and those reported lost. */
  phonesOf(accountId: Id): Promise<{ phones: SessionLine[]; lost: LostLine[] }>
  /** Ends the session of a lost phone, which then wipes itself; false: there is no such session. */
  loseSession(accountId: Id, sessionId: Id): Promise<boolean>
  /** Was the phone of this session reported lost? */
  isLost(sessionId: Id): Promise<boolean>
}

/** Sets up sign-in on the tables of `deps.db`, whose role is tungnha_auth. Connects to nothing yet. */
export const createIdentity = async (deps: AuthDeps): Promise<Identity> => {
  const auth = createAuth(deps)
  const { authCookies } = await auth.$context
  const lookup = createSessionLookup(deps.db)
  const actorDeps = { db: deps.db, lookup, secret: deps.secret, cookieName: authCookies.sessionToken.name }
  const signInDeps = { auth, db: deps.db, publicUrl: deps.publicUrl }
  return {
    ...signInDeps,
    routes: [
      ...ownRoutes({ ...signInDeps, forPhone: deps.forPhone, keys: createDeviceKeys(deps.db, deps.secret) }),
      ...accountRoutes(signInDeps),
    ],
    loadActor: (request) => loadActor(actorDeps, request.headers),
    scopeOf: (actor) => sessionOf(actor).scope,
    accountNow: async (accountId) => {
      const reach = await reachOf(deps.db, accountId)
      if (reach?.state !== 'active') return null
      return { actor: actorOf(accountId, reach), scope: scopeOfReach(accountId, reach), name: reach.name }
    },
    phonesOf: async (accountId) => ({
      phones: (await sessionsOf(deps.db, accountId)).filter(({ isPhone }) => isPhone),
      lost: await lostOf(deps.db, accountId),
    }),
    loseSession: (accountId, sessionId) => loseSession(deps.db, accountId, sessionId),
    isLost: (sessionId) => isLostSession(deps.db, sessionId),
  }
}
