import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Id } from '#platform/shared/ids.ts'
import { call } from '#platform/web/api.ts'
import type { ChosenPeriod } from '#platform/web/office/period.ts'
import { indicatorsRoute } from '#slices/indicators/shared/public.ts'
import {
  placeDashboardRoute,
  placeIndicatorsRoute,
  rankingRoute,
  teamDashboardRoute,
  teamIndicatorsRoute,
} from '#slices/insight/shared/routes.ts'
import { type RankingSearch, usualIndicator } from './ranking-search.ts'

/** Figures are seconds behind the field; a page that is on screen keeps up with them. */
const live = { refetchInterval: 10_000, placeholderData: keepPreviousData } as const

const when = ({ kind, at }: ChosenPeriod) => ({ period: kind, on: at })

/** Definitions change with the software. */
export const indicatorsQuery = queryOptions({
  queryKey: ['indicators'],
  queryFn: () => call(indicatorsRoute, {}),
  staleTime: Number.POSITIVE_INFINITY,
})

export const placeDashboardQuery = (placeId: Id, period: ChosenPeriod) =>
  queryOptions({
    queryKey: ['figures', 'place', placeId, when(period)],
    queryFn: ({ signal }) => call(placeDashboardRoute, { params: { placeId }, query: when(period), signal }),
    ...live,
  })

export const teamDashboardQuery = (teamId: Id, period: ChosenPeriod) =>
  queryOptions({
    queryKey: ['figures', 'team', teamId, when(period)],
    queryFn: ({ signal }) => call(teamDashboardRoute, { params: { teamId }, query: when(period), signal }),
    ...live,
  })

export const placeIndicatorsQuery = (placeId: Id, period: ChosenPeriod) =>
  queryOptions({
    queryKey: ['figures', 'place', placeId, 'all', when(period)],
    queryFn: ({ signal }) => call(placeIndicatorsRoute, { params: { placeId }, query: when(period), signal }),
    ...live,
  })

export const teamIndicatorsQuery = (teamId: Id, period: ChosenPeriod) =>
  queryOptions({
    queryKey: ['figures', 'team', teamId, 'all', when(period)],
    queryFn: ({ signal }) => call(teamIndicatorsRoute, { params: { teamId }, query: when(period), signal }),
    ...live,
  })

export const rankingPageSize = 50

export const rankingQuery = (placeId: Id, period: ChosenPeriod, search: RankingSearch) => {
  const { by = usualIndicator, order, of, page } = search
  const query = { ...when(period), indicator: by, order, of, page, size: rankingPageSize }
  return queryOptions({
    queryKey: ['figures', 'ranking', placeId, query],
    queryFn: ({ signal }) => call(rankingRoute, { params: { placeId }, query, signal }),
    ...live,
  })
}
