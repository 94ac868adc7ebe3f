import {
  type Implementation,
  implementPrepared,
  implementUnbound,
  type PreparingContext,
} from '#platform/server/endpoint.ts'
import { readWorkbook } from '#slices/teams/server/public.ts'
import { readList } from '../../../shared/list/read-list.ts'
import { applyListRoute, exportListRoute, readListRoute } from '../../../shared/list-routes.ts'
import { applyList, type ListDeps } from './apply-list.ts'
import { duplicateRoutes } from './duplicates.ts'
import { type ExportDeps, exportedBy, exportList } from './export-list.ts'
import { presentList } from './present-list.ts'
import { doorsOfTeam, listOptionsOf } from './team-doors.ts'

/** Lists of doors: read, imported, exported. Nothing of an uploaded file is kept: what is imported comes back from the page. */
export const listRoutes = (deps: ListDeps & ExportDeps): Implementation[] => [
  implementPrepared(readListRoute, sheetsOf, async ({ trx, params }, sheets) => {
    const options = await listOptionsOf(trx, params.teamId)
    const { doors } = await doorsOfTeam(trx, params.teamId)
    return presentList(readList(sheets, options), doors, options.criteria)
  }),
  implementUnbound(applyListRoute, (context) => applyList(deps, context)),
  implementPrepared(
    exportListRoute,
    ({ actor }) => exportedBy(deps, actor.accountId),
    (context, by) => exportList(deps, context, by),
  ),
  ...duplicateRoutes,
]

/** Before the transaction: the file is read in a process of its own. */
function sheetsOf({ upload }: PreparingContext<typeof readListRoute>) {
  return readWorkbook(upload.bytes, upload.name)
}
