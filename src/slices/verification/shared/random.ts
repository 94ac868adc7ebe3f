/** Whole numbers by chance that a seed repeats: the same seed gives the same numbers on every machine, for ever. */
export interface SeededRandom {
  /** A whole number from 0 to 4294967295. */
  next(): number
  /** A whole number from 0 to `count` - 1, each equally likely. */
  below(count: number): number
}

/** Seeds are whole numbers from 0 to this: ten digits that can be read out and written into minutes. */
export const largestSeed = 4_294_967_295

/**
 * xoshiro128** 1.1 (Blackman & Vigna, "Scrambled linear pseudorandom number generators", ACM Trans. Math. Softw. 47(4),
 * 2021), its state filled from the seed by a counter through the finaliser of MurmurHash3, so that neighbouring seeds
 * have nothing in common.
 */
export const seededRandom = (seed: number): SeededRandom => fromState(spread(seed))

/** The generator from a state of four 32-bit words, not all of them 0. */
export const fromState = (state: readonly [number, number, number, number]): SeededRandom => {
  let [a, b, c, d] = state
  const next = (): number => {
    const result = Math.imul(rotated(Math.imul(b, 5), 7), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotated(d, 11)
    return result
  }
  return { next, below: (count) => below(next, count) }
}

// Numbers beyond the last whole multiple of `count` are thrown away: the remainder would favour small results.
const below = (next: () => number, count: number): number => {
  const limit = 4_294_967_296 - (4_294_967_296 % count)
  for (let value = next(); ; value = next()) if (value < limit) return value % count
}

const rotated = (value: number, by: number): number => (value << by) | (value >>> (32 - by))

const spread = (seed: number): [number, number, number, number] => {
  const word = (n: number) => finalised((seed + Math.imul(n, 0x9e3779b9)) | 0)
  return [word(1), word(2), word(3), word(4)]
}

const finalised = (value: number): number => {
  const first = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35)
  return (second ^ (second >>> 16)) >>> 0
}
