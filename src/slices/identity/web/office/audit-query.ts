import { infiniteQueryOptions } from '@tanstack/react-query'
import type { Id } from '#platform/shared/ids.ts'
import { call } from '#platform/web/api.ts'
import { auditRoute } from '#slices/identity/shared/audit.ts'
import type { AuditSearch } from './audit-search.ts'

/** The audit of a place, page after page. Nothing is asked again by itself: each look is a line of its own. */
export const auditQuery = (placeId: Id, search: AuditSearch) =>
  infiniteQueryOptions({
    queryKey: ['audit', placeId, search],
    queryFn: ({ pageParam }) => call(auditRoute, { params: { placeId }, query: { ...search, before: pageParam } }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  })
