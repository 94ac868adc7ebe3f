import * as z from 'zod/mini'
import type { FieldChange } from './edit.ts'
import { fieldProblems } from './field-problems.ts'
import type { FieldProblem } from './problem.ts'

type Schema = z.core.$ZodType

/**
 * Makes the check of an edit of one kind of row: names fields that do not exist, and values that they cannot hold.
 *
 * @param schemaOf what a field may hold; undefined: there is no such field, or nobody edits it
 */
export const changesCheck =
  (schemaOf: (field: string) => Schema | undefined) =>
  (changes: Record<string, FieldChange>): FieldProblem[] =>
    Object.entries(changes).flatMap(([field, change]) => {
      const schema = schemaOf(field)
      if (!schema) return [noSuchField(field)]
      const result = z.safeParse(schema, change.new ?? null)
      return result.success ? [] : fieldProblems(result.error.issues, change.new, field)
    })

/** What one of these fields may hold; a name that every object knows, like 'toString', is none of them. */
export const ownField = (fields: Record<string, Schema>, field: string): Schema | undefined =>
  Object.hasOwn(fields, field) ? fields[field] : undefined

const noSuchField = (path: string): FieldProblem => ({
  path,
  vi: 'Mục này không có hoặc không sửa được.',
  en: 'There is no such field, or it cannot be edited.',
})
