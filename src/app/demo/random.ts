import { createHash } from 'node:crypto'

/** Numbers that look random and are the same for the same seed, on every machine. */
export interface Random {
  /** At least 0, below 1. */
  next(): number
  /** A whole number, both ends included. */
  int(least: number, most: number): number
  /** True in this share of the cases. */
  chance(share: number): boolean
  pick<T>(list: readonly T[]): T
  /** One of the values, each as often as its weight says. */
  weighted<T>(list: readonly (readonly [value: T, weight: number])[]): T
  shuffled<T>(list: readonly T[]): T[]
}

/**
 * A stream of its own for each text: what one commune draws does not depend on how much another one drew, so that a
 * small world and a large one of the same seed hold the same teams.
 */
export function randomFrom(seed: string): Random {
  const next = sfc32(createHash('sha256').update(seed).digest())
  const int = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  const pick = <T>(list: readonly T[]): T => itemAt(list, int(0, list.length - 1))
  return {
    next,
    int,
    pick,
    chance: (share) => next() < share,
    weighted: (list) => itemByWeight(list, next()),
    shuffled: (list) => shuffle(list, int),
  }
}

/** Chris Doty-Humphrey's generator of 128 bits (PractRand): small, fast, good enough for a play. */
function sfc32(seed: Buffer): () => number {
  let [a, b, c, d] = [0, 4, 8, 12].map((offset) => seed.readInt32LE(offset)) as [number, number, number, number]
  return () => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 4_294_967_296
  }
}

function itemAt<T>(list: readonly T[], index: number): T {
  if (list.length === 0) throw new RangeError('there is nothing to pick from')
  return list[index] as T
}

function itemByWeight<T>(list: readonly (readonly [T, number])[], draw: number): T {
  let left = draw * list.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [value, weight] of list) {
    left -= weight
    if (left < 0) return value
  }
  return itemAt(list, list.length - 1)[0]
}

function shuffle<T>(list: readonly T[], int: Random['int']): T[] {
  const mixed = [...list]
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = int(0, last)
    const kept = itemAt(mixed, last)
    mixed[last] = itemAt(mixed, other)
    mixed[other] = kept
  }
  return mixed
}

/**
 * Shares a whole number out by weights, so that the parts are whole and sum to it exactly (largest remainders). A part
 * never lies more than 1 from its exact share.
 */
export function shareOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((so, weight) => so + weight, 0)
  const exact = weights.map((weight) => (sum === 0 ? 0 : (total * weight) / sum))
  const parts = exact.map(Math.floor)
  const left = total - parts.reduce((so, part) => so + part, 0)
  const byRemainder = exact.map((share, index) => ({ index, rest: share - Math.floor(share) }))
  byRemainder.sort((a, b) => b.rest - a.rest || a.index - b.index)
  for (const { index } of byRemainder.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1
  return parts
}
