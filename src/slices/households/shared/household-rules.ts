import { changesCheck, ownField } from '#platform/shared/field-changes.ts'
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
export const checkDoorChanges = changesCheck((field) => criterion(field) ?? ownField(doorFields, field))

/** What an answer to one criterion, `criteria.<code>`, may be, of a door as of a person; undefined: another field. */
export const criterion = (field: string) => (field.startsWith('criteria.') ? criterionValue : undefined)
