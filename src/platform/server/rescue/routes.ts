import { rescuedDraftsRoute, rescueRoute, takenDraftsRoute } from '#platform/shared/rescue-routes.ts'
import { type Implementation, implement, implementPrepared } from '../endpoint.ts'
import type { RescueDeps } from './deps.ts'
import { draftsFor, dropDrafts } from './drafts.ts'
import { receiveRescue } from './receive.ts'
import './tables.ts'

/** Rescue files come in, drafts go back to their author. */
export const rescueRoutes = (deps: RescueDeps): Implementation[] => [
  implementPrepared(
    rescueRoute,
    // The commands have transactions of their own; once more of all this changes nothing.
    ({ actor, upload }) => receiveRescue(deps, actor, upload.bytes),
    async ({ actor, trx, audit }, { hash, authorId, team, commands, drafts, photos, summary }) => {
      await trx
        .insertInto('rescue_file')
        .values({ hash, account_id: authorId, team_id: team, sent_by: actor.accountId, commands, drafts, photos })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      const { accepted, already, waiting, refused } = summary
      const details = {
        accepted,
        already,
        waiting,
        refused: refused.length,
        drafts: summary.drafts,
        photos: summary.photos.kept,
      }
      await audit({ action: 'rescue.send', subject: { kind: 'account', id: authorId }, teamId: team, details })
      return summary
    },
  ),
  implement(rescuedDraftsRoute, async ({ actor, trx }) => ({
    drafts: await draftsFor(trx, deps.secret, actor.accountId),
  })),
  implement(takenDraftsRoute, async ({ trx, body }) => dropDrafts(trx, body.ids)),
]
