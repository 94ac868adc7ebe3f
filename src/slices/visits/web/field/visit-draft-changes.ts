import { countedOf, sensitiveGroups } from '#slices/visits/shared/named-rules.ts'
import {
  groupCodes,
  type NamedPerson,
  type PersonLevel,
  type SkillCode,
  type SkillLevel,
  type VisitDraft,
  type VisitOutcome,
} from '#slices/visits/shared/visit.ts'
import { emptyDraft } from '#slices/visits/shared/visit-rules.ts'

type Entry = VisitDraft['skills'][number]

/** Another outcome: where nobody was met, nothing of people, skills or platforms stays. */
export const withOutcome = (draft: VisitDraft, outcome: VisitOutcome): VisitDraft => {
  if (outcome === 'done') return { ...draft, outcome, people: Math.max(1, draft.people) }
  const { groups, skills, topics, platforms } = emptyDraft(draft.id, draft.householdId)
  const followUpInDays = outcome === 'moved' ? null : draft.followUpInDays
  return { ...draft, outcome, people: 0, groups, skills, topics, platforms, persons: null, followUpInDays }
}

/** Another number of people, never fewer than are named: groups and skills that counted everybody, or too many, follow it. */
export const withPeople = (draft: VisitDraft, wanted: number): VisitDraft => {
  const named = draft.persons ?? []
  const people = Math.max(wanted, named.length)
  return {
    ...draft,
    people,
    groups: Object.fromEntries(
      groupCodes.map((group) => [group, Math.min(draft.groups[group], people)]),
    ) as VisitDraft['groups'],
    skills: counted(draft, named, othersOf(draft), people - named.length),
  }
}

/** The skills chosen, each once, in the order in which they were chosen. */
export const skillsOf = ({ skills }: Pick<VisitDraft, 'skills'>): SkillCode[] => [
  ...new Set(skills.map(({ skill }) => skill)),
]

/** A skill chosen (shown to everybody there) or taken back, with all its levels. */
export const withSkillToggled = (draft: VisitDraft, skill: SkillCode): VisitDraft =>
  skillsOf(draft).includes(skill) ? withoutSkill(draft, skill) : withLevel(draft, skill, 'guided')

/** Everybody there came as far as this in a skill. */
export const withLevel = (draft: VisitDraft, skill: SkillCode, level: SkillLevel): VisitDraft => {
  const others = Math.max(draft.people, 1) - (draft.persons?.length ?? 0)
  const persons = draft.persons?.map((one) => withPersonLevel(one, skill, personLevelOf[level])) ?? null
  const apart = draft.skills.filter((entry) => entry.skill !== skill)
  const fresh = [...(others ? [{ skill, level, people: others }] : []), ...countedOf(persons ?? []).filter(is(skill))]
  const at = draft.skills.findIndex((entry) => entry.skill === skill)
  const place = at === -1 ? apart.length : at
  return { ...draft, persons, skills: [...apart.slice(0, place), ...summed(fresh), ...apart.slice(place)] }
}

const withoutSkill = (draft: VisitDraft, skill: SkillCode): VisitDraft => ({
  ...draft,
  skills: draft.skills.filter((entry) => entry.skill !== skill),
  persons:
    draft.persons?.map((one) => ({ ...one, skills: one.skills.filter((entry) => entry.skill !== skill) })) ?? null,
})

/** Somebody named, with what everybody was shown, or not named any more; a person named beyond the number is one more. */
export const withNamed = (draft: VisitDraft, personId: string): VisitDraft => {
  const before = draft.persons ?? []
  const gone = before.some((one) => one.personId === personId)
  const persons = gone
    ? before.filter((one) => one.personId !== personId)
    : [...before, { personId, skills: skillsOf(draft).map((skill) => ({ skill, level: levelOf(draft, skill) })) }]
  const people = Math.max(1, draft.people, persons.length)
  const skills = counted(draft, persons, othersOf(draft), people - persons.length)
  return withoutSensitiveGroups({ ...draft, persons: persons.length ? persons : null, people, skills })
}

/** One named person came as far as this. */
export const withPersonSkill = (
  draft: VisitDraft,
  personId: string,
  skill: SkillCode,
  level: PersonLevel,
): VisitDraft => {
  const before = draft.persons ?? []
  const persons = before.map((one) => (one.personId === personId ? withPersonLevel(one, skill, level) : one))
  return { ...draft, persons, skills: counted(draft, persons, othersOf(draft), draft.people - persons.length) }
}

// Beside a name no count says who is poor, of a minority, or has a disability.
const withoutSensitiveGroups = (draft: VisitDraft): VisitDraft =>
  draft.persons?.length
    ? { ...draft, groups: { ...draft.groups, ...Object.fromEntries(sensitiveGroups.map((group) => [group, 0])) } }
    : draft

const withPersonLevel = (one: NamedPerson, skill: SkillCode, level: PersonLevel): NamedPerson => ({
  ...one,
  skills: [...one.skills.filter((entry) => entry.skill !== skill), { skill, level }],
})

const personLevelOf: Record<SkillLevel, PersonLevel> = { guided: 'cannot', 'with-help': 'with-help', alone: 'alone' }

const levelOf = ({ skills }: VisitDraft, skill: SkillCode): PersonLevel =>
  personLevelOf[skills.find(is(skill))?.level ?? 'guided']

/** What was counted of those who are not named. */
const othersOf = (draft: VisitDraft): Entry[] => {
  const named = countedOf(draft.persons ?? [])
  return draft.skills.flatMap((entry) => {
    const known = named.find(({ skill, level }) => skill === entry.skill && level === entry.level)?.people ?? 0
    return entry.people > known ? [{ ...entry, people: entry.people - known }] : []
  })
}

// Who counted everybody counts everybody; a skill that only the named had is the others' too, once there are any.
const counted = (draft: VisitDraft, persons: readonly NamedPerson[], others: Entry[], otherPeople: number): Entry[] => {
  const before = draft.people - (draft.persons?.length ?? 0)
  const kept = others.map((entry) => ({
    ...entry,
    people: entry.people === before ? otherPeople : Math.min(entry.people, otherPeople),
  }))
  const news =
    before > 0 ? [] : skillsOf(draft).map((skill) => ({ skill, level: firstLevel(draft, skill), people: otherPeople }))
  const entries = summed([...kept, ...news, ...countedOf(persons)].filter(({ people }) => people > 0))
  const order = skillsOf(draft)
  return entries.sort((a, b) => order.indexOf(a.skill) - order.indexOf(b.skill))
}

const firstLevel = ({ skills }: VisitDraft, skill: SkillCode): SkillLevel => skills.find(is(skill))?.level ?? 'guided'

const is = (skill: SkillCode) => (entry: { skill: SkillCode }) => entry.skill === skill

const summed = (entries: readonly Entry[]): Entry[] => {
  const sums: Entry[] = []
  for (const entry of entries) {
    const known = sums.find(({ skill, level }) => skill === entry.skill && level === entry.level)
    if (known) known.people += entry.people
    else sums.push({ ...entry })
  }
  return sums
}
