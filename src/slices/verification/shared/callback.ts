import * as z from 'zod/mini'
import { freeText, optionalFreeText } from '#platform/shared/free-text.ts'
import { onPlace, route } from '#platform/shared/route.ts'
import { dayText, idText } from '#platform/shared/text.ts'
import { usualSampleSize } from './wilson.ts'

/** Periods of which a commune draws samples: what lies inside or around them shows their share. */
export const drawPeriods = ['week', 'month', 'quarter'] as const
export type DrawPeriodKind = (typeof drawPeriods)[number]

/** not-reached: nobody could be asked; neither for nor against the visit. */
export const callbackResults = ['confirmed', 'denied', 'not-reached'] as const
export type CallbackResult = (typeof callbackResults)[number]

export const largestSample = 500

const bound = z.number()
const share = z.nullable(z.object({ share: bound, low: bound, high: bound }))

const counts = z.object({
  population: z.int(),
  drawn: z.int(),
  confirmed: z.int(),
  denied: z.int(),
  notReached: z.int(),
})

/** A draw with what came of it so far. Never a door or a person: also those read it who see none. */
export const drawInList = z.object({
  id: idText,
  period: z.object({ kind: z.enum(drawPeriods), from: z.string(), to: z.string() }),
  seed: z.int(),
  size: z.int(),
  reason: z.nullable(z.string()),
  drawnBy: idText,
  drawnAt: z.string(),
  ...counts.shape,
  /** The share of the answers so far; null while nobody has answered. */
  verified: share,
})
export type DrawInList = z.infer<typeof drawInList>

const placeParams = z.object({ placeId: idText })
const drawParams = z.object({ placeId: idText, drawId: idText })

export const drawsRoute = route({
  method: 'GET',
  path: '/api/places/:placeId/callback-draws',
  summary: 'The samples of visits that a commune drew to call back, newest first, with what came of each.',
  access: onPlace('verification.read', 'params.placeId'),
  params: placeParams,
  output: z.object({ draws: z.array(drawInList) }),
})

export const drawRoute = route({
  method: 'POST',
  path: '/api/places/:placeId/callback-draws',
  summary: 'Draws a random sample of the visits of a period, stratified by team. Every draw is kept with its seed.',
  access: onPlace('verification.manage', 'params.placeId'),
  params: placeParams,
  body: z.object({
    period: z.enum(drawPeriods),
    /** A day of the period. */
    on: dayText,
    size: z._default(z.int().check(z.gte(1), z.lte(largestSample)), usualSampleSize),
    /** Needed where a sample of the same period was drawn before. */
    reason: z.optional(freeText(300).check(z.minLength(3))),
  }),
  output: z.object({ id: idText }),
})

/** A visit to ask about: where to knock, and what came of it. */
export const callbackItem = z.object({
  id: idText,
  teamId: idText,
  team: z.string(),
  day: z.string(),
  people: z.int(),
  /** Null: the door is with a team outside the commune now. */
  door: z.nullable(
    z.object({
      id: idText,
      number: z.nullable(z.string()),
      alley: z.nullable(z.string()),
      label: z.nullable(z.string()),
      note: z.nullable(z.string()),
    }),
  ),
  /** People of the door whom one may call, where the register is on and they agreed to be contacted. */
  contacts: z.array(z.object({ name: z.string(), phone: z.string() })),
  result: z.nullable(z.enum(callbackResults)),
  resultOn: z.nullable(z.string()),
  resultBy: z.nullable(idText),
  note: z.nullable(z.string()),
})
export type CallbackItem = z.infer<typeof callbackItem>

export const drawItemsRoute = route({
  method: 'GET',
  path: '/api/places/:placeId/callback-draws/:drawId',
  summary: 'A sample: every visit to ask about with its door, what was answered, and the share of each team.',
  reads: { what: 'household', shown: 'items.door', about: { kind: 'callback_draw', id: 'params.drawId' } },
  access: onPlace('verification.manage', 'params.placeId'),
  params: drawParams,
  output: z.object({
    draw: drawInList,
    teams: z.array(z.object({ teamId: idText, team: z.string(), ...counts.shape, verified: share })),
    items: z.array(callbackItem),
  }),
})

export const recordResultRoute = route({
  method: 'PUT',
  path: '/api/places/:placeId/callback-draws/:drawId/items/:itemId',
  summary: 'Records what was answered about one visit of a sample, or that nobody was reached.',
  access: onPlace('verification.manage', 'params.placeId'),
  params: z.object({ ...drawParams.shape, itemId: idText }),
  body: z.object({
    result: z.enum(callbackResults),
    on: dayText,
    note: z._default(optionalFreeText(300), null),
  }),
  output: z.object({ recorded: z.literal(true) }),
})
