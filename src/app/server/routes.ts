import type { Implementation } from '#platform/server/endpoint.ts'
import type { FileStore } from '#platform/server/files.ts'
import type { RescueDeps } from '#platform/server/rescue/deps.ts'
import { rescueRoutes } from '#platform/server/rescue/routes.ts'
import type { SyncDeps } from '#platform/server/sync/deps.ts'
import { createDesk } from '#platform/server/sync/desk.ts'
import { lanesFor } from '#platform/server/sync/lanes.ts'
import { syncRoutes } from '#platform/server/sync/routes.ts'
import { listRoutes, registerRoutes } from '#slices/households/server/public.ts'
import { auditRoutes, type Identity } from '#slices/identity/server/public.ts'
import { indicatorsRoutes } from '#slices/indicators/server/public.ts'
import { insightRoutes } from '#slices/insight/server/public.ts'
import { libraryRoutes, referenceOf } from '#slices/library/server/public.ts'
import { placesRoutes } from '#slices/places/server/public.ts'
import { namesOfTeams, pathOfTeam, teamRoutes } from '#slices/teams/server/public.ts'
import { callbackRoutes, confirmationRoutes, findingsRoutes } from '#slices/verification/server/public.ts'
import {
  photoRoutes,
  refusedRoutes,
  standingsInWords,
  visitsNaming,
  visitsRoutes,
} from '#slices/visits/server/public.ts'
import { keepPhotoIn } from './rescue.ts'

/** What routes are made with. */
export interface RouteParts {
  identity: Identity
  sync: SyncDeps
  rescue: Pick<RescueDeps, 'key' | 'secret' | 'host'>
  files: FileStore
  /** Connections for requests; the sync keeps within them. */
  poolSize: number
}

/** Every declared route of the product, slice by slice. */
export const routesOf = ({ identity, sync, rescue, files, poolSize }: RouteParts): Implementation[] => {
  const lanes = lanesFor(poolSize)
  const desk = createDesk(sync, lanes.push)
  return [
    ...placesRoutes,
    ...identity.routes,
    ...auditRoutes({ namesOfTeams }),
    ...teamRoutes(identity),
    ...libraryRoutes({ pathOfTeam }),
    ...registerRoutes({ sync, visitsNaming }),
    ...listRoutes({
      sync,
      lane: lanes.push,
      nameOfAccount: async (id) => (await identity.accountNow(id))?.name ?? '',
      standingsOf: standingsInWords,
      skillNames: async (trx, team) => {
        const { items } = await referenceOf(trx, (await pathOfTeam(trx, team)) ?? [])
        return new Map(items.flatMap(({ kind, code, vi }) => (kind === 'skill' ? [[code, vi]] : [])))
      },
    }),
    ...visitsRoutes,
    ...refusedRoutes,
    ...photoRoutes({ files, lane: lanes.photo }),
    ...callbackRoutes,
    ...findingsRoutes,
    ...confirmationRoutes({ secret: sync.authSecret, publicUrl: identity.publicUrl }),
    ...indicatorsRoutes,
    ...insightRoutes,
    ...syncRoutes(desk, lanes),
    ...rescueRoutes({
      ...rescue,
      desk,
      authorOf: identity.accountNow,
      keepPhoto: keepPhotoIn(sync.db),
      isLost: identity.isLost,
    }),
  ]
}
