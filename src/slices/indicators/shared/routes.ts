import { route, signedIn } from '#platform/shared/route.ts'
import { indicatorCatalogue } from './indicator.ts'

export const indicatorsRoute = route({
  method: 'GET',
  path: '/api/indicators',
  summary: 'All indicators with their definitions, in groups; a figure anywhere names its indicator by code.',
  access: signedIn,
  output: indicatorCatalogue,
})
