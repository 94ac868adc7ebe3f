import * as z from 'zod/mini'
import { phoneWords } from '#platform/shared/rescue.ts'
import { anyone, onPlace, route, signedIn } from '#platform/shared/route.ts'
import { maximumPassword } from './password.ts'

const id = z.uuid()
const password = z.string().check(z.minLength(1), z.maxLength(maximumPassword))
const typedName = z.string().check(z.minLength(1), z.maxLength(60))
const personName = z.string().check(z.minLength(1), z.maxLength(100))

/**
 * With `device` (the field app): a bearer token and no cookie, so that members who share a phone stay apart.
 * Without (the office): a cookie of one day, and no token that a script could read.
 */
export const signIn = route({
  method: 'POST',
  path: '/api/auth/sign-in/username',
  summary: 'Sign in with a phone number or user name and a password.',
  access: anyone,
  perMinute: 60,
  body: z.object({
    username: typedName,
    password,
    device: z.optional(z.string().check(z.minLength(1), z.maxLength(80))),
  }),
  output: z.object({ token: z.nullable(z.string()), mustChangePassword: z.boolean() }),
})

export const signOut = route({
  method: 'POST',
  path: '/api/auth/sign-out',
  summary: 'End the session of the cookie or bearer token that comes with the request.',
  access: anyone,
})

const grant = z.object({ role: z.string(), on: id, permissions: z.array(z.string()) })

/** Also what the web hides and shows by: the permissions stand beside each role. */
export const me = route({
  method: 'GET',
  path: '/api/me',
  summary: 'The account that is signed in, its roles and what they allow.',
  access: signedIn,
  output: z.object({
    accountId: id,
    memberId: z.nullable(id),
    name: z.string(),
    signInName: z.string(),
    /** The password is still the one of the slip: nothing is allowed before it has been changed. */
    mustChangePassword: z.boolean(),
    /** Shortest password that this account may choose. */
    minimumPassword: z.int(),
    grants: z.array(grant),
    /** What a phone needs to know for the time when it cannot ask. */
    phone: z.optional(phoneWords),
    /** This session, where its token must not stand: see `askLost`. */
    mark: z.string(),
  }),
})

const session = z.object({
  id,
  /** The field app on a phone, which holds data; otherwise a browser. */
  isPhone: z.boolean(),
  /** The phone as the field app named it, or browser and system. */
  device: z.string(),
  startedAt: z.iso.datetime(),
  /** To the hour. */
  usedAt: z.iso.datetime(),
  current: z.boolean(),
})

/** A phone that was reported lost; `wipedAt`: it has been in touch since and wiped itself. */
export const lostPhone = z.object({
  id,
  device: z.string(),
  lostAt: z.iso.datetime(),
  wipedAt: z.nullable(z.iso.datetime()),
})

export const listSessions = route({
  method: 'GET',
  path: '/api/me/sessions',
  summary: 'The devices on which this account is signed in.',
  access: signedIn,
  output: z.object({
    sessions: z.array(session),
    /** Reported lost in the last months. */
    lost: z.array(lostPhone),
  }),
})

export const endSession = route({
  method: 'DELETE',
  path: '/api/me/sessions/:sessionId',
  summary: 'Sign one device of this account out.',
  access: signedIn,
  params: z.object({ sessionId: id }),
})

export const loseSession = route({
  method: 'POST',
  path: '/api/me/sessions/:sessionId/lost',
  summary: 'Report a phone of this account lost: its session ends, and it wipes itself at its next contact.',
  access: signedIn,
  params: z.object({ sessionId: id }),
})

/** Also for a locked phone, which cannot reach its token. Whoever knows a mark learns one bit about it. */
export const askLost = route({
  method: 'POST',
  path: '/api/lost-phone',
  summary: 'Ask whether the phone of a session was reported lost.',
  access: anyone,
  perMinute: 60,
  body: z.object({ mark: z.string().check(z.regex(/^[0-9a-f]{64}$/)) }),
  output: z.object({ lost: z.boolean() }),
})

export const endOtherSessions = route({
  method: 'DELETE',
  path: '/api/me/sessions',
  summary: 'Sign every other device of this account out.',
  access: signedIn,
  output: z.object({ ended: z.int() }),
})

export const changePassword = route({
  method: 'POST',
  path: '/api/me/password',
  summary: 'Change the own password; signs every other device out.',
  access: signedIn,
  perMinute: 10,
  body: z.object({ current: password, next: password }),
})

const ofDevice = z.object({ deviceId: id })
/** 32 bytes. */
const deviceKey = z.string().check(z.regex(/^[A-Za-z0-9+/]{43}=$/))

/** The phone's own data key is wrapped by it and never leaves the phone. */
export const keepDeviceKey = route({
  method: 'PUT',
  path: '/api/me/device-keys/:deviceId',
  summary: 'Keep the key that opens the data on one phone of this account again when its PIN is forgotten.',
  access: signedIn,
  perMinute: 30,
  params: ofDevice,
  body: z.object({ key: deviceKey }),
})

export const openDeviceKey = route({
  method: 'POST',
  path: '/api/me/device-keys/:deviceId/open',
  summary: 'The key of a phone, for who signed in within the last ten minutes.',
  access: signedIn,
  perMinute: 10,
  params: ofDevice,
  output: z.object({ key: deviceKey }),
})

const account = z.object({
  id,
  name: z.string(),
  signInName: z.string(),
  state: z.enum(['active', 'disabled']),
  /** The place that keeps the account; only there it can be locked. */
  placeId: z.nullable(id),
  roles: z.array(
    z.object({
      id,
      role: z.string(),
      placeId: z.nullable(id),
      from: z.iso.datetime(),
      to: z.nullable(z.iso.datetime()),
    }),
  ),
})

export const listAccounts = route({
  method: 'GET',
  path: '/api/places/:placeId/accounts',
  summary: 'Accounts that a place keeps or that hold a role on it.',
  access: onPlace('account.manage', 'params.placeId'),
  params: z.object({ placeId: id }),
  reads: { what: 'account', shown: 'accounts' },
  output: z.object({ accounts: z.array(account) }),
})

/** The password is shown once, for the slip, and must be changed at the first sign-in. */
const slip = z.object({ accountId: id, signInName: z.string(), password: z.string() })

export const createAccount = route({
  method: 'POST',
  path: '/api/places/:placeId/accounts',
  summary: 'Create an account for an office, with a role on the place; answers the first password, once.',
  access: onPlace('account.manage', 'params.placeId'),
  params: z.object({ placeId: id }),
  body: z.object({ name: personName, signInName: typedName, role: z.string().check(z.maxLength(40)) }),
  output: slip,
})

const ofPlace = z.object({ placeId: id, accountId: id })

export const newPassword = route({
  method: 'POST',
  path: '/api/places/:placeId/accounts/:accountId/password',
  summary: 'Give an account that the place keeps a new first password; ends its sessions.',
  access: onPlace('account.manage', 'params.placeId'),
  params: ofPlace,
  output: slip,
})

export const setAccountState = route({
  method: 'PUT',
  path: '/api/places/:placeId/accounts/:accountId/state',
  summary: 'Lock or unlock an account that the place keeps; locking ends its sessions at once.',
  access: onPlace('account.manage', 'params.placeId'),
  params: ofPlace,
  body: z.object({ state: z.enum(['active', 'disabled']) }),
})

export const grantRole = route({
  method: 'POST',
  path: '/api/places/:placeId/roles',
  summary: 'Give an account a role on a place.',
  access: onPlace('role.grant', 'params.placeId'),
  params: z.object({ placeId: id }),
  body: z.object({
    accountId: id,
    role: z.string().check(z.maxLength(40)),
    to: z.optional(z.nullable(z.iso.datetime())),
  }),
  output: z.object({ id }),
})

export const revokeRole = route({
  method: 'DELETE',
  path: '/api/places/:placeId/roles/:grantId',
  summary: 'Take a role on a place away; it counts at once.',
  access: onPlace('role.grant', 'params.placeId'),
  params: z.object({ placeId: id, grantId: id }),
})
