import type { Id } from '#platform/shared/ids.ts'
import { seededRandom } from './random.ts'

/** What is drawn from: the visits that a team made in the period. */
export interface Stratum {
  team: Id
  visits: readonly Id[]
}

/**
 * How many of a sample of `size` fall on each stratum: proportional to its size (Cochran, "Sampling Techniques", 3rd ed.
 * 1977, section 5.5; fractions by largest remainder), but at least one each, because a team that nobody asks about
 * would know it, and a stratum without an answer cannot be estimated. So the sample has at least as many as there are
 * strata, and never more of a stratum than it has.
 */
export const allocate = (sizes: readonly number[], size: number): number[] => {
  const strata = sizes.filter((count) => count > 0).length
  const total = sizes.reduce((sum, count) => sum + count, 0)
  const wanted = Math.min(Math.max(size, strata), total)
  const given = sizes.map((count) => (count > 0 ? 1 : 0))
  const rest = wanted - strata
  const room = total - strata
  if (rest <= 0) return given
  const shares = sizes.map((count) => (Math.max(0, count - 1) * rest) / room)
  const whole = given.map((one, n) => one + Math.floor(shares[n] ?? 0))
  const missing = wanted - whole.reduce((sum, count) => sum + count, 0)
  const byRemainder = sizes.map((_, n) => n).sort((a, b) => remainder(shares[b]) - remainder(shares[a]) || a - b)
  for (const n of byRemainder.slice(0, missing)) whole[n] = (whole[n] ?? 0) + 1
  return whole
}

const remainder = (share = 0): number => share - Math.floor(share)

/** What was drawn of one stratum, in the order in which it was drawn. */
export interface Drawn extends Stratum {
  /** How many visits there were to draw from. */
  population: number
}

/**
 * A stratified random sample without replacement. The same visits, size and seed give the same sample, in whatever order
 * the visits were read: that is how anybody can check that nothing was picked by hand.
 */
export const drawSample = (strata: readonly Stratum[], size: number, seed: number): Drawn[] => {
  const ordered = strata.filter(({ visits }) => visits.length > 0).sort((a, b) => (a.team < b.team ? -1 : 1))
  const counts = allocate(
    ordered.map(({ visits }) => visits.length),
    size,
  )
  const random = seededRandom(seed)
  return ordered.map(({ team, visits }, n) => ({
    team,
    population: visits.length,
    visits: pick([...visits].sort(), counts[n] ?? 0, random.below),
  }))
}

// The beginning of a shuffle (Fisher & Yates; Durstenfeld 1964): every choice of so many is equally likely.
const pick = (from: Id[], count: number, below: (count: number) => number): Id[] => {
  for (let n = 0; n < count; n++) {
    const other = n + below(from.length - n)
    const [here, there] = [from[n], from[other]]
    if (here === undefined || there === undefined) throw new RangeError('more is drawn than there is')
    from[n] = there
    from[other] = here
  }
  return from.slice(0, count)
}
