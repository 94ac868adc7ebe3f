import * as z from 'zod/mini'
import { optionalFreeText } from '#platform/shared/free-text.ts'
import { onPlace, route } from '#platform/shared/route.ts'
import { dayText, idText } from '#platform/shared/text.ts'
import { consentGivers, relations, sexes } from './person.ts'

/** What somebody may demand about their data, and `resume`: the use of what was restricted is allowed again. */
export const requestKinds = ['see', 'correct', 'restrict', 'resume', 'withdraw', 'export', 'erase'] as const
export type RequestKind = (typeof requestKinds)[number]
export const waysOfAsking = ['desk', 'home', 'phone', 'paper'] as const
export const identifications = ['known', 'document', 'vouched'] as const
export const requestsPageSize = 50

const params = z.object({ placeId: idText })
const ofRequest = z.object({ placeId: idText, requestId: idText })
const day = z.nullable(z.string())

export const requestInList = z.object({
  id: idText,
  kind: z.enum(requestKinds),
  personId: idText,
  teamId: idText,
  team: z.string(),
  householdId: idText,
  /** Empty when the person has been erased. */
  name: z.string(),
  birthYear: z.nullable(z.number()),
  /** What can be corrected besides; null where nobody may look at it any more. */
  sex: z.nullable(z.enum(sexes)),
  phone: z.nullable(z.string()),
  relation: z.nullable(z.enum(relations)),
  erasedOn: day,
  askedBy: z.enum(consentGivers),
  askedHow: z.enum(waysOfAsking),
  identified: z.enum(identifications),
  askedOn: z.string(),
  dueOn: z.string(),
  wish: z.nullable(z.string()),
  outcome: z.nullable(z.enum(['done', 'refused'])),
  answer: z.nullable(z.string()),
  answeredOn: day,
  /** It waits, and its day is over. */
  overdue: z.boolean(),
})
export type RequestInList = z.infer<typeof requestInList>

export const requestsRoute = route({
  method: 'GET',
  path: '/api/places/:placeId/person-requests',
  summary: 'What persons of a commune asked for: overdue first, then what is due, then what was answered.',
  access: onPlace('register.manage', 'params.placeId'),
  params,
  reads: { what: 'person', shown: 'requests.personId' },
  query: z.object({
    state: z.optional(z.enum(['waiting', 'answered'])),
    kind: z.optional(z.enum(requestKinds)),
    page: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(10_000)), 1),
  }),
  output: z.object({
    total: z.int(),
    waiting: z.int(),
    overdue: z.int(),
    requests: z.array(requestInList),
  }),
})

export const openRequestRoute = route({
  method: 'POST',
  path: '/api/places/:placeId/person-requests',
  summary: 'Write down what a person asked for; the clock of two working days runs from the day of asking.',
  access: onPlace('register.manage', 'params.placeId'),
  params,
  body: z.object({
    /** Made by the caller, so that sending twice does it once. */
    id: idText,
    personId: idText,
    kind: z.enum(requestKinds),
    askedBy: z.enum(consentGivers),
    askedHow: z.enum(waysOfAsking),
    identified: z.enum(identifications),
    askedOn: dayText,
    wish: optionalFreeText(500),
  }),
  output: z.object({ id: idText, dueOn: z.string() }),
})

export const answerRequestRoute = route({
  method: 'POST',
  path: '/api/places/:placeId/person-requests/:requestId/answer',
  summary: 'Do what was asked, or refuse it with the reason. What is done reaches the phones at their next contact.',
  access: onPlace('register.manage', 'params.placeId'),
  params: ofRequest,
  body: z.object({
    outcome: z.enum(['done', 'refused']),
    answer: optionalFreeText(500),
    /** Of a correction: the fields as they shall be, `criteria.<code>` for one criterion. */
    changes: z.optional(z.record(z.string().check(z.maxLength(60)), z.unknown())),
  }),
  output: z.object({ done: z.literal(true) }),
})

export const requestFileRoute = route({
  method: 'GET',
  path: '/api/places/:placeId/person-requests/:requestId/file',
  summary: 'Everything that is held about the person of a request, as PDF for the person.',
  access: onPlace('register.manage', 'params.placeId'),
  params: ofRequest,
  readOnly: false,
})
