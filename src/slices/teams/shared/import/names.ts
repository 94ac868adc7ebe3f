import { tidy } from '#platform/shared/folding.ts'

export interface ReadName {
  name: string
  /** What had to be put right; Unicode form: the same letters were stored in another way. */
  mended: 'capitals' | 'unicode' | null
  /** No name that a person can have: a formula, a number, a mark. */
  fault: 'missing' | 'unreadable' | 'too-long' | null
}

const nameMaxCharacters = 100
// Nearly every name; what is to be mended takes the longer way.
const asItShouldBe = /^\p{Lu}\p{Ll}+( \p{Lu}\p{Ll}*)*$/u

/**
 * A person's name as it is written: NFC, single spaces, each word with a capital. Names all in capitals and names
 * from encodings without accented capitals ("Danh út") come out right.
 */
export const readName = (text: string): ReadName => {
  if (asItShouldBe.test(text) && text.normalize('NFC') === text) return { name: text, mended: null, fault: fault(text) }
  const whole = tidy(text).replace(/^(đ\/c|đồng chí)\s+/i, '')
  const name = whole.split(' ').map(properWord).join(' ')
  return { name, mended: mend(text, whole, name), fault: fault(name) }
}

/** One word of a proper name. Numerals stay ("Khu phố IV", "Ấp 3A"); so do capitals inside ("H'Hen"). */
export const properWord = (word: string): string => {
  if (/^[IVX]+$/.test(word) || /\d/.test(word)) return word
  const shouted = /\p{Lu}.*\p{Lu}/u.test(word) && word === word.toUpperCase()
  return (shouted ? word.toLowerCase() : word).replace(/(^|[-'’.(])(\p{Ll})/gu, (_, before, letter) => {
    return before + letter.toUpperCase()
  })
}

const mend = (text: string, whole: string, name: string): ReadName['mended'] => {
  if (name !== whole) return 'capitals'
  return text.normalize('NFC') === text ? null : 'unicode'
}

const fault = (name: string): ReadName['fault'] => {
  if (/^[-–—.…_*]*$/.test(name)) return 'missing'
  if (/^[=+@]/.test(name) || !/\p{L}{2}/u.test(name)) return 'unreadable'
  return name.length > nameMaxCharacters ? 'too-long' : null
}
