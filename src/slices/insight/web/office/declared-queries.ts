import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { Id } from '#platform/shared/ids.ts'
import { call } from '#platform/web/api.ts'
import { declaredRoute } from '#slices/insight/shared/declared.ts'

export const declaredQuery = (placeId: Id) =>
  queryOptions({
    queryKey: ['declared', placeId],
    queryFn: ({ signal }) => call(declaredRoute, { params: { placeId }, signal }),
  })

/** After a declaration: the list, and the figures that it is part of. */
export const readDeclaredAgain = async (queries: QueryClient): Promise<void> => {
  await queries.invalidateQueries({ queryKey: ['declared'] })
  await queries.invalidateQueries({ queryKey: ['figures'] })
}
