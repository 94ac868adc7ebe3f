import { addDays, type Day, daysBetween } from '#platform/shared/dates.ts'
import type { CommunePlan, DemoSize } from './network.ts'
import { type Random, randomFrom, shareOut } from './random.ts'
import type { Span } from './teams.ts'

/** What a team did, in short: written out as doors and visits by `writeHistory`. */
export interface Activity {
  visits: number
  /** Doors on its list to which nobody has been yet. */
  unvisited: number
  /** Its visits lie between these shares of the country's activity over the time shown (`quantileDays`): 0 to 1. */
  begin: number
  end: number
}

/** Visits of all teams with a thin history, by size; `--visits` changes it. */
export const usualVisits: Record<DemoSize, number> = { demo: 200_000, small: 3_000, nation: 1_000_000 }

/** A team makes no more: what it needs fits the list of different doors (`doorList`). */
const mostVisits = 800

/** The activity of every team, commune by commune in the order of the plans; the visits sum to `visits`. */
export function planActivity(plans: readonly CommunePlan[], visits: number, seed: string): Activity[][] {
  const drawn = plans.map((plan) => drawCommune(randomFrom(`${seed}/activity/${plan.commune.code}`), plan))
  const counts = shareOut(
    visits,
    drawn.flat().map(({ weight }) => weight),
  )
  let position = 0
  return drawn.map((teams) =>
    teams.map(({ begin, end, unvisited }) => ({
      begin,
      end,
      unvisited,
      visits: Math.min(mostVisits, counts[position++] ?? 0),
    })),
  )
}

interface Drawn {
  weight: number
  begin: number
  end: number
  unvisited: number
}

/** Communes differ more than the teams within them: here an office asks for it, there nobody does. */
function drawCommune(random: Random, { teams, part }: CommunePlan): Drawn[] {
  const zeal = random.weighted([
    [0.15, 1],
    [0.6, 3],
    [1, 4],
    [1.9, 2],
  ] as const)
  return Array.from({ length: teams }, () =>
    part === 'lai-chau'
      ? { weight: 0.25, begin: 0.97, end: 1, unvisited: random.int(8, 20) }
      : drawTeam(random, zeal * (part === 'dinh-hoa' ? 1.5 : 1)),
  )
}

function drawTeam(random: Random, zeal: number): Drawn {
  const kind = random.weighted([
    ['idle', 10],
    ['stopped', 11],
    ['late', 24],
    ['steady', 55],
  ] as const)
  const weight = kind === 'idle' ? 0 : zeal * (0.35 + random.next() ** 2 * 1.6)
  const begin = kind === 'late' ? 0.15 + random.next() * 0.55 : random.next() ** 3 * 0.06
  const end = kind === 'stopped' ? 0.3 + random.next() * 0.45 : 1
  const span = end - begin
  return { weight: weight * span, begin, end, unvisited: kind === 'idle' ? random.int(0, 6) : random.int(2, 14) }
}

/** Fineness of the calendar of activity. */
export const quantiles = 4_096

/** The day at each of `quantiles` equal steps of activity: busy days take many steps, feast days few. */
export function quantileDays({ from, to }: Span): Day[] {
  const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index))
  const shares = shareOut(
    quantiles,
    days.map((day, index) => weightOf(day, index / days.length)),
  )
  return days.flatMap((day, index) => Array.from({ length: shares[index] ?? 0 }, () => day))
}

/** More every year; least at Tết, most in October (10 October is the day of digital transformation); more at weekends. */
const weightOf = (day: Day, passed: number): number =>
  (0.55 + 0.9 * passed) *
  (months[Number(day.slice(5, 7)) - 1] ?? 1) *
  (weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? 1)

const months = [0.85, 0.45, 1.2, 1, 0.95, 1.15, 1.25, 1, 1.05, 1.6, 1.15, 0.95]
/** From Sunday on. */
const weekdays = [1.35, 0.8, 0.85, 0.85, 0.9, 1, 1.5]
