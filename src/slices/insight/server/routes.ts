import { type Implementation, implement } from '#platform/server/endpoint.ts'
import { declaredRoute, declareRoute, withdrawDeclaredRoute } from '../shared/declared.ts'
import {
  placeDashboardRoute,
  placeIndicatorsRoute,
  rankingFileRoute,
  rankingRoute,
  teamDashboardRoute,
  teamIndicatorsRoute,
} from '../shared/routes.ts'
import { indicatorsOfPlace, indicatorsOfTeam } from './all-indicators.ts'
import { dashboardOfPlace, dashboardOfTeam } from './dashboard.ts'
import { declare, declaredOf, withdraw } from './declared.queries.ts'
import { today } from './periods.ts'
import { rankingOf } from './ranking.ts'
import { rankingFile } from './ranking-file.ts'

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
  implement(declaredRoute, ({ trx, params }) => declaredOf(trx, params.placeId)),
  implement(declareRoute, async ({ trx, params: { placeId }, body, actor, audit }) => {
    const done = await declare(trx, placeId, body, { by: actor.accountId, today: today() })
    const { measure, day, amount } = body
    await audit({
      action: 'declared.edit',
      subject: { kind: 'place', id: placeId },
      placeId,
      details: { measure, day, amount },
    })
    return done
  }),
  implement(withdrawDeclaredRoute, async ({ trx, params: { placeId }, body, actor, audit }) => {
    const done = await withdraw(trx, { ...body, placeId, by: actor.accountId })
    const { measure, day } = body
    await audit({
      action: 'declared.withdraw',
      subject: { kind: 'place', id: placeId },
      placeId,
      details: { measure, day },
    })
    return done
  }),
  implement(rankingRoute, ({ trx, params, query: { period, on, ...query } }) =>
    rankingOf(trx, { ...query, placeId: params.placeId, kind: period, on: on ?? today() }),
  ),
  implement(rankingFileRoute, async ({ trx, params, query, reply }) => {
    const { period, on, language, ...wish } = query
    const asked = { ...wish, placeId: params.placeId, kind: period, on: on ?? today() }
    const file = await rankingFile(trx, asked, language)
    reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').header('cache-control', 'no-store')
    return file
  }),
]
