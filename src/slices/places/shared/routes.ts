import * as z from 'zod/mini'
import { isDay } from '#platform/shared/dates.ts'
import { anywhere, onPlace, route } from '#platform/shared/route.ts'
import { placeChildren, placeDetails, searchAnswer } from './place.ts'

const params = z.object({ placeId: z.uuid() })
/** As of a day: titles and places of then; absent: the present ones. */
const query = z.object({ asOf: z.optional(z.string().check(z.refine(isDay))) })

export const placeRoute = route({
  method: 'GET',
  path: '/api/places/:placeId',
  summary: 'A place with the places above it, its code, flags and the units it was formed from.',
  access: onPlace('place.read', 'params.placeId'),
  params,
  query,
  output: placeDetails,
})

export const placeChildrenRoute = route({
  method: 'GET',
  path: '/api/places/:placeId/children',
  summary: 'The places directly below a place, in Vietnamese order, each with the number of places below it.',
  access: onPlace('place.read', 'params.placeId'),
  params,
  query,
  output: placeChildren,
})

const searchQueryMax = 100
export const placeSearchRoute = route({
  method: 'GET',
  path: '/api/places/search',
  summary:
    'Places in the areas given to you by name, without diacritics if you like; former names lead to their successors.',
  access: anywhere('place.read'),
  query: z.object({ q: z.string().check(z.minLength(1), z.maxLength(searchQueryMax)) }),
  output: searchAnswer,
})
