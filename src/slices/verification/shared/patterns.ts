import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'

/**
 * Patterns worth a look. Each has an innocent explanation, so none is a verdict: the team is asked first ("xin kiểm tra
 * lại"). Members who write up their walk in the evening are honest; the bounds below leave them alone.
 */
export const patternCodes = ['too-many', 'identical', 'night', 'same-minute', 'two-hamlets'] as const
export type PatternCode = (typeof patternCodes)[number]

/** What is looked at of a visit: where and when it was written down, and what was ticked; never where a phone was. */
export interface SeenVisit {
  id: Id
  /** Who wrote it down. */
  memberId: Id
  /** The day it took place, and when it was written down (ms UTC, corrected for the device's clock). */
  day: Day
  madeAtMs: number
  /** Null at a help desk: there people come one after the other, and only the door patterns are looked for. */
  doorId: Id | null
  /** Of the door; null where that is not known. */
  hamletId: Id | null
  /** Was somebody guided? */
  done: boolean
  /** Everything that was ticked and counted, in one canonical text, and how many things those are. */
  content: string
  parts: number
}

/** Visits of one member on one day that fit a pattern; `amount` says how strongly, in the pattern's own unit. */
export interface Finding {
  pattern: PatternCode
  memberId: Id
  day: Day
  visits: Id[]
  amount: number
}

export const bounds = {
  /** Doors at which people were guided, written down within an hour: who writes up a day has made a dozen. */
  perHour: 20,
  /** Saved within one minute: a visit takes half a minute to write down. */
  perMinute: 4,
  /** Doors with one and the same content of at least so many ticks, on one day. */
  identicalDoors: 6,
  identicalParts: 4,
  /** Of the member's doors of that day, how many are alike. */
  identicalShare: 0.8,
  /** Doors of the very day, written down between 23:00 and 5:00 in Vietnam. */
  nightDoors: 3,
  /** Going back and forth between two hamlets, each time within two minutes: who writes up a walk goes door by door. */
  switches: 3,
  switchMs: 120_000,
} as const

/** All patterns in the visits of a team or commune, in any order; one finding per member, day and pattern. */
export const findPatterns = (visits: readonly SeenVisit[]): Finding[] => {
  const days = new Map<string, SeenVisit[]>()
  for (const visit of visits) {
    if (!visit.done || !visit.doorId) continue
    const key = `${visit.memberId} ${visit.day}`
    const own = days.get(key)
    if (own) own.push(visit)
    else days.set(key, [visit])
  }
  return [...days.values()].flatMap((own) => patternsOfDay(own.sort(byTime)))
}

const byTime = (a: SeenVisit, b: SeenVisit): number => a.madeAtMs - b.madeAtMs || (a.id < b.id ? -1 : 1)

const patternsOfDay = (visits: readonly SeenVisit[]): Finding[] => {
  const [first] = visits
  if (!first) return []
  const found: [PatternCode, readonly SeenVisit[]][] = [
    ['too-many', densest(visits, 3_600_000, bounds.perHour + 1)],
    ['identical', alike(visits)],
    ['night', atNight(visits)],
    ['same-minute', densest(visits, 60_000, bounds.perMinute)],
    ['two-hamlets', betweenHamlets(visits)],
  ]
  return found
    .filter(([, fitting]) => fitting.length > 0)
    .map(([pattern, fitting]) => ({
      pattern,
      memberId: first.memberId,
      day: first.day,
      visits: fitting.map(({ id }) => id),
      amount: fitting.length,
    }))
}

/** The most visits within a stretch of time, if they are at least so many. */
const densest = (visits: readonly SeenVisit[], withinMs: number, least: number): readonly SeenVisit[] => {
  let best: readonly SeenVisit[] = []
  let from = 0
  for (const [to, visit] of visits.entries()) {
    while (visit.madeAtMs - (visits[from]?.madeAtMs ?? 0) >= withinMs) from++
    if (to - from + 1 > best.length) best = visits.slice(from, to + 1)
  }
  return best.length >= least ? best : []
}

const alike = (visits: readonly SeenVisit[]): readonly SeenVisit[] => {
  const groups = new Map<string, SeenVisit[]>()
  for (const visit of visits) {
    if (visit.parts < bounds.identicalParts) continue
    const group = groups.get(visit.content)
    if (group) group.push(visit)
    else groups.set(visit.content, [visit])
  }
  const largest = [...groups.values()].sort((a, b) => b.length - a.length)[0] ?? []
  const doors = new Set(largest.map(({ doorId }) => doorId)).size
  return doors >= bounds.identicalDoors && largest.length >= bounds.identicalShare * visits.length ? largest : []
}

const vietnamOffsetMs = 7 * 3_600_000
const hourMs = 3_600_000

const atNight = (visits: readonly SeenVisit[]): readonly SeenVisit[] => {
  const night = visits.filter(({ madeAtMs, day }) => {
    const local = madeAtMs + vietnamOffsetMs
    const hour = Math.floor(local / hourMs) % 24
    // Of the day itself: who writes down yesterday's walk after midnight says so ("hôm qua").
    return (hour >= 23 || hour < 5) && new Date(local).toISOString().slice(0, 10) === day
  })
  return night.length >= bounds.nightDoors ? night : []
}

const betweenHamlets = (visits: readonly SeenVisit[]): readonly SeenVisit[] => {
  const known = visits.filter(({ hamletId }) => hamletId !== null)
  const jumps = known.filter((visit, n) => {
    const before = known[n - 1]
    return (
      before !== undefined && before.hamletId !== visit.hamletId && visit.madeAtMs - before.madeAtMs < bounds.switchMs
    )
  })
  return jumps.length >= bounds.switches ? jumps : []
}

/** What of a visit makes its content; the order in which things were ticked does not matter. */
export interface VisitContent {
  people: number
  groups: Readonly<Record<string, number>>
  skills: readonly { skill: string; level: string; people: number }[]
  topics: readonly string[]
  platforms: readonly { platform: string; result: string }[]
  difficulty: { kind: string } | null
}

export const contentOf = (visit: VisitContent): Pick<SeenVisit, 'content' | 'parts'> => {
  const things = [
    ...Object.entries(visit.groups)
      .filter(([, count]) => count > 0)
      .map(([group, count]) => `${group}=${count}`),
    ...visit.skills.map(({ skill, level, people }) => `${skill}/${level}=${people}`),
    ...visit.topics,
    ...visit.platforms.map(({ platform, result }) => `${platform}/${result}`),
    ...(visit.difficulty ? [visit.difficulty.kind] : []),
  ].sort()
  return { content: [visit.people, ...things].join(' '), parts: things.length }
}
