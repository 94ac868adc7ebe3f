import type { Transaction } from 'kysely'
import type { Id } from '#platform/shared/ids.ts'
import { inTransaction } from '../http/transaction.ts'
import type { Database } from '../schema.ts'
import type { SyncDeps } from './deps.ts'
import { type Item, teamsOf } from './items.ts'
import { MoreTeams } from './pass.ts'

type Trx = Transaction<Database>

// A door that goes from hand to hand while its holders are being locked; more than a few in a row is a fault of ours.
const mostRestarts = 10

/**
 * Runs `work` in a transaction whose scope is exactly the teams it locks. Begins again with more teams when a row turns
 * out to be with one that is not locked: locks are only ever taken in the order of ids, all at once.
 */
export async function lockingTeams<T>(
  deps: SyncDeps,
  items: readonly Item[],
  work: (trx: Trx, teams: readonly Id[]) => Promise<T>,
): Promise<T> {
  const account = items[0]?.meta.accountId ?? null
  let teams = [...new Set(items.flatMap(teamsOf))]
  for (let attempt = 1; ; attempt++) {
    try {
      const scope = { account, teams, provinces: [], communes: [] }
      return await inTransaction(deps.db, scope, false, (trx) => work(trx, teams))
    } catch (error) {
      if (!(error instanceof MoreTeams) || attempt === mostRestarts) throw error
      teams = [...new Set([...teams, ...error.teams])]
    }
  }
}
