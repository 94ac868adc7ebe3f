import { type Interval, wilsonInterval } from './wilson.ts'

/** What the answers about one stratum (a team's visits in the period of a draw) say. */
export interface StratumResult {
  /** Visits to draw from. */
  population: number
  drawn: number
  confirmed: number
  denied: number
  /** Nobody could be asked: told apart, never counted as confirmed or denied. */
  notReached: number
}

/**
 * What is kept of strata: sums only, so that shares of communes, provinces and the nation come from adding up, and
 * nothing of a door or a person travels upwards.
 */
export interface ShareSums {
  /** Visits to draw from, in all strata. */
  population: number
  drawn: number
  confirmed: number
  denied: number
  notReached: number
  /** Visits in strata with an answer: N = Σ Nₕ. */
  answeredFor: number
  /** Visits that are true as far as the answers go: Σ Nₕ pₕ. */
  weighted: number
  /** Σ Nₕ² / nₕ, from which the effective size follows. */
  squares: number
}

export const sumsOf = ({ population, drawn, confirmed, denied, notReached }: StratumResult): ShareSums => {
  const answers = confirmed + denied
  const counted = { population, drawn, confirmed, denied, notReached }
  if (answers === 0) return { ...counted, answeredFor: 0, weighted: 0, squares: 0 }
  return {
    ...counted,
    answeredFor: population,
    weighted: (population * confirmed) / answers,
    squares: (population * population) / answers,
  }
}

export const noSums: ShareSums = {
  population: 0,
  drawn: 0,
  confirmed: 0,
  denied: 0,
  notReached: 0,
  answeredFor: 0,
  weighted: 0,
  squares: 0,
}

export const addSums = (a: ShareSums, b: ShareSums): ShareSums => ({
  population: a.population + b.population,
  drawn: a.drawn + b.drawn,
  confirmed: a.confirmed + b.confirmed,
  denied: a.denied + b.denied,
  notReached: a.notReached + b.notReached,
  answeredFor: a.answeredFor + b.answeredFor,
  weighted: a.weighted + b.weighted,
  squares: a.squares + b.squares,
})

/** The verified share (tỷ lệ đã xác minh): the part of the visits that is true, with its 95 % interval. */
export interface VerifiedShare extends Interval {
  share: number
}

/**
 * The stratified estimate of the share (Cochran 1977, section 5.3: p = Σ Nₕpₕ / N). Its interval is Wilson's with the
 * effective sample size n = N² / Σ(Nₕ²/nₕ) in place of n (Kish, "Survey Sampling", 1965, section 11.2; for score
 * intervals of weighted samples Franco, Little, Louis & Slud, J. Surv. Stat. Methodol. 7, 2019, 334-364): the variance
 * by strata would be 0 wherever all answers of a team agree, which with one or two answers a team is the rule.
 * Strata without an answer are taken to be like the others. Null: nobody has answered, and nothing is known.
 */
export const verifiedShare = ({ answeredFor, weighted, squares }: ShareSums): VerifiedShare | null => {
  if (answeredFor <= 0 || squares <= 0) return null
  // Sums of fractions may miss 1 by the last bit.
  const share = Math.min(1, Math.max(0, weighted / answeredFor))
  return { share, ...wilsonInterval(share, (answeredFor * answeredFor) / squares) }
}

/** A counted figure as it truly is, as far as the sample tells. */
export interface Estimate extends Interval {
  value: number
}

/**
 * The estimated true value of a figure that counts what visits did: counted × verified share, with the bounds of the
 * share. It takes visits that are not true to be as large as others; whoever invents visits for their people makes the
 * figure of people falser than this says.
 */
export const estimateOf = (counted: number, { share, low, high }: VerifiedShare): Estimate => ({
  value: Math.round(counted * share),
  low: Math.round(counted * low),
  high: Math.round(counted * high),
})
