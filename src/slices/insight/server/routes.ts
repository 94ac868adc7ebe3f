import { type Implementation, implement } from '#platform/server/endpoint.ts'
import {
  placeDashboardRoute,
  placeIndicatorsRoute,
  rankingRoute,
  teamDashboardRoute,
  teamIndicatorsRoute,
} from '../shared/routes.ts'
import { indicatorsOfPlace, indicatorsOfTeam } from './all-indicators.ts'
import { dashboardOfPlace, dashboardOfTeam } from './dashboard.ts'
import { today } from './periods.ts'
import { rankingOf } from './ranking.ts'

export const insightRoutes: Implementation[] = [
  implement(placeDashboardRoute, ({ trx, params, query }) =>
    dashboardOfPlace(trx, params.placeId, query.period, query.on ?? today()),
  ),
  implement(teamDashboardRoute, ({ trx, params, query }) =>
    dashboardOfTeam(trx, params.teamId, query.period, query.on ?? today()),
  ),
  implement(placeIndicatorsRoute, ({ trx, params, query }) =>
    indicatorsOfPlace(trx, params.placeId, query.period, query.on ?? today()),
  ),
  implement(teamIndicatorsRoute, ({ trx, params, query }) =>
    indicatorsOfTeam(trx, params.teamId, query.period, query.on ?? today()),
  ),
  implement(rankingRoute, ({ trx, params, query: { period, on, ...query } }) =>
    rankingOf(trx, { ...query, placeId: params.placeId, kind: period, on: on ?? today() }),
  ),
]
