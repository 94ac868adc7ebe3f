import type { Socket } from 'node:net'
import { CompiledQuery, Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { isId } from '#platform/shared/ids.ts'
import type { DatabaseRole, RoleUrls } from './role-urls.ts'
import type { Database } from './schema.ts'
import { prepared, statementName } from './statement.ts'
import { type Done, runTogether, type Statement, Together } from './together.ts'

/** One Kysely per role of the database, over pools that open connections when first used. */
export interface Db {
  /** Owns the schema: migrations and operator commands. Row-level security does not bind it. */
  owner: Kysely<Database>
  /** Requests of people; always through `inScope`. */
  app: Kysely<Database>
  /** Background work. */
  worker: Kysely<Database>
  /** Sign-in tables only. */
  auth: Kysely<Database>
  /** The pools beneath, for libraries that want one (better-auth, graphile-worker). */
  pools: Record<DatabaseRole, pg.Pool>
  /** Closes all connections; waits for queries that run. */
  close(): Promise<void>
}

export interface DbOptions {
  /** Connections per role at most. */
  poolSize: number
  /** False behind a pooler that hands out a connection per transaction and knows no prepared statements (PgBouncer before 1.21). */
  prepare?: boolean
  /** How long requests wait for the answer to a statement; longer than the database itself lets one run. */
  answerWithinMs?: number
  /** A connection that broke while idle (server restarted); the pool replaces it. */
  onIdleError?: (error: Error) => void
}

/** Whose request it is: what row-level security compares with. Empty lists see nothing. */
export interface Scope {
  account: string | null
  teams: readonly string[]
  provinces: readonly string[]
  communes: readonly string[]
}

/** Handles for all roles. Connects to nothing yet. */
export function openDb(urls: RoleUrls, options: DbOptions): Db {
  const pools = {
    owner: openPool('owner', urls.owner, options),
    app: openPool('app', urls.app, options),
    worker: openPool('worker', urls.worker, options),
    auth: openPool('auth', urls.auth, options),
  }
  return {
    owner: kyselyOn(pools.owner),
    app: kyselyOn(pools.app),
    worker: kyselyOn(pools.worker),
    auth: kyselyOn(pools.auth),
    pools,
    close: async () => void (await Promise.all(Object.values(pools).map((pool) => pool.end()))),
  }
}

/**
 * Runs `fn` in one transaction that sees what `scope` allows. Commits when `fn` returns, rolls back when it throws.
 * The settings are local to the transaction: the next user of the connection starts without any.
 */
export function inScope<T>(
  db: Kysely<Database>,
  scope: Scope,
  fn: (trx: Transaction<Database>) => Promise<T>,
  access: 'read write' | 'read only' = 'read write',
): Promise<T> {
  return db.connection().execute(async (connection) => {
    // Begun by hand, because begin and scope then take one round trip instead of two: every request pays for it.
    const trx = connection as unknown as Transaction<Database>
    try {
      await trx.executeQuery(CompiledQuery.raw(`begin ${access}; ${scopeSql(scope)}`))
      const result = await fn(trx)
      await trx.executeQuery(CompiledQuery.raw('commit'))
      return result
    } catch (error) {
      // A connection that is lost has rolled back by itself, and the pool drops it.
      await trx.executeQuery(CompiledQuery.raw('rollback')).catch(() => {})
      throw error
    }
  })
}

/** What the work of a short transaction leaves: its result, and the last write, which goes out with the commit. */
export interface Closing<T> {
  result: T
  last: Statement | null
}

/**
 * As inScope, in two round trips: what is known beforehand (`opening`, answered as rows per statement) goes out with
 * begin and scope, the last write with the commit. For the pushes of phones, whose cost is mostly round trips.
 */
export function inScopeBriefly<T>(
  db: Kysely<Database>,
  scope: Scope,
  opening: readonly Statement[],
  fn: (trx: Transaction<Database>, answers: unknown[][]) => Promise<Closing<T>>,
): Promise<T> {
  return db.connection().execute(async (connection) => {
    const trx = connection as unknown as Transaction<Database>
    try {
      const [, , ...answers] = await runTogether(trx, [begin, scopeStatement(scope), ...opening])
      const { result, last } = await fn(trx, answers)
      await runTogether(trx, last ? [last, commit] : [commit])
      return result
    } catch (error) {
      await trx.executeQuery(CompiledQuery.raw('rollback')).catch(() => {})
      throw error
    }
  })
}

const begin: Statement = { text: prepared('begin'), values: [] }
const commit: Statement = { text: prepared('commit'), values: [] }
const scopeText = prepared(`select set_config('app.account', $1, true), set_config('app.teams', $2, true),
  set_config('app.provinces', $3, true), set_config('app.communes', $4, true)`)
const scopeStatement = ({ account, teams, provinces, communes }: Scope): Statement => ({
  text: scopeText,
  values: [account ?? '', ids(teams), ids(provinces), ids(communes)],
})

// Several statements at once take no parameters, so the ids are written into the text: only ids, nothing else.
function scopeSql({ account, teams, provinces, communes }: Scope): string {
  const settings = {
    account: account === null ? '' : checkedId(account),
    teams: ids(teams),
    provinces: ids(provinces),
    communes: ids(communes),
  }
  return `select ${Object.entries(settings)
    .map(([name, value]) => `set_config('app.${name}', '${value}', true)`)
    .join(', ')}`
}

const ids = (list: readonly string[]): string => `{${list.map(checkedId).join(',')}}`

function checkedId(id: string): string {
  if (!isId(id)) throw new TypeError('a scope holds ids only')
  return id
}

/** Sets the scope of the transaction that is open (for tests and jobs that have one); one query. */
export async function setScope(trx: Transaction<Database>, scope: Scope): Promise<void> {
  await sql`select
    set_config('app.account', ${scope.account ?? ''}, true),
    set_config('app.teams', ${idArray(scope.teams)}, true),
    set_config('app.provinces', ${idArray(scope.provinces)}, true),
    set_config('app.communes', ${idArray(scope.communes)}, true)`.execute(trx)
}

const idArray = (ids: readonly string[]) => `{${ids.join(',')}}`

interface HotConfig extends pg.ClientConfig {
  prepares?: boolean
  answerWithinMs?: number
}

/**
 * Prepares, once per connection, the statements that ask for it (statement.ts); takes several in one round trip
 * (together.ts); gives up a connection on which no answer comes.
 */
class HotClient extends pg.Client {
  readonly #prepares: boolean
  readonly #answerWithinMs: number | undefined

  constructor(config?: string | HotConfig) {
    super(config)
    const { prepares = true, answerWithinMs }: HotConfig = typeof config === 'object' ? config : {}
    this.#prepares = prepares
    this.#answerWithinMs = answerWithinMs
  }

  override query(...args: unknown[]): never {
    const answer: unknown = this.#send(args)
    if (this.#answerWithinMs && answer instanceof Promise) this.#giveUpUnless(answer, this.#answerWithinMs)
    return answer as never
  }

  #send(args: unknown[]): unknown {
    const [text, values, ...rest] = args
    const query = super.query as (...args: unknown[]) => unknown
    const together = Together.in(values)
    if (together) return this.#runTogether(together)
    const name = this.#prepares && typeof text === 'string' && Array.isArray(values) ? statementName(text) : undefined
    return name ? query.call(this, { name, text, values }, ...rest) : query.apply(this, args)
  }

  // A server that stands still, or a line that went dead without a word, ends no statement and no connection. (The
  // driver's own limit would hand the connection to the next request with the answer still to come.)
  #giveUpUnless(answer: Promise<unknown>, withinMs: number): void {
    const { stream } = (this as unknown as { connection: { stream: Socket } }).connection
    const timer = setTimeout(() => stream.destroy(new Error('Query read timeout')), withinMs)
    const answered = () => clearTimeout(timer)
    answer.then(answered, answered)
  }

  #runTogether(together: Together): Promise<{ rows: unknown[] }> {
    return new Promise((resolve, reject) => {
      const done: Done = (error, rows) => (error ? reject(error) : resolve({ rows: rows ?? [] }))
      super.query(together.on({ types, prepares: this.#prepares, done }) as never)
    })
  }
}

function openPool(role: DatabaseRole, connectionString: string, options: DbOptions): pg.Pool {
  // Those of requests only: background work and operators may run a statement for as long as it takes.
  const answerWithinMs = role === 'app' || role === 'auth' ? (options.answerWithinMs ?? 40_000) : undefined
  const hot = { Client: HotClient, prepares: options.prepare ?? true, answerWithinMs }
  const pool = new pg.Pool({
    connectionString,
    ...hot,
    max: options.poolSize,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    application_name: `tungnha ${role}`,
    types,
  })
  pool.on('error', (error) => options.onIdleError?.(error))
  // A connection that breaks while a transaction holds it fails the next query; without a listener the event itself
  // would end the process (the pool listens to idle connections only).
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

const kyselyOn = (pool: pg.Pool) => new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })

const { builtins } = pg.types
const arrayOf = { date: 1182, int8: 1016, text: 1009 }

/** bigint as number (refused beyond 2^53), date as 'YYYY-MM-DD', timestamptz as Date; numeric stays text. */
const parsers: Record<number, (text: string) => unknown> = {
  [builtins.INT8]: safeInteger,
  [arrayOf.int8]: (text) => textArray(text).map((entry) => (entry === null ? null : safeInteger(entry))),
  // The driver would make it midnight of the machine's own time zone: another day elsewhere.
  [builtins.DATE]: (text) => text,
  [arrayOf.date]: (text) => textArray(text),
}

const textArray = (text: string): (string | null)[] => pg.types.getTypeParser(arrayOf.text)(text)

/** How values of PostgreSQL become values here; for every client that this program opens. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    parsers[oid] ?? pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} does not fit a number`)
  return value
}
