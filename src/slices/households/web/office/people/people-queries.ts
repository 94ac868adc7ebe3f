import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Id } from '#platform/shared/ids.ts'
import { call } from '#platform/web/api.ts'
import { doorPersonsRoute, personsRoute } from '#slices/households/shared/people-routes.ts'
import { requestsRoute } from '#slices/households/shared/request-routes.ts'
import type { PeopleSearch, RequestsSearch } from './people-search.ts'

export const personsQuery = (placeId: Id, query: PeopleSearch & { q?: string }) =>
  queryOptions({
    queryKey: ['persons', placeId, query],
    queryFn: ({ signal }) => call(personsRoute, { params: { placeId }, query, signal }),
    placeholderData: keepPreviousData,
  })

export const requestsQuery = (placeId: Id, { asked, ...query }: RequestsSearch) =>
  queryOptions({
    queryKey: ['persons', placeId, 'requests', asked, query],
    queryFn: ({ signal }) => call(requestsRoute, { params: { placeId }, query: { ...query, kind: asked }, signal }),
    placeholderData: keepPreviousData,
  })

export const doorPersonsQuery = (teamId: Id, doorId: Id) =>
  queryOptions({
    queryKey: ['persons', teamId, 'door', doorId],
    queryFn: ({ signal }) => call(doorPersonsRoute, { params: { teamId, doorId }, signal }),
  })
