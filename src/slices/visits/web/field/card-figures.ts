import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
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

/** The figures of a team (or one of its members) over some days, counted as everywhere: cancelled visits nowhere. */
export const cardFigures = (visits: readonly Visit[], scope: CardScope): CardFigures => {
  const own = visits.filter((visit) => belongs(visit, scope))
  const skills = own.flatMap((visit) => visit.skills)
  return {
    visits: own.length,
    people: sum(own.map(({ people }) => people)),
    doors: new Set(own.filter(isReached).map(({ householdId }) => householdId)).size,
    groupSessions: own.filter(({ place }) => place === 'group').length,
    skills: bySkill(skills),
    alone: sum(skills.filter(({ level }) => level === 'alone').map(({ people }) => people)),
    platforms: own.flatMap(({ platforms }) => platforms).filter(({ result }) => result === 'installed').length,
    followUps: own.filter(({ followUpOn }) => followUpOn).length,
    days: new Set(own.map(({ day }) => day)).size,
  }
}

const belongs = (visit: Visit, { team, member, from, to }: CardScope): boolean =>
  !visit.cancelledOn &&
  visit.doneByTeamId === team &&
  visit.day >= from &&
  visit.day <= to &&
  (member === null || visit.madeBy === member || Boolean(visit.members?.includes(member)))

const isReached = ({ outcome, householdId, place }: Visit): boolean =>
  outcome === 'done' && place === 'home' && householdId !== null

const bySkill = (entries: Visit['skills']): CardFigures['skills'] => {
  const people = new Map<SkillCode, number>()
  for (const entry of entries) people.set(entry.skill, (people.get(entry.skill) ?? 0) + entry.people)
  return [...people].map(([skill, count]) => ({ skill, people: count })).sort((a, b) => b.people - a.people)
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
