import { queryOptions } from '@tanstack/react-query'
import type { Id } from '#platform/shared/ids.ts'
import type { OutputOf } from '#platform/shared/route.ts'
import { call } from '#platform/web/api.ts'
import { listAccounts } from '#slices/identity/shared/routes.ts'

export type AccountLine = OutputOf<typeof listAccounts>['accounts'][number]

export const accountsQuery = (placeId: Id) =>
  queryOptions({ queryKey: ['accounts', placeId], queryFn: () => call(listAccounts, { params: { placeId } }) })
