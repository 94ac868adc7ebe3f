import * as z from 'zod/mini'
import { onPlace, onTeam, route } from '#platform/shared/route.ts'
import { idText } from '#platform/shared/text.ts'
import { itemChange, newItem, officeItem, reference } from './library.ts'

/** Answers 304 to an `if-none-match` that still holds. */
export const referenceRoute = route({
  method: 'GET',
  path: '/api/reference',
  summary: 'Skills, platforms, topics and kinds of difficulty that a team chooses from.',
  access: onTeam('library.read', 'query.team'),
  query: z.object({ team: idText }),
  output: reference,
})

export const libraryRoute = route({
  method: 'GET',
  path: '/api/places/:placeId/library',
  summary: 'The catalogue at a place: its own entries and those of the places above.',
  access: onPlace('library.read', 'params.placeId'),
  params: z.object({ placeId: idText }),
  output: z.object({ items: z.array(officeItem) }),
})

export const addLibraryItemRoute = route({
  method: 'POST',
  path: '/api/places/:placeId/library',
  summary: 'Add a platform or topic of a place.',
  access: onPlace('library.edit', 'params.placeId'),
  params: z.object({ placeId: idText }),
  body: newItem,
  output: officeItem,
})

export const changeLibraryItemRoute = route({
  method: 'PATCH',
  path: '/api/places/:placeId/library/:itemId',
  summary: 'Change or retire an entry that belongs to the place.',
  access: onPlace('library.edit', 'params.placeId'),
  params: z.object({ placeId: idText, itemId: idText }),
  body: itemChange,
  output: officeItem,
})
