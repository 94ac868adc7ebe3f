import type { Id } from '#platform/shared/ids.ts'
import type { Scope } from '../db.ts'
import { untilSerialized } from '../http/transaction.ts'
import { type Item, teamsOf } from './items.ts'
import { MoreTeams } from './pass.ts'

// A door that goes from hand to hand while its holders are being locked; more than a few in a row is a fault of ours.
const mostRestarts = 10

/** The scope of a transaction that decides commands: exactly the teams it locks; no account where several send. */
export const scopeOf = (items: readonly Item[], teams: readonly Id[]): Scope => ({
  account: onlyOf(items.map(({ meta }) => meta.accountId)),
  teams,
  provinces: [],
  communes: [],
})

/**
 * Runs `transaction` with the teams of the commands. Begins again with more teams when a row turns out to be with one
 * that is not locked: locks are only ever taken in the order of ids, all at once.
 */
export async function withTeams<T>(
  items: readonly Item[],
  transaction: (teams: readonly Id[]) => Promise<T>,
): Promise<T> {
  let teams = [...new Set(items.flatMap(teamsOf))]
  for (let attempt = 1; ; attempt++) {
    try {
      return await untilSerialized(() => transaction(teams))
    } catch (error) {
      if (!(error instanceof MoreTeams) || attempt === mostRestarts) throw error
      teams = [...new Set([...teams, ...error.teams])]
    }
  }
}

const onlyOf = ([first, ...rest]: readonly Id[]): Id | null =>
  first && rest.every((other) => other === first) ? first : null
