import { type Implementation, implement } from '#platform/server/endpoint.ts'
import { indicatorsRoute } from '../shared/routes.ts'
import { catalogueOf } from './indicators.queries.ts'

export const indicatorsRoutes: Implementation[] = [implement(indicatorsRoute, ({ trx }) => catalogueOf(trx))]
