import type { Id } from '#platform/shared/ids.ts'
import type { NamedPerson, VisitDraft } from '#slices/visits/shared/visit.ts'

type Names = Pick<VisitDraft, 'persons' | 'attendance'>
type IsForgotten = (person: Id) => boolean

/**
 * The arguments of a visit's command without people of whom nothing may be kept; null: it names none of them. The visit
 * keeps its counts, because what was done was done. It would wait for ever for somebody whom the server never meets.
 */
export const argsWithoutNames = (name: string, args: unknown, isForgotten: IsForgotten): { args: unknown } | null => {
  if (name === 'visit.record') {
    const { visit } = args as { visit: VisitDraft }
    return names(visit, isForgotten) ? { args: { ...(args as object), visit: without(visit, isForgotten) } } : null
  }
  if (!name.startsWith('visit.correct')) return null
  const { changes } = args as { changes: Record<string, { old: unknown; new: unknown }> }
  const wanted = { persons: changes.persons?.new as NamedPerson[] | null | undefined }
  if (!changes.persons || !names(wanted, isForgotten)) return null
  const persons = { ...changes.persons, new: without(wanted, isForgotten).persons }
  return { args: { ...(args as object), changes: { ...changes, persons } } }
}

/** The same for a half-done form of a visit, new or to be corrected. */
export const draftWithoutNames = (value: unknown, isForgotten: IsForgotten): { value: unknown } | null => {
  const form = (value ?? {}) as Names & { after?: Names }
  if (names(form, isForgotten)) return { value: without(form, isForgotten) }
  return form.after && names(form.after, isForgotten)
    ? { value: { ...form, after: without(form.after, isForgotten) } }
    : null
}

const names = ({ persons }: Names, isForgotten: IsForgotten): boolean =>
  Array.isArray(persons) && persons.some(({ personId }) => isForgotten(personId))

// A list of who came is complete or it is none.
const without = <Form extends Names>(form: Form, isForgotten: IsForgotten): Form => {
  const left = form.persons?.filter(({ personId }) => !isForgotten(personId)) ?? []
  return {
    ...form,
    persons: left.length ? left : null,
    ...(form.attendance === 'list' && { attendance: 'count' }),
  }
}
