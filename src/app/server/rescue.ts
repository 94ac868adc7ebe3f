import type { Kysely } from 'kysely'
import type { Config } from '#platform/server/config.ts'
import { inTransaction } from '#platform/server/http/transaction.ts'
import type { RescueDeps } from '#platform/server/rescue/deps.ts'
import { countDrafts } from '#platform/server/rescue/drafts.ts'
import { type RescueKey, rescueKeyFrom } from '#platform/server/rescue/rescue-key.ts'
import type { Database } from '#platform/server/schema.ts'
import type { LeastWire } from '#platform/server/sync/least-wire.ts'
import type { AuthDeps } from '#slices/identity/server/public.ts'
import { takeWhole } from '#slices/visits/server/public.ts'

/** The installation's rescue key, and where people reach the installation. */
export const rescueParts = (
  config: Pick<Config, 'publicUrl' | 'authSecret' | 'rescueSecret'>,
): Pick<RescueDeps, 'key' | 'secret' | 'host'> => {
  const secret = config.rescueSecret ?? config.authSecret
  return { key: rescueKeyFrom(secret), secret, host: new URL(config.publicUrl).host }
}

/** Keeps photos out of rescue files as their authors' own. */
export const keepPhotoIn =
  (db: Kysely<Database>): RescueDeps['keepPhoto'] =>
  ({ actor, scope }, photoId, bytes) =>
    inTransaction(db, scope, false, (trx) => takeWhole(trx, actor.accountId, photoId, bytes))

/** What `/api/me` tells a phone for the time when it cannot ask. */
export const phoneWordsWith =
  (key: RescueKey, leastWire: LeastWire | null): NonNullable<AuthDeps['forPhone']> =>
  async (trx, session) => ({
    rescueKey: { id: key.id, point: key.point },
    author: key.sign({ ...session, saidAtMs: Date.now() }),
    drafts: await countDrafts(trx),
    leastWire,
  })
