export type { Dashboard, Figure, PlaceIndicators, Ranking } from './figure.ts'
export {
  placeDashboardRoute,
  placeIndicatorsRoute,
  rankingRoute,
  teamDashboardRoute,
  teamIndicatorsRoute,
} from './routes.ts'
