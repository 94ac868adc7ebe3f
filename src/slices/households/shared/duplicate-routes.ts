import * as z from 'zod/mini'
import { onTeam, route } from '#platform/shared/route.ts'
import { idText } from '#platform/shared/text.ts'
import { doorKinds } from './household.ts'
import { relations, sexes } from './person.ts'

/** More than anybody decides in a day; what is decided makes room for the next. */
export const pairsMost = 500

const side = z.object({
  id: idText,
  createdOn: z.string(),
  /** The door, or the one where the person lives. */
  door: z.object({
    id: idText,
    number: z.nullable(z.string()),
    alley: z.nullable(z.string()),
    label: z.nullable(z.string()),
    kind: z.enum(doorKinds),
    note: z.nullable(z.string()),
  }),
  /** Null: the side is a door. */
  person: z.nullable(
    z.object({
      name: z.string(),
      birthYear: z.nullable(z.int()),
      sex: z.nullable(z.enum(sexes)),
      relation: z.nullable(z.enum(relations)),
      phone: z.nullable(z.string()),
    }),
  ),
})
export type DuplicateSide = z.infer<typeof side>

const pair = z.object({
  id: z.string(),
  kind: z.enum(['household', 'person']),
  why: z.array(z.enum(['name', 'name-shorter', 'name-order', 'birth-year', 'phone', 'door', 'address'])),
  sides: z.tuple([side, side]),
})
export type DuplicatePair = z.infer<typeof pair>

export const duplicatesRoute = route({
  method: 'GET',
  path: '/api/teams/:teamId/duplicates',
  summary: 'Doors, and where the register is on persons, of a team that may be one, for people to decide.',
  access: onTeam('household.edit', 'params.teamId'),
  perMinute: 60,
  params: z.object({ teamId: idText }),
  reads: { what: 'household', shown: 'pairs' },
  output: z.object({
    pairs: z.array(pair),
    /** Of all proposals; the list holds the first ones. */
    total: z.int(),
  }),
})
