import { useQuery } from '@tanstack/react-query'
import type { Path } from '#platform/shared/permission.ts'
import { placeQuery } from '#slices/places/web/office/public.ts'
import type { TeamDetails } from './team-queries.ts'

/** The ids from the nation down to the team. A leader may not read places: then without the nation, where no team role stands. */
export const useTeamPath = (team: TeamDetails): Path => {
  const place = useQuery({ ...placeQuery(team.placeId), retry: false }).data
  const above = place?.breadcrumb.map(({ id }) => id) ?? [team.provinceId, team.communeId, team.placeId]
  return [...above, team.id]
}
