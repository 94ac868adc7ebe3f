import type { Implementation } from '#platform/server/endpoint.ts'
import type { Identity } from '#slices/identity/server/public.ts'
import { invitationRoutes } from './invitation-routes.ts'
import { memberRoutes } from './member-routes.ts'
import { passwordRoutes } from './password-routes.ts'
import { rosterRoutes } from './roster/roster-routes.ts'
import { teamsAndCoverage } from './team-routes.ts'

/** All routes of the slice; accounts are made through `identity`. */
export const teamRoutes = (identity: Identity): Implementation[] => [
  ...teamsAndCoverage,
  ...memberRoutes(identity),
  ...invitationRoutes(identity),
  ...passwordRoutes(identity),
  ...rosterRoutes,
]
