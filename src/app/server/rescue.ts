import type { Config } from '#platform/server/config.ts'
import type { RescueDeps } from '#platform/server/rescue/deps.ts'
import { countDrafts } from '#platform/server/rescue/drafts.ts'
import { type RescueKey, rescueKeyFrom } from '#platform/server/rescue/rescue-key.ts'
import type { LeastWire } from '#platform/server/sync/least-wire.ts'
import type { AuthDeps } from '#slices/identity/server/public.ts'

/** The installation's rescue key, and where people reach the installation. */
export const rescueParts = (
  config: Pick<Config, 'publicUrl' | 'authSecret' | 'rescueSecret'>,
): Pick<RescueDeps, 'key' | 'secret' | 'host'> => {
  const secret = config.rescueSecret ?? config.authSecret
  return { key: rescueKeyFrom(secret), secret, host: new URL(config.publicUrl).host }
}

/** What `/api/me` tells a phone for the time when it cannot ask. */
export const phoneWordsWith =
  (key: RescueKey, leastWire: LeastWire | null): NonNullable<AuthDeps['forPhone']> =>
  async (trx, session) => ({
    rescueKey: { id: key.id, point: key.point },
    author: key.sign({ ...session, saidAtMs: Date.now() }),
    drafts: await countDrafts(trx),
    leastWire,
  })
