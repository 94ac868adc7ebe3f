import type pg from 'pg'
import type { Config } from './config.ts'
import { withClient } from './operator-client.ts'
import { OperatorError } from './operator-error.ts'
import { ensureRoles, limitsOf, roleName, type ServiceRole, serviceRoles } from './postgres/roles.ts'
import { derivedPassword, roleUrlsFrom } from './role-urls.ts'

/**
 * Makes the roles of the application on a server somebody brought, with passwords that follow from AUTH_SECRET. A role
 * whose URL is given is left alone (its password is its administrator's). Where the owner may not create roles, says
 * which statements an administrator has to run.
 */
export async function prepareServiceRoles(config: Config, databaseUrl: string): Promise<void> {
  const ours = serviceRoles.filter((role) => !config.roleUrls[role])
  await withClient(databaseUrl, async (client) => {
    await refuseOldServer(client)
    if (await mayCreateRoles(client)) await ensureRoles(client, passwordsFor(config, ours))
    await refuseMissing(config, client)
    await letConnect(client)
  })
  for (const url of Object.values(roleUrlsFrom(config, databaseUrl))) await withClient(url, async () => {})
}

const passwordsFor = (config: Config, roles: readonly ServiceRole[]) =>
  Object.fromEntries(roles.map((role) => [roleName(role), derivedPassword(config.authSecret, role)]))

/** 15 is the oldest version whose SQL we use. */
async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number; encoding: string }>(
    `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`,
  )
  const { version = 0, encoding = '' } = rows[0] ?? {}
  if (version >= 150_000 && encoding === 'UTF8') return
  throw new OperatorError(
    `Cần PostgreSQL 15 trở lên với cơ sở dữ liệu UTF8; máy chủ này là ${Math.floor(version / 10_000)}, ${encoding}.`,
    `PostgreSQL 15 or later with a UTF8 database is needed; this server is ${Math.floor(version / 10_000)}, ${encoding}.`,
  )
}

async function mayCreateRoles(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(
    'select 1 from pg_roles where rolname = current_user and (rolcreaterole or rolsuper)',
  )
  return rows.length === 1
}

async function refuseMissing(config: Config, client: pg.Client): Promise<void> {
  const names = serviceRoles.map(roleName)
  const { rows } = await client.query<{ rolname: string }>('select rolname from pg_roles where rolname = any($1)', [
    names,
  ])
  const missing = serviceRoles.filter((role) => !rows.some((row) => row.rolname === roleName(role)))
  if (missing.length === 0) return
  const statements = missing.flatMap((role) => [
    `create role ${roleName(role)} login password '${config.roleUrls[role] ? '...' : derivedPassword(config.authSecret, role)}';`,
    ...limitsOf(role).map(([setting, value]) => `alter role ${roleName(role)} set ${setting} = '${value}';`),
  ])
  throw new OperatorError(
    `Người dùng của DATABASE_URL không được tạo vai trò. Nhờ người quản trị PostgreSQL chạy:\n${statements.join('\n')}`,
    `The user of DATABASE_URL may not create roles. Ask the administrator of PostgreSQL to run the statements above.`,
  )
}

/** Some installations take "connect" away from everybody. */
async function letConnect(client: pg.Client): Promise<void> {
  for (const name of serviceRoles.map(roleName)) {
    const { rows } = await client.query<{ database: string; may: boolean }>(
      `select current_database() as database, has_database_privilege($1, current_database(), 'connect') as may`,
      [name],
    )
    const [row] = rows
    if (row && !row.may)
      await client.query(`grant connect on database ${client.escapeIdentifier(row.database)} to ${name}`)
  }
}
