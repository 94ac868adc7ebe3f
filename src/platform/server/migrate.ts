import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { installJobs } from './jobs-schema.ts'
import { withClient } from './operator-client.ts'
import { OperatorError } from './operator-error.ts'
import { projectRoot } from './paths.ts'

export const migrationsFolder: string = join(projectRoot, 'db', 'migrations')

/** A dated SQL file: YYYYMMDD-NN-what.sql. */
export interface Migration {
  name: string
  sql: string
  sha256: string
}

export interface MigrateOptions {
  /** The owner's URL. Not through a transaction pooler: the lock belongs to the session. */
  url: string
  folder?: string
  /** The last file to run; for tests of a later one. */
  upTo?: string
  log?: (message: string) => void
}

/**
 * Runs the files that the database has not had yet, in order of their names, each in one transaction, as the owner of the
 * schema. Two at once: the second waits, then finds nothing to do. Answers the names that ran. Throws OperatorError when
 * a file that ran has changed or is missing, when the database is newer than this program, and when a file fails.
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const migrations = readMigrations(options.folder)
  return await withClient(options.url, async (client) => {
    await lock(client, options.log)
    await client.query(journal)
    const pending = pendingOf(migrations, await appliedOn(client)).filter(({ name }) => name <= (options.upTo ?? name))
    for (const migration of pending) await run(client, migration, options.log)
    // The queue brings its own schema, by its own versions; only where the files of this project are (not in tests of this).
    if (!options.folder) await installJobs(options.url)
    return pending.map((migration) => migration.name)
  })
}

/** The names of files that this database still lacks, without running any; throws as `migrate` does. */
export async function pendingMigrations(options: Pick<MigrateOptions, 'url' | 'folder'>): Promise<string[]> {
  const migrations = readMigrations(options.folder)
  return await withClient(options.url, async (client) => {
    const { rows } = await client.query<{ known: boolean }>(
      "select to_regclass('schema_migration') is not null as known",
    )
    const applied = rows[0]?.known ? await appliedOn(client) : []
    return pendingOf(migrations, applied).map((migration) => migration.name)
  })
}

/** All migration files of a folder, oldest first. */
export function readMigrations(folder: string = migrationsFolder): Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  const misnamed = names.find((name) => !/^\d{8}-\d{2}-[a-z0-9-]+\.sql$/.test(name))
  if (misnamed) throw wrongName(misnamed)
  return names.sort().map((name) => {
    const sql = readFileSync(join(folder, name), 'utf8')
    return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
  })
}

type Applied = Pick<Migration, 'name' | 'sha256'>

const journal = `create table if not exists schema_migration (
  name       text primary key,
  sha256     text not null,
  applied_at timestamptz not null default now()
)`

async function lock(client: pg.Client, log: MigrateOptions['log']): Promise<void> {
  const key = "hashtext('tungnha migrate')"
  const { rows } = await client.query<{ free: boolean }>(`select pg_try_advisory_lock(${key}) as free`)
  if (rows[0]?.free) return
  log?.('Đang chờ một lần cập nhật cơ sở dữ liệu khác chạy xong…')
  await client.query(`select pg_advisory_lock(${key})`)
}

async function appliedOn(client: pg.Client): Promise<Applied[]> {
  return (await client.query<Applied>('select name, sha256 from schema_migration order by name')).rows
}

function pendingOf(migrations: Migration[], applied: Applied[]): Migration[] {
  const files = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const { name, sha256 } of applied) {
    const file = files.get(name)
    if (!file) throw unknownMigration(name, migrations.at(-1)?.name ?? '')
    if (file.sha256 !== sha256) throw changedMigration(name)
  }
  const done = new Set(applied.map((row) => row.name))
  const pending = migrations.filter((migration) => !done.has(migration.name))
  const [first] = pending
  const last = applied.at(-1)?.name ?? ''
  if (first && first.name < last) throw lateMigration(first.name, last)
  return pending
}

async function run(client: pg.Client, migration: Migration, log: MigrateOptions['log']): Promise<void> {
  log?.(`Cập nhật cơ sở dữ liệu: ${migration.name}`)
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query('insert into schema_migration (name, sha256) values ($1, $2)', [
      migration.name,
      migration.sha256,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw failedMigration(migration, error)
  }
}

const wrongName = (name: string) =>
  new OperatorError(
    `Tệp ${name} trong db/migrations phải có tên dạng YYYYMMDD-NN-noi-dung.sql.`,
    `The file ${name} in db/migrations must be named like YYYYMMDD-NN-what.sql.`,
  )

const changedMigration = (name: string) =>
  new OperatorError(
    `Tệp ${name} đã chạy trên cơ sở dữ liệu này nhưng nay khác trước: hãy trả lại nội dung cũ và ghi thay đổi vào một tệp mới.`,
    `The file ${name} has run on this database but differs now: bring its old content back and put the change into a new file.`,
  )

const unknownMigration = (name: string, newest: string) =>
  name > newest
    ? new OperatorError(
        `Cơ sở dữ liệu mới hơn chương trình (có ${name}): hãy chạy phiên bản chương trình mới hơn.`,
        `The database is newer than this program (it has ${name}): run a newer version of the program.`,
      )
    : new OperatorError(
        `Thiếu tệp ${name} đã chạy trên cơ sở dữ liệu này: hãy cài lại chương trình cho đủ tệp.`,
        `The file ${name}, which has run on this database, is missing: install the program again, whole.`,
      )

const lateMigration = (name: string, last: string) =>
  new OperatorError(
    `Tệp ${name} có ngày cũ hơn ${last} đã chạy: hãy đổi tên nó sang ngày mới hơn, vì thứ tự phải giống nhau ở mọi nơi.`,
    `The file ${name} is dated before ${last}, which has run: give it a later date, because the order must be the same everywhere.`,
  )

function failedMigration(migration: Migration, cause: unknown): OperatorError {
  const { message, position } = cause as { message: string; position?: string }
  const line = position ? migration.sql.slice(0, Number(position)).split('\n').length : undefined
  const where = line ? `${migration.name}:${line}` : migration.name
  return new OperatorError(
    `Cập nhật cơ sở dữ liệu dừng ở ${where}: ${message}. Tệp này chưa thay đổi gì; hãy sửa nguyên nhân rồi chạy lại.`,
    `The database update stopped at ${where}: ${message}. That file has changed nothing; mend the cause and run it again.`,
    { cause },
  )
}
