import type { FastifyRequest } from 'fastify'
import type { Kysely } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import { Problem } from '#platform/shared/problem.ts'
import { crossSite, tooManyRequests } from '#platform/shared/problems.ts'
import { accountDisabled, wrongSignIn } from '../shared/problems.ts'
import { type Auth, deviceHeader } from './auth.ts'
import { addressHeader } from './auth-options.ts'
import { inPasswordLane } from './password-work.ts'
import { reachOf } from './reach.ts'
import { countAttempt, forgetAttempts } from './sign-in-attempts.ts'

export interface SignInDeps {
  auth: Auth
  /** Kysely on the role tungnha_auth. */
  db: Kysely<Database>
  publicUrl: string
}

export interface Credentials {
  username: string
  password: string
  /** Name of the phone; absent: a browser of the office. */
  device?: string
}

/** A session as it travels: to a phone as a token, to a browser as cookies; never both. */
export interface SignedIn {
  accountId: string
  token: string | null
  cookies: string[]
  mustChangePassword: boolean
}

/**
 * Signs in through better-auth: the same answer, after the same work, for a name that nobody has and for a wrong password.
 * Throws `auth.wrong`, `auth.disabled`, `rate.limited`, `server.busy`, `request.cross-site`.
 */
export const signInWith = async (
  deps: SignInDeps,
  request: Pick<FastifyRequest, 'headers' | 'ip'>,
  credentials: Credentials,
): Promise<SignedIn> => {
  const wait = await countAttempt(deps.db, credentials.username, Date.now())
  if (wait !== null) throw new Problem(tooManyRequests, { seconds: wait })
  const response = await inPasswordLane(() => askBetterAuth(deps, request, credentials))
  if (!response.ok) throw refusalOf(response)
  await forgetAttempts(deps.db, credentials.username)
  const { token, user } = (await response.json()) as { token: string; user: { id: string } }
  const reach = await reachOf(deps.db, user.id)
  if (reach?.state !== 'active') {
    await deps.db.deleteFrom('auth_session').where('token', '=', token).execute()
    throw new Problem(reach ? accountDisabled : wrongSignIn)
  }
  const signedToken = response.headers.get('set-auth-token')
  return {
    accountId: user.id,
    token: credentials.device ? signedToken : null,
    cookies: credentials.device ? [] : response.headers.getSetCookie(),
    mustChangePassword: reach.mustChangePassword,
  }
}

/** Signs a phone in with a password just set: answers the bearer token. Slow like any sign-in. Throws `server.busy`. */
export const startSession = async (auth: Auth, username: string, password: string, device: string): Promise<string> => {
  const { headers } = await inPasswordLane(() =>
    auth.api.signInUsername({
      body: { username, password, rememberMe: true },
      headers: new Headers({ [deviceHeader]: encodeURIComponent(device) }),
      returnHeaders: true,
    }),
  )
  const token = headers.get('set-auth-token')
  if (!token) throw new Error('better-auth answered no token')
  return token
}

/** Ends the session whose credential comes with the request; answers the cookies that clear the browser's. */
export const signOutWith = async (
  deps: SignInDeps,
  request: Pick<FastifyRequest, 'headers' | 'ip'>,
): Promise<string[]> => {
  const response = await deps.auth.handler(forBetterAuth(deps.publicUrl, '/sign-out', request, {}))
  if (!response.ok) throw refusalOf(response)
  return response.headers.getSetCookie()
}

const askBetterAuth = (
  { auth, publicUrl }: SignInDeps,
  request: Pick<FastifyRequest, 'headers' | 'ip'>,
  { username, password, device }: Credentials,
): Promise<Response> => {
  // Not remembered: the office's cookie ends with the browser, its session after a day.
  const body = { username, password, rememberMe: device !== undefined }
  const made = forBetterAuth(publicUrl, '/sign-in/username', request, body)
  if (device) made.headers.set(deviceHeader, encodeURIComponent(device))
  // A credential that came along belongs to whoever was signed in before.
  made.headers.delete('authorization')
  return auth.handler(made)
}

/** Only headers that better-auth needs pass; the address is ours (behind proxies as TRUST_PROXY says), never the sender's. */
const forBetterAuth = (
  publicUrl: string,
  path: string,
  request: Pick<FastifyRequest, 'headers' | 'ip'>,
  body: object,
): Request => {
  const headers = new Headers({ 'content-type': 'application/json', [addressHeader]: request.ip })
  for (const name of passed) {
    const value = request.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  return new Request(`${publicUrl}/api/auth${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
}

const passed = [
  'host',
  'origin',
  'referer',
  'cookie',
  'authorization',
  'user-agent',
  'sec-fetch-site',
  'sec-fetch-mode',
  'sec-fetch-dest',
] as const

const refusalOf = (response: Response): Problem => {
  if (response.status === 429) return new Problem(tooManyRequests, { seconds: retrySeconds(response) })
  if (response.status === 403) return new Problem(crossSite)
  if (response.status >= 500) throw new Error(`better-auth answered ${response.status}`)
  return new Problem(wrongSignIn)
}

const retrySeconds = (response: Response): number => Number(response.headers.get('x-retry-after')) || 60
