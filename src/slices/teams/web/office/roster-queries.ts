import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type Id, isId } from '#platform/shared/ids.ts'
import type { OutputOf } from '#platform/shared/route.ts'
import { call } from '#platform/web/api.ts'
import { listRostersRoute, rosterRoute } from '#slices/teams/shared/roster-routes.ts'

export type Roster = OutputOf<typeof rosterRoute>
export type Severity = Roster['problems'][number]['severity']

/** Which roster is on screen, and which page of its teams. */
export interface ImportSearch {
  roster?: Id
  page?: number
}

export const readImportSearch = ({ roster, page }: Record<string, unknown>): ImportSearch => ({
  ...(isId(roster) && { roster }),
  ...(Number.isInteger(page) && (page as number) > 1 && { page: page as number }),
})

const pollMs = 1000

/** A roster that was read. While it is being applied, asked for again and again. */
export const rosterQuery = (placeId: Id, importId: Id, page: number) =>
  queryOptions({
    queryKey: ['rosters', placeId, importId, page],
    queryFn: () => call(rosterRoute, { params: { placeId, importId }, query: { page } }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.state === 'applying' ? pollMs : false),
  })

export const rostersQuery = (placeId: Id) =>
  queryOptions({
    queryKey: ['rosters', placeId],
    queryFn: () => call(listRostersRoute, { params: { placeId } }),
  })
