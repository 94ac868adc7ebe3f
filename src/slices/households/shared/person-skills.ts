import type { Id } from '#platform/shared/ids.ts'
import type { Person, SkillState } from './person.ts'

/** Tests that are kept behind the newest one. Who is tested a seventh time has shown more than the first time. */
const mostEarlier = 5

/** The person after one more test of a skill; the newest by day stands, whatever the order in which tests arrive. */
export const withTest = (person: Person, skill: string, test: SkillState): Person =>
  withTests(person, skill, [...testsOf(person, skill), test])

/** The person without what was tested at a visit that has been cancelled: what stood before stands again. */
export const withoutTestsOf = (person: Person, visitId: Id): Person =>
  Object.keys(person.skills).reduce((left, skill) => {
    const tests = testsOf(left, skill)
    const others = tests.filter((test) => test.visitId !== visitId)
    return others.length < tests.length ? withTests(left, skill, others) : left
  }, person)

/** The person without the newest test of a skill: it was a slip of the finger. */
export const withoutNewestTest = (person: Person, skill: string): Person => {
  const [newest, ...others] = testsOf(person, skill)
  return newest ? withTests(person, skill, others) : person
}

const testsOf = ({ skills }: Person, skill: string): SkillState[] => {
  const newest = skills[skill]
  if (!newest) return []
  const { earlier = [], ...test } = newest
  return [test, ...earlier]
}

const withTests = (person: Person, skill: string, tests: readonly SkillState[]): Person => {
  const { [skill]: _, ...others } = person.skills
  const [newest, ...earlier] = [...tests].sort(newestFirst)
  if (!newest) return { ...person, skills: others }
  const kept = earlier.slice(0, mostEarlier)
  return { ...person, skills: { ...others, [skill]: kept.length ? { ...newest, earlier: kept } : newest } }
}

// Of two tests at the same moment the ids decide, so that all phones agree.
const newestFirst = (a: SkillState, b: SkillState): number =>
  a.on === b.on ? b.at - a.at || ((a.visitId ?? '') < (b.visitId ?? '') ? 1 : -1) : a.on < b.on ? 1 : -1
