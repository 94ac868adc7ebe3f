import { keepPreviousData, queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { Id } from '#platform/shared/ids.ts'
import type { OutputOf } from '#platform/shared/route.ts'
import { call } from '#platform/web/api.ts'
import { coverageRoute, listMembers, listTeams, teamRoute } from '#slices/teams/shared/routes.ts'
import type { TeamsSearch } from './teams-search.ts'

export type TeamDetails = OutputOf<typeof teamRoute>

export const teamQuery = (teamId: Id) =>
  queryOptions({ queryKey: ['team', teamId], queryFn: () => call(teamRoute, { params: { teamId } }) })

/** The team of the page; the page's route has loaded it before. */
export const useTeam = (): TeamDetails => {
  const { teamId } = useParams({ from: '/inside/teams/$teamId' })
  return useSuspenseQuery(teamQuery(teamId)).data
}

export const membersQuery = (teamId: Id) =>
  queryOptions({ queryKey: ['team', teamId, 'members'], queryFn: () => call(listMembers, { params: { teamId } }) })

export const teamsQuery = (placeId: Id, search: TeamsSearch) =>
  queryOptions({
    queryKey: ['teams', placeId, search],
    queryFn: ({ signal }) => call(listTeams, { params: { placeId }, query: search, signal }),
    placeholderData: keepPreviousData,
  })

export const coverageQuery = (placeId: Id, page: number) =>
  queryOptions({
    queryKey: ['teams', placeId, 'coverage', page],
    queryFn: () => call(coverageRoute, { params: { placeId }, query: { page } }),
    placeholderData: keepPreviousData,
  })
