export { allIndicators, headlineIndicators } from './indicators.queries.ts'
export { indicatorsRoutes } from './routes.ts'
