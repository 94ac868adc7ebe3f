import type { FieldChange } from '#platform/shared/edit.ts'
import type { Household } from '#slices/households/shared/household.ts'
import type { DoorFormValues } from './door-form.tsx'

const plainFields = ['kind', 'number', 'alley', 'label', 'note'] as const

/** The fields that a person changed, each with what stood there when the form was opened. */
export const doorChanges = (before: Household, after: DoorFormValues): Record<string, FieldChange> => {
  const changes: Record<string, FieldChange> = {}
  for (const field of plainFields) {
    if (before[field] !== after[field]) changes[field] = { old: before[field], new: after[field] }
  }
  for (const key of new Set([...Object.keys(before.criteria), ...Object.keys(after.criteria)])) {
    const [was, is] = [before.criteria[key] ?? null, after.criteria[key] ?? null]
    if (was !== is) changes[`criteria.${key}`] = { old: was, new: is }
  }
  return changes
}
