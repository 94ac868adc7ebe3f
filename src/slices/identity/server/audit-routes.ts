import { type Implementation, implement } from '#platform/server/endpoint.ts'
import { auditRoute } from '../shared/audit.ts'
import { auditOfPlace, type NamesOfTeams } from './audit.queries.ts'

/** The audit, for who checks a place; reading it leaves a line as well. */
export const auditRoutes = (deps: { namesOfTeams: NamesOfTeams }): Implementation[] => [
  implement(auditRoute, ({ trx, params, query }) => auditOfPlace(trx, params.placeId, query, deps.namesOfTeams)),
]
