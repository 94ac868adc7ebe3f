import { fold, spellingKey } from '#platform/shared/folding.ts'

/**
 * Equal for two spellings of one name: case, spaces, punctuation, Unicode form, place of the tone mark and leading zeros
 * of numbers aside ("Hoà Bình 01" = "HÒA BÌNH 1"; "Tân Thạnh" is not "Tân Thành"). This decides; `looseNameKey` proposes.
 */
export const nameKey = (name: string): string => spellingKey(plainNumbers(wordsOnly(name)))

/** Equal also for names that differ by marks or by how they are split into words ("Ea Bar" and "EaBar"). */
export const looseNameKey = (name: string): string => fold(plainNumbers(wordsOnly(name))).replaceAll(' ', '')

/** Sorts "Ấp 2" before "Ấp 10"; to be compared by the Vietnamese collation. */
export const nameSortKey = (name: string): string =>
  name.normalize('NFC').replace(/\d+/g, (digits) => digits.padStart(6, '0'))

const wordsOnly = (text: string): string => text.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
const plainNumbers = (text: string): string => text.replace(/(?<!\d)0+(?=\d)/g, '')
