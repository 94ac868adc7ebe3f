import * as z from 'zod/mini'
import { freeText } from '#platform/shared/free-text.ts'
import { onPlace, route, signedIn } from '#platform/shared/route.ts'
import { dayText, idText } from '#platform/shared/text.ts'

const calendarEntry = z.object({
  day: z.string(),
  /** The same day of every year from this one on. */
  yearly: z.boolean(),
  works: z.boolean(),
  what: z.string(),
  /** The document that says so. */
  decidedBy: z.string(),
})
export type CalendarEntry = z.infer<typeof calendarEntry>

export const calendarRoute = route({
  method: 'GET',
  path: '/api/calendar',
  summary:
    'Public holidays and days that are worked instead, of the whole country: the terms of requests count by them.',
  access: signedIn,
  output: z.object({ entries: z.array(calendarEntry) }),
})

const ofDay = z.object({ placeId: idText, day: dayText })

export const setCalendarRoute = route({
  method: 'PUT',
  path: '/api/places/:placeId/calendar/:day',
  summary: 'Enter a free day or a worked one, or say it anew. Terms that run keep their day.',
  access: onPlace('calendar.edit', 'params.placeId'),
  params: ofDay,
  body: z.object({
    yearly: z.boolean(),
    works: z.boolean(),
    what: freeText(80).check(z.minLength(1)),
    decidedBy: freeText(300).check(z.minLength(5)),
  }),
  output: z.object({ set: z.literal(true) }),
})

export const unsetCalendarRoute = route({
  method: 'DELETE',
  path: '/api/places/:placeId/calendar/:day',
  summary: 'Take an entry back: the day is as the week says. Terms that run keep their day.',
  access: onPlace('calendar.edit', 'params.placeId'),
  params: ofDay,
  query: z.object({ decidedBy: freeText(300).check(z.minLength(5)) }),
  output: z.object({ set: z.literal(false) }),
})
