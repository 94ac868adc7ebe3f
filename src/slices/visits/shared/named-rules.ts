import type { FieldProblem } from '#platform/shared/problem.ts'
import { countedLevel, type NamedPerson, type SkillLevel, type Visit } from './visit.ts'

type Named = Pick<Visit, 'people' | 'groups' | 'skills' | 'persons'>
type Counted = Visit['skills']

/** How many of the named came how far in each skill, as counted entries. */
export const countedOf = (persons: readonly NamedPerson[] = []): Counted => {
  const counts = new Map<string, Counted[number]>()
  for (const { skill, level } of persons.flatMap(({ skills }) => skills)) {
    const counted = countedLevel(level)
    const key = keyOf(skill, counted)
    counts.set(key, { skill, level: counted, people: (counts.get(key)?.people ?? 0) + 1 })
  }
  return [...counts.values()]
}

/**
 * What is wrong between the people counted and those named. Counts are what the figures are made of, so they hold the
 * named ones too: never fewer; and no more where everybody was named.
 */
export const checkNamed = ({ people, groups, skills, persons }: Named): FieldProblem[] => {
  const named = persons ?? []
  if (named.length === 0) return []
  if (isRepeated(named)) return [twice]
  if (named.length > people) return [tooMany]
  if (sensitiveGroups.some((group) => groups[group] === people)) return [givesAway]
  return agree(skills, countedOf(named), named.length === people) ? [] : [otherCounts]
}

/** Groups that no field ever ties to a person; age and sex stand in the register anyway. */
export const sensitiveGroups = ['poor', 'minority', 'disabled'] as const

const isRepeated = (named: readonly NamedPerson[]): boolean =>
  new Set(named.map(({ personId }) => personId)).size < named.length ||
  named.some(({ skills }) => new Set(skills.map(({ skill }) => skill)).size < skills.length)

const agree = (counted: Counted, named: Counted, all: boolean): boolean => {
  const counts = new Map(counted.map(({ skill, level, people }) => [keyOf(skill, level), people]))
  const within = named.every(({ skill, level, people }) => people <= (counts.get(keyOf(skill, level)) ?? 0))
  return within && !(all && sum(counted) > sum(named))
}

const sum = (entries: Counted): number => entries.reduce((total, { people }) => total + people, 0)
const keyOf = (skill: string, level: SkillLevel): string => `${skill}/${level}`

const twice: FieldProblem = {
  path: 'persons',
  vi: 'Mỗi người, và mỗi kỹ năng của một người, chỉ ghi một lần.',
  en: 'Give each person, and each skill of a person, once.',
}
const givesAway: FieldProblem = {
  path: 'groups',
  vi: 'Số đếm này cho biết người được ghi tên thuộc nhóm nào. Hãy bỏ tên, hoặc bỏ số đếm.',
  en: 'This count tells which group the people named belong to. Leave out the names or the count.',
}
const tooMany: FieldProblem = {
  path: 'persons',
  vi: 'Số người được ghi tên nhiều hơn số người của lượt này.',
  en: 'More people are named than there were.',
}
const otherCounts: FieldProblem = {
  path: 'skills',
  vi: 'Số đếm theo kỹ năng không khớp với những người được ghi tên.',
  en: 'The counts per skill do not agree with the people named.',
}
