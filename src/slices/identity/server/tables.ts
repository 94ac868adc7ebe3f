import type { Generated } from 'kysely'

export interface AccountTable {
  id: string
  name: string
  folded: string
  sign_in_name: string
  place_id: string | null
  province_id: string
  state: Generated<'active' | 'disabled'>
  must_change_password: Generated<boolean>
  created_by: string | null
  created_at: Generated<Date>
}

export interface RoleGrantTable {
  id: string
  account_id: string
  role: string
  place_id: string | null
  team_id: string | null
  province_id: string
  valid_from: Generated<Date>
  valid_to: Date | null
  granted_by: string | null
  revoked_by: string | null
}

/** better-auth's table; only its own role may read it. */
export interface AuthSessionTable {
  id: string
  user_id: string
  token: string
  device_name: string | null
  user_agent: string | null
  ip_address: string | null
  created_at: Date
  /** Last use, to the hour. */
  updated_at: Date
  expires_at: Date
}

/** A phone that was reported lost. Only the role of sign-in reads it. */
export interface AuthLostSessionTable {
  mark: string
  session_id: string
  account_id: string
  device_name: string | null
  lost_at: Generated<Date>
  told_at: Date | null
}

/** Keys that open the data of phones again; only the role of sign-in may read it. */
export interface DeviceKeyTable {
  account_id: string
  device_id: string
  sealed: Buffer
  kept_at: Generated<Date>
}

/** better-auth's table, also used for our own count of attempts under one name. */
export interface AuthRateLimitTable {
  id: Generated<string>
  key: string
  count: number
  /** ms since 1970 */
  last_request: number
}

declare module '#platform/server/schema.ts' {
  interface Database {
    account: AccountTable
    role_grant: RoleGrantTable
    auth_session: AuthSessionTable
    auth_rate_limit: AuthRateLimitTable
    auth_lost_session: AuthLostSessionTable
    device_key: DeviceKeyTable
  }
}
