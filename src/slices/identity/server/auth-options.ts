import type { BetterAuthOptions } from 'better-auth'
import { bearer } from 'better-auth/plugins/bearer'
import { username } from 'better-auth/plugins/username'
import { maximumPassword, minimumPassword } from '../shared/password.ts'
import { isSignInName, signInName } from '../shared/sign-in-name.ts'

/** Days that a phone stays signed in without being used: as long as an idle account lives under level 3. */
export const fieldSessionDays = 45

/** Sign-in attempts under one name, and from one address (whole communes share one mobile address), per window. */
export const attempts = { perName: 10, perAddress: 1000, windowSeconds: 900 } as const

/** The header in which the server tells better-auth the client's address; what a client sends in it is replaced. */
export const addressHeader = 'x-tungnha-address'

/**
 * How better-auth is set up, apart from the connection. Also the source of migration 03: the tables there were printed
 * by its own migration generator from this object, so a change here needs a new migration.
 */
export const authOptions = {
  appName: 'Từng Nhà',
  telemetry: { enabled: false },
  user: {
    modelName: 'auth_user',
    fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
  },
  session: {
    modelName: 'auth_session',
    fields: {
      userId: 'user_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
    additionalFields: { deviceName: { type: 'string', required: false, input: false, fieldName: 'device_name' } },
    expiresIn: fieldSessionDays * 86_400,
    // load-actor.ts extends sessions itself, at most once an hour; nothing is cached in cookies, so that ending a
    // session counts at once.
    disableSessionRefresh: true,
    cookieCache: { enabled: false },
  },
  account: {
    modelName: 'auth_account',
    fields: {
      accountId: 'account_id',
      providerId: 'provider_id',
      userId: 'user_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
  verification: {
    modelName: 'auth_verification',
    fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
  },
  rateLimit: {
    enabled: true,
    storage: 'database',
    modelName: 'auth_rate_limit',
    fields: { lastRequest: 'last_request' },
    window: 60,
    max: 1000,
    customRules: { '/sign-in/username': { window: attempts.windowSeconds, max: attempts.perAddress } },
  },
  emailAndPassword: {
    enabled: true,
    disableSignUp: true,
    minPasswordLength: minimumPassword.member,
    maxPasswordLength: maximumPassword,
  },
  advanced: {
    database: { generateId: 'uuid' },
    cookiePrefix: 'tungnha',
    ipAddress: { ipAddressHeaders: [addressHeader] },
    // Off by default where NODE_ENV is "test": tests must meet the same wall as people do.
    disableOriginCheck: false,
  },
  plugins: [
    username({
      displayUsername: false,
      minUsernameLength: 3,
      maxUsernameLength: 60,
      usernameNormalization: signInName,
      usernameValidator: (typed) => isSignInName(signInName(typed)),
    }),
    // Only signed tokens: whoever reads the session table still cannot sign in.
    bearer({ requireSignature: true }),
  ],
} satisfies BetterAuthOptions
