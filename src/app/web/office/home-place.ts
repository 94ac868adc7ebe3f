import { queryOptions } from '@tanstack/react-query'
import type { Id } from '#platform/shared/ids.ts'
import type { OutputOf } from '#platform/shared/route.ts'
import { type me, officeRoles } from '#slices/identity/shared/public.ts'
import type { PlaceDetails } from '#slices/places/shared/public.ts'
import { placeQuery } from '#slices/places/web/office/public.ts'

type Me = Pick<OutputOf<typeof me>, 'grants'>

/** Where an officer begins: the highest place on which a role was given. Null for who holds no office. */
export const homePlaceQuery = (me: Me) => {
  const ids = officePlaces(me)
  return queryOptions({
    queryKey: ['home-place', ids],
    queryFn: async ({ client }) => {
      const places = await Promise.all(ids.map((id) => client.ensureQueryData(placeQuery(id))))
      return places.reduce<PlaceDetails | null>(higher, null)
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
}

const officePlaces = ({ grants }: Me): Id[] => [
  ...new Set(grants.filter(({ role }) => (officeRoles as string[]).includes(role)).map(({ on }) => on)),
]

const higher = (best: PlaceDetails | null, place: PlaceDetails): PlaceDetails =>
  best && best.breadcrumb.length <= place.breadcrumb.length ? best : place
