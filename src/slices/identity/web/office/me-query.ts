import { queryOptions } from '@tanstack/react-query'
import { call } from '#platform/web/api.ts'
import { me } from '#slices/identity/shared/routes.ts'

/** Who is signed in, and what they may do. */
export const meQuery = queryOptions({ queryKey: ['me'], queryFn: () => call(me, {}), staleTime: 60_000 })
