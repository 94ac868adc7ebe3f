import { groupCodes, type SkillCode, type VisitDraft, type VisitOutcome } from '#slices/visits/shared/visit.ts'
import { emptyDraft } from '#slices/visits/shared/visit-rules.ts'

/** Another outcome: where nobody was met, nothing of people, skills or platforms stays. */
export const withOutcome = (draft: VisitDraft, outcome: VisitOutcome): VisitDraft => {
  if (outcome === 'done') return { ...draft, outcome, people: Math.max(1, draft.people) }
  const { groups, skills, topics, platforms } = emptyDraft(draft.id, draft.householdId)
  const followUpInDays = outcome === 'moved' ? null : draft.followUpInDays
  return { ...draft, outcome, people: 0, groups, skills, topics, platforms, followUpInDays }
}

/** Another number of people: groups and skills that counted everybody, or too many, follow it. */
export const withPeople = (draft: VisitDraft, people: number): VisitDraft => ({
  ...draft,
  people,
  groups: Object.fromEntries(
    groupCodes.map((group) => [group, Math.min(draft.groups[group], people)]),
  ) as VisitDraft['groups'],
  skills: draft.skills.map((entry) => ({
    ...entry,
    people: entry.people === draft.people ? people : Math.min(entry.people, people),
  })),
})

/** A skill chosen (shown to everybody there) or taken back, with all its levels. */
export const withSkillToggled = (draft: VisitDraft, skill: SkillCode): VisitDraft['skills'] =>
  draft.skills.some((entry) => entry.skill === skill)
    ? draft.skills.filter((entry) => entry.skill !== skill)
    : [...draft.skills, { skill, level: 'guided', people: Math.max(1, draft.people) }]
