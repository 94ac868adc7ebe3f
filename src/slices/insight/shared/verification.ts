import * as z from 'zod/mini'
import type { Indicator } from '#slices/indicators/shared/public.ts'
import {
  type Estimate,
  estimateOf,
  type ShareSums,
  type VerifiedShare,
  verifiedShare,
} from '#slices/verification/shared/public.ts'

const part = z.number()

/** How true the visits of a place or team are, from the samples whose period overlaps the one shown. */
export const verification = z.object({
  /** The verified share with its 95 % interval, 0 to 1; null while nobody has answered. */
  share: z.nullable(z.object({ share: part, low: part, high: part })),
  drawn: z.int(),
  confirmed: z.int(),
  denied: z.int(),
  notReached: z.int(),
})
export type Verification = z.infer<typeof verification>

/** The true value of a figure as far as the sample tells, with the bounds of its 95 % interval. */
export const estimate = z.object({ value: part, low: part, high: part })

/** Null: no sample was drawn, which says nothing about the figures. */
export const verificationOf = (sums: ShareSums | undefined): Verification | null =>
  sums && sums.drawn > 0
    ? {
        share: verifiedShare(sums),
        drawn: sums.drawn,
        confirmed: sums.confirmed,
        denied: sums.denied,
        notReached: sums.notReached,
      }
    : null

/**
 * Does the indicator count what visits did? Only that was sampled. Rates are left out: if visits are invented, the parts
 * of a rate are too high alike, and it says nothing to scale it.
 */
export const isEstimated = ({ numerator, denominator, recordedWith }: Indicator): boolean =>
  denominator === null && recordedWith === 'visits' && numerator.every(({ kind }) => kind !== 'stock')

/** The estimate of a value; null without a share, for what no visit made, and where a part of it was only declared. */
export const estimated = (
  indicator: Indicator,
  { value, declared }: { value: number | null; declared: number | null },
  share: VerifiedShare | null | undefined,
): Estimate | null =>
  share && value !== null && declared === null && isEstimated(indicator) ? estimateOf(value, share) : null
