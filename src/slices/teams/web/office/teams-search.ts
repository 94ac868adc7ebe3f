import { teamFilters } from '#slices/teams/shared/routes.ts'
import { type TeamStatus, teamStatuses } from '#slices/teams/shared/team.ts'

export type TeamsLook = (typeof teamFilters)[number]

/** The filters of a list of teams as they stand in the address. */
export interface TeamsSearch {
  q?: string
  status?: TeamStatus
  look?: TeamsLook
  page?: number
}

/** Reads them from an address that anybody may have typed; what makes no sense is left away. */
export const readTeamsSearch = ({ q, status, look, page }: Record<string, unknown>): TeamsSearch => ({
  ...(q !== undefined && q !== '' && { q: String(q).slice(0, 100) }),
  ...(teamStatuses.includes(status as TeamStatus) && { status: status as TeamStatus }),
  ...(teamFilters.includes(look as TeamsLook) && { look: look as TeamsLook }),
  ...(Number.isInteger(page) && (page as number) > 1 && { page: page as number }),
})
