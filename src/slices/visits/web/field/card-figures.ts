import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { figuresOf } from '#slices/visits/shared/figures.ts'
import type { SkillCode, Visit } from '#slices/visits/shared/visit.ts'

/** Whose work, in which days. */
export interface CardScope {
  team: Id
  /** Only what this member recorded or took part in. */
  member: Id | null
  from: Day
  to: Day
}

/** What a card for the team's group says: sums only. */
export interface CardFigures {
  visits: number
  people: number
  doors: number
  groupSessions: number
  /** People-turns per skill, at any level, the commonest first. */
  skills: { skill: SkillCode; people: number }[]
  alone: number
  platforms: number
  followUps: number
  days: number
}

/** The figures of a team (or one of its members) over some days, counted as everywhere. */
export const cardFigures = (visits: readonly Visit[], { team, member, from, to }: CardScope): CardFigures => {
  const own = member === null ? visits : visits.filter((visit) => tookPart(visit, member))
  const { amount, amounts, doors, days } = figuresOf(own, { teams: [team], from, to })
  const skills = skillsIn(amounts)
  return {
    visits: amount('visits'),
    people: amount('people'),
    doors,
    groupSessions: amount('visits.group'),
    skills: bySkill(skills),
    alone: sum(skills.filter(({ level }) => level === 'alone').map(({ people }) => people)),
    platforms: amount('platform.installed'),
    followUps: amount('followups'),
    days,
  }
}

const tookPart = ({ madeBy, members }: Visit, member: Id): boolean =>
  madeBy === member || Boolean(members?.includes(member))

interface SkillAmount {
  skill: SkillCode
  level: string
  people: number
}

// The measures of skills: 'skill.payment.alone'.
const skillsIn = (amounts: Readonly<Record<string, number>>): SkillAmount[] =>
  Object.entries(amounts).flatMap(([measure, people]) => {
    const [kind, skill, level] = measure.split('.')
    return kind === 'skill' && skill && level ? [{ skill: skill as SkillCode, level, people }] : []
  })

const bySkill = (entries: readonly SkillAmount[]): CardFigures['skills'] => {
  const people = new Map<SkillCode, number>()
  for (const entry of entries) people.set(entry.skill, (people.get(entry.skill) ?? 0) + entry.people)
  return [...people].map(([skill, count]) => ({ skill, people: count })).sort((a, b) => b.people - a.people)
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
