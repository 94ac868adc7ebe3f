/** Bounds of a share, both from 0 to 1. */
export interface Interval {
  low: number
  high: number
}

/** The 97.5th percentile of the standard normal distribution: intervals hold the truth in 95 of 100 samples. */
const z = 1.959963984540054

/**
 * Wilson's score interval, 95 %, of a share `p` found among `n` (Wilson, "Probable inference, the law of succession, and
 * statistical inference", JASA 22, 1927, 209-212):
 *
 *   ( p + z²/2n ± z √( p(1-p)/n + z²/4n² ) ) / ( 1 + z²/n )
 *
 * Not p ± z√(p(1-p)/n): with the small samples of a commune and shares near 1 that one has far less than 95 %, and says
 * "exactly 100 %" after five answers (Agresti & Coull, "Approximate is better than 'exact'", Am. Stat. 52, 1998, 119-126).
 *
 * Finite population correction (n' = n(N-1)/(N-n), Cochran 1977, section 2.6) was considered and is left out: who was not
 * reached makes a sample of every visit no census, a period that goes on has more visits than were drawn from, and
 * without it the interval is at most too wide, never too narrow.
 *
 * `n` may be a fraction: the effective size of a stratified sample. Throws RangeError when n is not above 0.
 */
export const wilsonInterval = (p: number, n: number): Interval => {
  if (!(n > 0)) throw new RangeError('an interval needs at least one answer')
  const z2 = z * z
  const middle = p + z2 / (2 * n)
  const half = z * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))
  const by = 1 + z2 / n
  // At p = 0 and p = 1 one bound is exact; rounding must not carry it outside.
  return {
    low: p === 0 ? 0 : Math.max(0, (middle - half) / by),
    high: p === 1 ? 1 : Math.min(1, (middle + half) / by),
  }
}

/** Half the width of the interval in the worst case, a share of one half: what a sample of so many answers can tell. */
export const marginOf = (answers: number): number => {
  const { low, high } = wilsonInterval(0.5, answers)
  return (high - low) / 2
}

/** A sample of this size tells a share to about ±10 points in the worst case, ±6 where nine of ten are confirmed. */
export const usualSampleSize = 90
