import { queryOptions } from '@tanstack/react-query'
import type { Id } from '#platform/shared/ids.ts'
import { call } from '#platform/web/api.ts'
import { libraryRoute } from '#slices/library/shared/routes.ts'

export const libraryQuery = (placeId: Id) =>
  queryOptions({ queryKey: ['library', placeId], queryFn: () => call(libraryRoute, { params: { placeId } }) })
