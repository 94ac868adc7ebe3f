import type { QueryClient } from '@tanstack/react-query'
import type { OutputOf } from '#platform/shared/route.ts'
import { type me, officeRoles } from '#slices/identity/shared/public.ts'
import type { PlaceDetails } from '#slices/places/shared/public.ts'
import { placeQuery } from '#slices/places/web/office/public.ts'

type Me = Pick<OutputOf<typeof me>, 'grants'>

/** Where an officer begins: the highest place on which a role was given. Null for who holds no office. */
export const homePlace = async (queries: QueryClient, me: Me): Promise<PlaceDetails | null> => {
  const places = await Promise.all(officePlaces(me).map((id) => queries.ensureQueryData(placeQuery(id))))
  return places.reduce<PlaceDetails | null>(higher, null)
}

const officePlaces = ({ grants }: Me): string[] => [
  ...new Set(grants.filter(({ role }) => (officeRoles as string[]).includes(role)).map(({ on }) => on)),
]

const higher = (best: PlaceDetails | null, place: PlaceDetails): PlaceDetails =>
  best && best.breadcrumb.length <= place.breadcrumb.length ? best : place
