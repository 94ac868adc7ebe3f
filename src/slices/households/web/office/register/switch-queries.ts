import { queryOptions } from '@tanstack/react-query'
import type { Id } from '#platform/shared/ids.ts'
import type { OutputOf } from '#platform/shared/route.ts'
import { call } from '#platform/web/api.ts'
import { switchRoute } from '#slices/households/shared/switch-routes.ts'

export type SwitchAnswer = OutputOf<typeof switchRoute>

export const switchQuery = (placeId: Id) =>
  queryOptions({
    queryKey: ['register', placeId],
    queryFn: ({ signal }) => call(switchRoute, { params: { placeId }, signal }),
  })
