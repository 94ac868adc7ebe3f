import type { Db } from '#platform/server/db.ts'
import { dayInVietnam } from '#platform/shared/dates.ts'
import { accountsText, officeAccounts } from './accounts.ts'
import { isEmpty, loadDemo } from './load.ts'
import type { DemoSize } from './network.ts'

/**
 * At the start of the server: fills the database when it is empty. Answers the table of accounts to be shown when the
 * demo world is there, and '' when somebody's own work is.
 */
export async function demoAtStart(db: Db, size: DemoSize, say: (message: string) => void): Promise<string> {
  if (await isEmpty(db.owner)) await loadDemo(db, { size, asOf: dayInVietnam(Date.now()) }, say)
  return (await hasDemo(db)) ? accountsText() : ''
}

async function hasDemo(db: Db): Promise<boolean> {
  const ids = officeAccounts.map(({ id }) => id)
  const found = await db.owner.selectFrom('account').select('id').where('id', 'in', ids).limit(1).execute()
  return found.length > 0
}
