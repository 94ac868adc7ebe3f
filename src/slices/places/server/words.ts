import { fold } from '#platform/shared/folding.ts'
import { placeKinds } from '../shared/kinds.ts'

/** Words as search compares them: lower case, no marks, no punctuation. */
export const searchWords = (text: string): string => fold(text.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' '))

/** The words of a search, shortened kinds written out ("tp" is "thanh pho"); single letters of kinds left out. */
export const wordsOfQuery = (text: string): string[] => {
  const words = searchWords(text).split(' ').filter(Boolean).flatMap(writtenOut)
  return words.length > 0 ? words.slice(0, wordsMax) : searchWords(text).split(' ').filter(Boolean).slice(0, wordsMax)
}

const wordsMax = 12
const oneLetterKinds = new Set(['x', 'p', 't', 'h', 'q'])
const writtenOut = (word: string): string[] => {
  if (oneLetterKinds.has(word)) return []
  if (word === 'tx') return ['thi', 'xa']
  const kind = placeKinds.find((one) => one.short.some((short) => short.length > 1 && fold(short) === word))
  return kind ? fold(kind.vi).split(' ') : [word]
}
