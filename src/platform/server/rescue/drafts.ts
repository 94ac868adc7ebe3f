import { type Kysely, sql, type Transaction } from 'kysely'
import { v7 as newId } from 'uuid'
import type { Id } from '#platform/shared/ids.ts'
import type { RescueContent } from '#platform/shared/rescue.ts'
import type { rescuedDraftsRoute } from '#platform/shared/rescue-routes.ts'
import type { OutputOf } from '#platform/shared/route.ts'
import type { Database } from '../schema.ts'
import { Sealer } from '../sync/seal.ts'
import './tables.ts'

type Trx = Transaction<Database>
type Drafts = OutputOf<typeof rescuedDraftsRoute>['drafts']

const sealName = (accountId: Id, key: string): string => `draft/${accountId}/${key}`

/** Keeps drafts for their author's phone; of one form the last state. In a transaction of the author's scope. */
export async function keepDrafts(trx: Trx, secret: string, accountId: Id, drafts: RescueContent['drafts']) {
  const sealer = new Sealer(secret)
  for (const { key, value, savedAtMs } of drafts) {
    const sealed = sealer.seal(Buffer.from(JSON.stringify(value ?? null)), sealName(accountId, key))
    await sql`
      insert into rescue_draft as kept (id, account_id, key, saved_at, sealed)
      values (${newId()}, ${accountId}, ${key}, ${savedAt(savedAtMs)}, ${sealed})
      on conflict (account_id, key) do update set
        id = excluded.id, saved_at = excluded.saved_at, sealed = excluded.sealed, received_at = now()
      where kept.saved_at < excluded.saved_at`.execute(trx)
  }
}

// By a device's clock, which may say anything.
const savedAt = (ms: number): Date => new Date(Math.min(Math.max(ms, 0), Date.UTC(2200, 0)))

/** The drafts that wait for an account; one that can no longer be opened (another secret) is left out. */
export async function draftsFor(trx: Trx, secret: string, accountId: Id): Promise<Drafts> {
  const sealer = new Sealer(secret)
  const rows = await trx.selectFrom('rescue_draft').select(['id', 'key', 'saved_at', 'sealed']).orderBy('key').execute()
  return rows.flatMap(({ id, key, saved_at, sealed }) => {
    const plain = sealer.open(sealed, sealName(accountId, key))
    return plain ? [{ id, key, value: JSON.parse(plain.toString()), savedAtMs: saved_at.getTime() }] : []
  })
}

/** The phone has them. */
export async function dropDrafts(trx: Trx, ids: readonly Id[]): Promise<void> {
  if (ids.length > 0) await trx.deleteFrom('rescue_draft').where('id', 'in', ids).execute()
}

/** How many wait for the account of the transaction's scope. */
export async function countDrafts(trx: Trx): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from rescue_draft where account_id = app_account()`.execute(trx)
  return rows[0]?.n ?? 0
}

const keptDays = { drafts: 60, files: 400 }

/** Daily: forgets drafts that nobody fetched, and files of long ago. On the worker's handle. */
export async function forgetRescues(db: Kysely<Database>): Promise<void> {
  await sql`delete from rescue_draft where received_at < now() - make_interval(days => ${keptDays.drafts})`.execute(db)
  await sql`delete from rescue_file where sent_at < now() - make_interval(days => ${keptDays.files})`.execute(db)
}
