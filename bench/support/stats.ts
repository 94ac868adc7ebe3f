/** The value below which `share` (0 to 1) of the values lie; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** p50, p95 and p99, in the unit of the values, to a tenth. */
export const spread = (values: readonly number[]): { p50: number; p95: number; p99: number } => ({
  p50: round(percentile(values, 0.5), 1),
  p95: round(percentile(values, 0.95), 1),
  p99: round(percentile(values, 0.99), 1),
})

export const round = (value: number, digits = 0): number => Math.round(value * 10 ** digits) / 10 ** digits
