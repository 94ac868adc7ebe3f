import { useMatches, useNavigate } from '@tanstack/react-router'
import type { Id } from '#platform/shared/ids.ts'

type PlacePage = '/places/$placeId'

/**
 * The page on which one stays while the place changes: the present one where it is a page of a place, else the figures.
 * Filters of a list belong to the place that was left; the period stays (the router keeps it).
 */
export const usePlacePage = (): PlacePage =>
  useMatches({
    select: (matches) => {
      const path = matches.at(-1)?.fullPath ?? ''
      return (path.startsWith('/places/$placeId') ? path.replace(/\/$/, '') : '/places/$placeId') as PlacePage
    },
  })

/** Goes to another place, on the same page. */
export const useSwitchPlace = (): ((placeId: Id) => void) => {
  const to = usePlacePage()
  const navigate = useNavigate()
  return (placeId) => void navigate({ to, params: { placeId } })
}
