import * as z from 'zod/mini'
import { onPlace, onTeam, route } from '#platform/shared/route.ts'
import { idText } from '#platform/shared/text.ts'
import { consentGivers, consentWays, masteryLevels, purposes, relations, sexes } from './person.ts'

const page = z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(10_000)), 1)
const day = z.nullable(z.string())
const doorOfPerson = z.object({
  id: idText,
  number: z.nullable(z.string()),
  alley: z.nullable(z.string()),
  label: z.nullable(z.string()),
})

/** A person as an office sees them. Of who restricted the use: nothing but who it is. */
export const personInList = z.object({
  id: idText,
  teamId: idText,
  team: z.string(),
  door: doorOfPerson,
  name: z.string(),
  birthYear: z.nullable(z.number()),
  sex: z.nullable(z.enum(sexes)),
  phone: z.nullable(z.string()),
  relation: z.nullable(z.enum(relations)),
  criteria: z.record(z.string(), z.boolean()),
  skills: z.record(z.string(), z.object({ level: z.enum(masteryLevels), on: z.string() })),
  vneidSaidOn: day,
  consent: z.array(
    z.object({
      purpose: z.enum(purposes),
      given: z.boolean(),
      on: z.string(),
      by: z.enum(consentGivers),
      how: z.enum(consentWays),
    }),
  ),
  restrictedOn: day,
  leftOn: day,
  createdOn: z.string(),
  /** Since when recognised as a digital citizen. */
  recognisedFrom: day,
  /** Requests of the person that wait. */
  waiting: z.int(),
})
export type PersonInList = z.infer<typeof personInList>

export const personStates = ['present', 'stopped', 'left'] as const
export type PersonState = (typeof personStates)[number]
export const peoplePageSize = 50

export const personsRoute = route({
  method: 'GET',
  path: '/api/places/:placeId/persons',
  summary: 'The persons in the register of a commune, by name without diacritics, end of the phone number, or door.',
  access: onPlace('person.read', 'params.placeId'),
  params: z.object({ placeId: idText }),
  reads: { what: 'person', shown: 'persons' },
  query: z.object({
    q: z.optional(z.string().check(z.maxLength(80))),
    team: z.optional(idText),
    /** In use; restricted or withdrawn; no longer living there. */
    state: z._default(z.enum(personStates), 'present'),
    /** Only who lacks this criterion of the rule. */
    lacks: z.optional(z.string().check(z.maxLength(40))),
    /** Only who was born in this year or before. */
    bornBy: z.optional(z.coerce.number().check(z.int(), z.gte(1900), z.lte(2100))),
    page,
  }),
  output: z.object({ total: z.int(), persons: z.array(personInList) }),
})

const missing = z.array(z.object({ code: z.string(), criterion: z.string() }))

export const doorPersonsRoute = route({
  method: 'GET',
  path: '/api/teams/:teamId/doors/:doorId/persons',
  summary: 'Who stands in the register at a door, with consents, skills, recognition and what is missing for it.',
  access: onTeam('person.read', 'params.teamId'),
  params: z.object({ teamId: idText, doorId: idText }),
  reads: { what: 'person', shown: 'persons', about: { kind: 'household', id: 'params.doorId' } },
  output: z.object({
    on: z.boolean(),
    recognised: z.boolean(),
    missing,
    persons: z.array(z.extend(personInList, { recognised: z.boolean(), missing })),
  }),
})
