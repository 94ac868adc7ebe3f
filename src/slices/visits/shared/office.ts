import * as z from 'zod/mini'
import { onPlace, onTeam, route } from '#platform/shared/route.ts'
import { dayText, idText } from '#platform/shared/text.ts'
import { doorKinds } from '#slices/households/shared/public.ts'
import { doorStates } from './door-state.ts'
import { outcomes, visitFields, visitPlaces } from './visit.ts'

const page = z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(10_000)), 1)
const size = z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(200)), 50)
const teamParams = z.object({ teamId: idText })
const day = z.nullable(z.string())

/** A door in an office's list, with the state derived from its visits. */
export const doorInList = z.object({
  id: idText,
  kind: z.enum(doorKinds),
  number: z.nullable(z.string()),
  alley: z.nullable(z.string()),
  label: z.nullable(z.string()),
  criteria: z.record(z.string(), z.boolean()),
  walkOrder: z.number(),
  note: z.nullable(z.string()),
  createdOn: z.string(),
  closedOn: day,
  state: z.enum(doorStates),
  absences: z.number(),
  followUpOn: day,
  lastDay: day,
})
export type DoorInList = z.infer<typeof doorInList>

/** One thing that was done to a door or a visit: who, when, what changed, and the reason where one was given. */
export const doorEvent = z.object({
  id: idText,
  name: z.string(),
  madeAt: z.string(),
  day: z.string(),
  accountId: idText,
  memberId: z.nullable(idText),
  verdict: z.enum(['accepted', 'merged', 'conflict']),
  /** Of an edit: what each field was and became. */
  changes: z.optional(z.record(z.string(), z.object({ old: z.unknown(), new: z.unknown() }))),
  reason: z.optional(z.nullable(z.string())),
})
export type DoorEvent = z.infer<typeof doorEvent>

/** A visit in an office's list. */
export const visitInList = z.object({
  ...visitFields,
  id: idText,
  doneByTeamId: idText,
  householdId: z.nullable(idText),
  place: z.enum(visitPlaces),
  day: z.string(),
  madeAt: z.string(),
  madeBy: z.nullable(idText),
  followUpOn: day,
  followUpDone: z.nullable(z.object({ on: z.string(), by: z.nullable(idText), word: z.nullable(z.string()) })),
  cancelledOn: day,
  cancelReason: z.nullable(z.string()),
  /** Corrections, ticks and cancelling that took effect, oldest first. */
  history: z.array(doorEvent),
  /** The door as it is called now; null at a help desk, and where the door is with a team outside one's scope. */
  door: z.nullable(
    z.object({ number: z.nullable(z.string()), alley: z.nullable(z.string()), label: z.nullable(z.string()) }),
  ),
})
export type VisitInList = z.infer<typeof visitInList>

export const doorsRoute = route({
  method: 'GET',
  path: '/api/teams/:teamId/doors',
  reads: { what: 'household', shown: 'doors' },
  summary: 'The doors of a team in walking order, searched without diacritics and filtered by state.',
  access: onTeam('household.read', 'params.teamId'),
  params: teamParams,
  query: z.object({
    q: z.optional(z.string().check(z.maxLength(80))),
    state: z.optional(z.enum(doorStates)),
    /** 'only': doors that were closed; 'with': all; absent: those that stand. */
    closed: z.optional(z.enum(['only', 'with'])),
    page,
    size,
  }),
  output: z.object({
    total: z.number(),
    /** How many of the found doors are in each state, before the filter by state. */
    states: z.record(z.enum(doorStates), z.number()),
    doors: z.array(doorInList),
  }),
})

export const teamVisitsRoute = route({
  method: 'GET',
  path: '/api/teams/:teamId/visits',
  reads: { what: 'visit', shown: 'visits', about: { kind: 'household', id: 'query.door' } },
  summary: 'The visits that a team made, newest first; with `door`: those at one of its doors, whoever made them.',
  access: onTeam('visit.read', 'params.teamId'),
  params: teamParams,
  query: z.object({
    from: z.optional(dayText),
    to: z.optional(dayText),
    door: z.optional(idText),
    member: z.optional(idText),
    outcome: z.optional(z.enum(outcomes)),
    page,
    size,
  }),
  output: z.object({ total: z.number(), people: z.number(), visits: z.array(visitInList) }),
})

/** A photo of a visit at the door, in a list: its file is asked for by itself. */
export const photoInList = z.object({
  id: idText,
  visitId: idText,
  takenAt: z.string(),
  width: z.number(),
  height: z.number(),
  /** Has the phone sent the file? */
  arrived: z.boolean(),
})
export type PhotoInList = z.infer<typeof photoInList>

export const doorHistoryRoute = route({
  method: 'GET',
  path: '/api/teams/:teamId/doors/:doorId/history',
  reads: { what: 'household', shown: 'door', about: { kind: 'household', id: 'params.doorId' } },
  summary: 'A door with its visits and everything that was done to it.',
  access: onTeam('household.read', 'params.teamId'),
  params: z.object({ teamId: idText, doorId: idText }),
  output: z.object({
    door: doorInList,
    visits: z.array(visitInList),
    photos: z.array(photoInList),
    events: z.array(doorEvent),
  }),
})

/** Versions in dispute that wait for a person of the team or its commune. */
export const openConflict = z.object({
  id: z.string(),
  subjectKind: z.string(),
  subjectId: idText,
  field: z.string(),
  /** What stands there now: send it along with the choice. */
  current: z.unknown(),
  proposed: z.unknown(),
  proposedBy: z.nullable(idText),
  proposedFrom: idText,
  proposedOn: z.string(),
})

export const conflictsRoute = route({
  method: 'GET',
  path: '/api/teams/:teamId/conflicts',
  reads: { what: 'conflict', shown: 'conflicts' },
  summary: 'Versions that differ and wait for somebody to choose.',
  access: onTeam('conflict.resolve', 'params.teamId'),
  params: teamParams,
  output: z.object({ conflicts: z.array(openConflict) }),
})

/** The same with where it is, for a list over all teams of a commune. */
const conflictInPlace = z.object({
  ...openConflict.shape,
  /** The team that holds the door and chooses. */
  teamId: idText,
  /** The door, or the door of the visit; null for a visit at a help desk. */
  door: z.nullable(
    z.object({
      id: idText,
      number: z.nullable(z.string()),
      alley: z.nullable(z.string()),
      label: z.nullable(z.string()),
    }),
  ),
  visitDay: day,
})
export type ConflictInPlace = z.infer<typeof conflictInPlace>

export const placeConflictsRoute = route({
  method: 'GET',
  path: '/api/places/:placeId/conflicts',
  reads: { what: 'conflict', shown: 'conflicts' },
  summary: 'Versions that differ and wait for a choice, of all teams of a commune; at most 500, oldest first.',
  access: onPlace('conflict.resolve', 'params.placeId'),
  params: z.object({ placeId: idText }),
  output: z.object({ conflicts: z.array(conflictInPlace) }),
})
