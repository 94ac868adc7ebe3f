import { addDays, daysBetween } from '#platform/shared/dates.ts'
import { type FieldChange, sameValue } from '#platform/shared/edit.ts'
import { groupCodes, type Visit, type VisitDraft } from '#slices/visits/shared/visit.ts'

/** A visit as the form shows it. */
export const asDraft = (visit: Visit): VisitDraft => ({
  id: visit.id,
  householdId: visit.householdId,
  place: visit.place,
  daysAgo: 0,
  followUpInDays: visit.followUpOn ? daysBetween(visit.day, visit.followUpOn) : null,
  outcome: visit.outcome,
  people: visit.people,
  groups: visit.groups,
  skills: visit.skills,
  topics: visit.topics,
  platforms: visit.platforms,
  difficulty: visit.difficulty,
  note: visit.note,
  members: visit.members ?? null,
  persons: visit.persons ?? null,
  attendance: visit.attendance ?? null,
  backdateReason: visit.backdateReason ?? null,
})

const plainFields = [
  'outcome',
  'people',
  'skills',
  'topics',
  'platforms',
  'difficulty',
  'note',
  'members',
  'persons',
  'attendance',
] as const

/** The fields that a person changed in the form, each with what stood there; each group is a field of its own. */
export const visitChanges = (before: Visit, after: VisitDraft): Record<string, FieldChange> => {
  const changes: Record<string, FieldChange> = {}
  const compare = (field: string, was: unknown, is: unknown) => {
    if (!sameValue(was, is)) changes[field] = { old: was, new: is }
  }
  for (const field of plainFields) compare(field, before[field] ?? null, after[field] ?? null)
  for (const group of groupCodes) compare(`groups.${group}`, before.groups[group], after.groups[group])
  const followUpOn = after.followUpInDays === null ? null : addDays(before.day, after.followUpInDays)
  compare('followUpOn', before.followUpOn, followUpOn)
  return changes
}
