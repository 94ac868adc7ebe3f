import { type Implementation, implement } from '#platform/server/endpoint.ts'
import { grantedOn } from '#platform/shared/permission.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import { placeChildrenRoute, placeRoute, placeSearchRoute } from '../shared/routes.ts'
import { childrenOf, getPlace } from './places.queries.ts'
import { searchPlaces } from './search.queries.ts'

export const placesRoutes: Implementation[] = [
  implement(placeRoute, async ({ trx, params, query }) => {
    const place = await getPlace(trx, params.placeId, query.asOf)
    if (!place) throw new Problem(notFound)
    return place
  }),
  implement(placeChildrenRoute, async ({ trx, params, query }) => ({
    children: await childrenOf(trx, params.placeId, query.asOf),
  })),
  implement(placeSearchRoute, async ({ trx, actor, query }) => ({
    hits: await searchPlaces(trx, query.q, grantedOn(actor, 'place.read')),
  })),
]
