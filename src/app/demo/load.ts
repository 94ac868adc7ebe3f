import { sql, type Transaction } from 'kysely'
import type { Db } from '#platform/server/db.ts'
import { OperatorError } from '#platform/server/operator-error.ts'
import type { Database } from '#platform/server/schema.ts'
import { addDays, addMonths, type Day } from '#platform/shared/dates.ts'
import { usualVisits } from './activity.ts'
import type { DemoSize } from './network.ts'
import { Progress } from './progress.ts'
import type { Span } from './teams.ts'
import { writeWorld } from './write-world.ts'

export interface DemoOptions {
  size: DemoSize
  /** Today in the demo world; its history ends the day before. */
  asOf: Day
  seed?: string
  /** Visits of the teams with a thin history; the full group's come on top. */
  visits?: number
}

/**
 * Fills an empty database with the demo world, all in one transaction: a load that breaks off leaves nothing behind. The
 * same size, day and seed give the same rows. The reference data is there already. Throws OperatorError when the
 * database holds teams or accounts.
 */
export async function loadDemo(db: Db, options: DemoOptions, say: (message: string) => void): Promise<void> {
  const { size, asOf, seed = '1', visits = usualVisits[options.size] } = options
  const progress = new Progress(say)
  await db.owner.transaction().execute(async (trx) => {
    for (const setting of settings) await setting.execute(trx)
    if (!(await isEmpty(trx))) throw notEmpty()
    await writeWorld(trx, db, { size, seed, visits, span: spanUntil(asOf) }, progress)
  })
  progress.total('Dữ liệu mẫu đã sẵn sàng')
}

/** Eighteen months up to yesterday, from the first of a month. */
export const spanUntil = (asOf: Day): Span => ({ from: addMonths(asOf, -18), to: addDays(asOf, -1), asOf })

/** Has nobody worked here: no team, no account? Places and library come with every installation. */
export async function isEmpty(db: Db['owner'] | Transaction<Database>): Promise<boolean> {
  const { rows } = await sql<{ empty: boolean }>`
    select not exists (select from team) and not exists (select from account) as empty`.execute(db)
  return rows[0]?.empty ?? false
}

const settings = [
  // Two first starts at once: the second waits, then finds that the database is not empty.
  sql`select pg_advisory_xact_lock(hashtext('tungnha demo'))`,
  sql`set local statement_timeout = 0`,
  sql`set local work_mem = '64MB'`,
]

const notEmpty = () =>
  new OperatorError(
    'Cơ sở dữ liệu đã có tổ hoặc tài khoản: dữ liệu mẫu chỉ nạp vào cơ sở dữ liệu trống. Hãy đặt DATA_DIR là một thư mục mới, hoặc DATABASE_URL là một cơ sở dữ liệu mới.',
    'The database already holds teams or accounts: the demo world goes only into an empty one. Set DATA_DIR to a new folder, or DATABASE_URL to a new database.',
  )
