import { queryOptions } from '@tanstack/react-query'
import type { Id } from '#platform/shared/ids.ts'
import { call } from '#platform/web/api.ts'
import { drawItemsRoute, drawsRoute } from '#slices/verification/shared/callback.ts'

/** Everything of call-backs in the cache: what is drawn or answered makes all of it old. */
export const callbacksKey = ['callbacks'] as const

export const drawsQuery = (placeId: Id) =>
  queryOptions({
    queryKey: [...callbacksKey, placeId],
    queryFn: () => call(drawsRoute, { params: { placeId } }),
  })

export const drawItemsQuery = (placeId: Id, drawId: Id) =>
  queryOptions({
    queryKey: [...callbacksKey, placeId, drawId],
    queryFn: () => call(drawItemsRoute, { params: { placeId, drawId } }),
  })
