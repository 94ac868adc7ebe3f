/**
 * Codes that people read from paper and type on a phone: four groups of four, "K7BM-2QXT-9HNC-4PZV".
 *
 * No vowels, no D and no W: a Vietnamese keyboard (Telex, VNI) turns them with the next key into other letters. No 0
 * and no 1: they look like O and I. 25 signs to the power of 16 are 74 bits.
 */
export const readableSigns = '23456789BCFGHJKMNPQRSTVXZ'
const groups = 4
const groupLength = 4

/** A new code. `pick(n)`: a random whole number from 0 to n-1, from a source nobody can guess. */
export const readableCode = (pick: (below: number) => number): string =>
  Array.from({ length: groups }, () =>
    Array.from({ length: groupLength }, () => readableSigns[pick(readableSigns.length)]).join(''),
  ).join('-')

/** The code in what somebody typed or scanned: any case, any spaces or hyphens. Null when it cannot be one. */
export const readCode = (typed: string): string | null => {
  const signs = typed.toUpperCase().replace(/[\s.·_–-]/g, '')
  if (signs.length !== groups * groupLength || [...signs].some((sign) => !readableSigns.includes(sign))) return null
  return signs.match(/.{4}/g)?.join('-') ?? null
}
