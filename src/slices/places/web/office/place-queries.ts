import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { Id } from '#platform/shared/ids.ts'
import { call } from '#platform/web/api.ts'
import type { PlaceDetails } from '#slices/places/shared/place.ts'
import { placeChildrenRoute, placeRoute } from '#slices/places/shared/routes.ts'

// The tree changes a few times a year.
const staleTime = 10 * 60_000

/** A place with the places above it. */
export const placeQuery = (placeId: Id) =>
  queryOptions({ queryKey: ['place', placeId], queryFn: () => call(placeRoute, { params: { placeId } }), staleTime })

/** The places directly below one. */
export const childrenQuery = (placeId: Id) =>
  queryOptions({
    queryKey: ['place', placeId, 'children'],
    queryFn: () => call(placeChildrenRoute, { params: { placeId } }),
    staleTime,
  })

/** The place of the page; the page's route has loaded it before. */
export const usePlace = (): PlaceDetails => {
  const { placeId } = useParams({ from: '/inside/places/$placeId' })
  return useSuspenseQuery(placeQuery(placeId)).data
}
