import { betterAuth } from 'better-auth'
import { isAPIError } from 'better-auth/api'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { PhoneWords } from '#platform/shared/rescue.ts'
import { authOptions } from './auth-options.ts'

export interface AuthDeps {
  /** Kysely on the role tungnha_auth: only it may read the tables of sign-in. */
  db: Kysely<Database>
  secret: string
  /** Where people reach the server; `https` makes cookies Secure. */
  publicUrl: string
  log: { warn(details: object, message: string): void }
  /** What `/api/me` tells a phone besides; given by the composition root. */
  forPhone?(trx: Transaction<Database>, session: PresentSession): Promise<PhoneWords>
}

/** Whose session it is. */
export interface PresentSession {
  accountId: Id
  memberId: Id | null
  sessionId: Id
}

/** better-auth on our tables. Nothing of it is reachable but what sign-in-routes.ts calls. */
export const createAuth = ({ db, secret, publicUrl, log }: AuthDeps) =>
  betterAuth({
    ...authOptions,
    database: { db, type: 'postgres', transaction: true },
    secret,
    baseURL: publicUrl,
    basePath: '/api/auth',
    // The server is also reached by other names than PUBLIC_URL (localhost, an address in the office network).
    trustedOrigins: (request) => originsOf(request?.headers.get('host')),
    // Its messages name no person; what it would print besides (objects, errors with parameters) might.
    logger: { level: 'warn', log: (level, message) => log.warn({ level }, `better-auth: ${message}`) },
    // Refusals are answered, not logged; without a function of ours each one would be printed past the log.
    onAPIError: {
      onError: (error) => (isAPIError(error) ? undefined : log.warn({ err: error }, 'better-auth failed')),
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => ({
            data: { ...session, deviceName: session.deviceName ?? deviceNameIn(context?.headers ?? undefined) },
          }),
        },
      },
    },
  })

export type Auth = ReturnType<typeof createAuth>

/** In requests made for better-auth: the name of the phone, percent-encoded. */
export const deviceHeader = 'x-tungnha-device'

const deviceNameIn = (headers: Headers | undefined): string | null => {
  const encoded = headers?.get(deviceHeader)
  return encoded ? decodeURIComponent(encoded) : null
}

const originsOf = (host: string | null | undefined): string[] => (host ? [`http://${host}`, `https://${host}`] : [])
