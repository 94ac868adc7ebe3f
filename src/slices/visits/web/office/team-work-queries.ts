import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Id } from '#platform/shared/ids.ts'
import { call } from '#platform/web/api.ts'
import { doorHistoryRoute, doorsRoute, placeConflictsRoute, teamVisitsRoute } from '#slices/visits/shared/office.ts'
import { placeRefusedRoute } from '#slices/visits/shared/refused.ts'
import type { DoorsSearch } from './doors-search.ts'
import type { VisitsSearch } from './visits-search.ts'

export const pageSize = 50

export const doorsQuery = (teamId: Id, search: DoorsSearch) =>
  queryOptions({
    queryKey: ['doors', teamId, search],
    queryFn: ({ signal }) => call(doorsRoute, { params: { teamId }, query: { ...search, size: pageSize }, signal }),
    placeholderData: keepPreviousData,
  })

export const visitsQuery = (teamId: Id, search: VisitsSearch) =>
  queryOptions({
    queryKey: ['visits', teamId, search],
    queryFn: ({ signal }) =>
      call(teamVisitsRoute, { params: { teamId }, query: { ...search, size: pageSize }, signal }),
    placeholderData: keepPreviousData,
  })

export const doorHistoryQuery = (teamId: Id, doorId: Id) =>
  queryOptions({
    queryKey: ['doors', teamId, 'history', doorId],
    queryFn: ({ signal }) => call(doorHistoryRoute, { params: { teamId, doorId }, signal }),
  })

export const placeRefusedQuery = (placeId: Id) =>
  queryOptions({
    queryKey: ['refused', placeId],
    queryFn: ({ signal }) => call(placeRefusedRoute, { params: { placeId }, signal }),
  })

export const placeConflictsQuery = (placeId: Id) =>
  queryOptions({
    queryKey: ['conflicts', placeId],
    queryFn: ({ signal }) => call(placeConflictsRoute, { params: { placeId }, signal }),
  })
