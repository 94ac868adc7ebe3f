import * as z from 'zod/mini'
import type { FieldChange } from '#platform/shared/edit.ts'
import { fieldProblems } from '#platform/shared/field-problems.ts'
import type { FieldProblem } from '#platform/shared/problem.ts'
import { criterionValue, doorFields, type Household } from './household.ts'

/** What is wrong with a whole door: somebody must be able to find it. */
export const checkDoor = (door: Pick<Household, 'number' | 'label'>): FieldProblem[] =>
  door.number || door.label ? [] : [nameless]

const nameless: FieldProblem = {
  path: 'label',
  vi: 'Hãy ghi số nhà hoặc một nhãn dễ nhận ra (không ghi tên người).',
  en: 'Give the house number or a label by which it can be found (no person’s name).',
}

/** What is wrong with the changed fields of an edit: fields that do not exist, values that they cannot hold. */
export const checkDoorChanges = (changes: Record<string, FieldChange>): FieldProblem[] =>
  Object.entries(changes).flatMap(([field, change]) => {
    const schema = schemaOf(field)
    if (!schema) return [noSuchField(field)]
    const result = z.safeParse(schema, change.new ?? null)
    return result.success ? [] : fieldProblems(result.error.issues, change.new, field)
  })

const schemaOf = (field: string): z.core.$ZodType | undefined =>
  field.startsWith('criteria.')
    ? criterionValue
    : Object.hasOwn(doorFields, field)
      ? doorFields[field as keyof typeof doorFields]
      : undefined

const noSuchField = (path: string): FieldProblem => ({
  path,
  vi: 'Mục này không có hoặc không sửa được.',
  en: 'There is no such field, or it cannot be edited.',
})
