import { createHash } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { migrate, readMigrations } from '#platform/server/migrate.ts'
import { withClient } from '#platform/server/operator-client.ts'
import { startEmbedded } from '#platform/server/postgres/embedded.ts'
import { livePostmaster } from '#platform/server/postgres/postmaster.ts'
import { ensureRoles, roleName } from '#platform/server/postgres/roles.ts'
import { type DatabaseRole, derivedPassword, type RoleUrls, withUser } from '#platform/server/role-urls.ts'

/** A server for tests; databases in it are clones of migrated templates. */
export interface TestCluster {
  adminUrl: string
}

const roles: readonly DatabaseRole[] = ['owner', 'app', 'worker', 'auth']

/**
 * TEST_DATABASE_URL (a superuser's) or an embedded server in a temporary folder. `stop` leaves nothing behind of an
 * embedded one.
 */
export async function startTestCluster(): Promise<TestCluster & { stop(): Promise<void> }> {
  const server = process.env.TEST_DATABASE_URL ? given(process.env.TEST_DATABASE_URL) : await startThrowAway()
  await withClient(server.adminUrl, dropLeftovers)
  return server
}

/**
 * The name of a template database with the migrations up to the named file (default: all), made if this server lacks it.
 * Named by what is in the files: whoever changes one gets another template, an unchanged one is made once per server.
 */
export async function migratedTemplate(adminUrl: string, upTo?: string): Promise<string> {
  const hash = createHash('sha256')
  for (const { name, sha256 } of readMigrations().filter(({ name }) => !upTo || name <= upTo))
    hash.update(`${name} ${sha256}\n`)
  const template = `tungnha_template_${hash.digest('hex').slice(0, 16)}`
  await withClient(adminUrl, async (admin) => {
    await admin.query("select pg_advisory_lock(hashtext('tungnha test template'))")
    const { rows } = await admin.query('select 1 from pg_database where datname = $1', [template])
    if (rows.length === 0) await buildTemplate(admin, adminUrl, template, upTo)
  })
  return template
}

/** URLs of the roles of a database in the test cluster. Passwords follow from the administrator's URL. */
export function testRoleUrls(adminUrl: string, database: string): RoleUrls {
  const url = (role: DatabaseRole) => withUser(adminUrl, roleName(role), testPassword(adminUrl, role), database)
  return { owner: url('owner'), app: url('app'), worker: url('worker'), auth: url('auth') }
}

const testPassword = (adminUrl: string, role: DatabaseRole) => derivedPassword(new URL(adminUrl).password, role)

const given = (adminUrl: string) => ({ adminUrl, stop: async () => {} })

async function startThrowAway() {
  removeOldFolders()
  const dataDir = mkdtempSync(join(tmpdir(), folderPrefix))
  chmodSync(dataDir, 0o755) // as root, PostgreSQL runs as another user and must pass through
  const embedded = await startEmbedded({
    dataDir,
    log: () => {},
    durable: false,
    fallbackRoot: join(dataDir, 'elsewhere'),
  })
  const stop = async () => {
    await embedded.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { adminUrl: embedded.url('postgres'), stop }
}

const folderPrefix = 'tungnha-test-'

/** Folders of runs that were killed: an hour old, and no server on them. */
function removeOldFolders(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(folderPrefix))) {
    const folder = join(tmpdir(), name)
    const old = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 3_600_000
    if (old && !livePostmaster(join(folder, 'postgres', 'data'))) rmSync(folder, { recursive: true, force: true })
  }
}

// Built under another name: a template whose migrations failed half-way is never cloned.
async function buildTemplate(admin: pg.Client, adminUrl: string, template: string, upTo?: string): Promise<void> {
  const draft = `${template}_draft`
  await ensureRoles(admin, Object.fromEntries(roles.map((role) => [roleName(role), testPassword(adminUrl, role)])))
  await admin.query(`drop database if exists ${draft} with (force)`)
  await admin.query(
    `create database ${draft} template template0 encoding utf8 locale_provider icu icu_locale vi locale 'C.UTF-8' owner ${roleName('owner')}`,
  )
  await migrate({ url: testRoleUrls(adminUrl, draft).owner, upTo })
  await admin.query(`alter database ${draft} rename to ${template}`)
}

/** Databases of runs that were killed; their names carry the time they were made. */
async function dropLeftovers(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>(
    `select datname from pg_database
     where datname ~ '^tungnha_test_[0-9]+_' and to_timestamp(split_part(datname, '_', 3)::bigint) < now() - interval '3 hours'`,
  )
  for (const { datname } of rows) await admin.query(`drop database if exists ${datname} with (force)`)
}
