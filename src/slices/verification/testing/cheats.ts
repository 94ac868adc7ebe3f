import { type Day, dayInVietnam, startOfDayMs } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { Finding, SeenVisit } from '../shared/patterns.ts'
import { type SeededRandom, seededRandom } from '../shared/random.ts'

/*
 * A world of teams in which some members invent visits, made from a seed: with it the patterns are tested and measured.
 * The honest ones are not all alike: some walk and write at the door, some write up their walk in the evening, some work
 * for a campaign in which every door gets the same, some sit at a help desk. Some cheats are careful, and nobody who looks
 * at times and ticks can find those; others invent so little, and some honest days look so much like theirs (a campaign in
 * which everybody is told the same four things, a walk written up near midnight), that neither precision nor recall is 1.
 */

const honestWays = ['walker', 'evening', 'campaign', 'desk', 'late-riser'] as const
const cheatingWays = ['burst', 'copier', 'night', 'script', 'teleport', 'careful'] as const
type Way = (typeof honestWays)[number] | (typeof cheatingWays)[number]

/** One member's day, and whether its visits took place. */
export interface MemberDay {
  memberId: Id
  day: Day
  way: Way
  cheats: boolean
}

export interface World {
  visits: SeenVisit[]
  days: MemberDay[]
}

/** `teams` of five members through `days` days; one member in eight cheats, on half of the days. */
export const worldOfCheats = (seed: number, teams: number, days: number): World => {
  const random = seededRandom(seed)
  const world: World = { visits: [], days: [] }
  for (let team = 0; team < teams; team++)
    for (let member = 0; member < 5; member++) {
      const memberId = `member-${team}-${member}`
      const usual = pick(random, honestWays)
      const cheat = random.below(8) === 0 ? pick(random, cheatingWays) : null
      for (let n = 0; n < days; n++) {
        const day = dayInVietnam(firstDayMs + n * dayMs)
        const cheats = cheat !== null && random.below(2) === 0
        if (!cheats && random.below(3) > 0) continue
        const way = cheats ? cheat : usual
        world.days.push({ memberId, day, way, cheats })
        world.visits.push(...dayOf(random, { memberId, day, way, team }))
      }
    }
  return world
}

export interface Score {
  /** Of the member-days that were found, how many were cheating. */
  precision: number
  /** Of the member-days with cheating, how many were found. */
  recall: number
  found: number
  cheating: number
}

/** How well findings tell the days with cheating from the others. `way`: only those cheats, beside all honest days. */
export const scoreOf = (world: World, findings: readonly Finding[], way?: Way): Score => {
  const found = new Set(findings.map(({ memberId, day }) => `${memberId} ${day}`))
  const looked = world.days.filter((one) => !one.cheats || !way || one.way === way)
  const hits = looked.filter(({ memberId, day }) => found.has(`${memberId} ${day}`))
  const cheating = looked.filter(({ cheats }) => cheats)
  const right = hits.filter(({ cheats }) => cheats).length
  return {
    precision: hits.length ? right / hits.length : 1,
    recall: cheating.length ? right / cheating.length : 1,
    found: hits.length,
    cheating: cheating.length,
  }
}

export { cheatingWays }

const dayMs = 86_400_000
const minute = 60_000
const firstDayMs = startOfDayMs('2026-09-01')

const pick = <One>(random: SeededRandom, list: readonly One[]): One => {
  const one = list[random.below(list.length)]
  if (one === undefined) throw new RangeError('nothing to pick from')
  return one
}

const between = (random: SeededRandom, low: number, high: number): number => low + random.below(high - low + 1)

interface Doing {
  memberId: Id
  day: Day
  way: Way
  team: number
}

/** How a way of working looks from outside: when it begins, how long from one record to the next, how many. */
interface Rhythm {
  /** Minutes after midnight. */
  begins: [number, number]
  /** Seconds from one record to the next. */
  pause: [number, number]
  count: [number, number]
}

const rhythms: Record<Way, Rhythm> = {
  walker: { begins: [450, 960], pause: [360, 1500], count: [2, 12] },
  evening: { begins: [1110, 1290], pause: [14, 100], count: [3, 14] },
  campaign: { begins: [450, 900], pause: [240, 900], count: [6, 18] },
  desk: { begins: [450, 780], pause: [45, 400], count: [10, 40] },
  'late-riser': { begins: [1200, 1372], pause: [40, 240], count: [2, 7] },
  burst: { begins: [480, 1200], pause: [35, 160], count: [15, 45] },
  copier: { begins: [450, 1140], pause: [120, 600], count: [4, 16] },
  night: { begins: [0, 290], pause: [60, 600], count: [2, 10] },
  script: { begins: [480, 1260], pause: [1, 30], count: [3, 15] },
  teleport: { begins: [480, 1140], pause: [40, 180], count: [4, 12] },
  careful: { begins: [480, 960], pause: [480, 1500], count: [2, 8] },
}

const dayOf = (random: SeededRandom, doing: Doing): SeenVisit[] => {
  const { begins, pause, count } = rhythms[doing.way]
  const copied = content(random, between(random, 3, 5))
  const simple = content(random, pick(random, [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4]))
  let at = startOfDayMs(doing.day) + between(random, ...begins) * minute + random.below(minute)
  return Array.from({ length: between(random, ...count) }, (_, n) => {
    at += between(random, ...pause) * 1000
    const own = doing.way === 'copier' ? copied : doing.way === 'campaign' ? simple : content(random, 0)
    return { ...visitAt(random, doing, n, at), ...own }
  })
}

const visitAt = (random: SeededRandom, { memberId, day, way, team }: Doing, n: number, at: number) => ({
  id: `${memberId}/${day}/${n}`,
  memberId,
  day,
  madeAtMs: at,
  doorId: way === 'desk' ? null : `${memberId}/door-${n}`,
  // An honest member with doors in two hamlets does one after the other; who teleports goes back and forth.
  hamletId: `hamlet-${team}-${way === 'teleport' ? n % 2 : way === 'evening' && n > 6 ? 1 : 0}`,
  done: way === 'careful' || way === 'copier' || random.below(10) > 1 || isCheating(way),
})

const isCheating = (way: Way): boolean => (cheatingWays as readonly Way[]).includes(way)

const ticks = [
  'vneid/installed',
  'portal/used',
  'payment/alone=1',
  'safety/guided=1',
  'scam',
  'elderly=1',
  'women=1',
  'plan',
]

/** What was ticked; people mostly do little, and much the same. */
const content = (random: SeededRandom, least: number): Pick<SeenVisit, 'content' | 'parts'> => {
  const wanted = least || between(random, 1, 4)
  const chosen = new Set<string>()
  while (chosen.size < wanted) chosen.add(pick(random, ticks))
  return { content: [1 + random.below(3), ...[...chosen].sort()].join(' '), parts: chosen.size }
}
