import * as z from 'zod/mini'
import { criteriaSchema, doorFields, doorKinds } from '../household.ts'

/** A row of a list as it would be imported; null or absent: the list says nothing of it, and what is known stays. */
export const listedDoor = z.object({
  sheet: z.string().check(z.maxLength(200)),
  row: z.int().check(z.gte(1)),
  kind: z.nullable(z.enum(doorKinds)),
  number: doorFields.number,
  alley: doorFields.alley,
  label: doorFields.label,
  walkOrder: z.nullable(doorFields.walkOrder),
  note: doorFields.note,
  criteria: criteriaSchema,
})
export type ListedDoor = z.infer<typeof listedDoor>

/** Longest texts of a row, by field: the same as of a door. */
export const longest = { number: 20, alley: 80, label: 80, note: 500 } as const
