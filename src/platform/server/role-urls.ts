import { createHmac } from 'node:crypto'
import type { Config } from './config.ts'
import { roleName, type ServiceRole } from './postgres/roles.ts'

export type DatabaseRole = 'owner' | ServiceRole
export type RoleUrls = Record<DatabaseRole, string>

/** The URLs of all roles on a database somebody brought: `databaseUrl` is the owner's, the rest given or derived. */
export function roleUrlsFrom(config: Pick<Config, 'roleUrls' | 'authSecret'>, databaseUrl: string): RoleUrls {
  const derived = (role: ServiceRole) => withUser(databaseUrl, roleName(role), derivedPassword(config.authSecret, role))
  return {
    owner: databaseUrl,
    app: config.roleUrls.app ?? derived('app'),
    worker: config.roleUrls.worker ?? derived('worker'),
    auth: config.roleUrls.auth ?? derived('auth'),
  }
}

/** The password of a role: the same on every server that has the secret, so that none has to be handed around. */
export const derivedPassword = (secret: string, role: DatabaseRole): string =>
  createHmac('sha256', secret).update(`postgresql role ${role}`).digest('base64url')

/** The same server and options, for another user (and database). */
export function withUser(url: string, user: string, password: string, database?: string): string {
  const changed = new URL(url)
  changed.username = user
  changed.password = password
  if (database !== undefined) changed.pathname = `/${database}`
  return changed.href
}
