import { fold } from '#platform/shared/folding.ts'
import { nameKey } from '../shared/names.ts'
import type { SearchHit } from '../shared/place.ts'
import { searchWords } from './words.ts'

/** A hit with the name that was found: the place's own, or the former unit's. */
export interface Candidate {
  hit: SearchHit
  name: string
}

/** Orders what was found, drops what says the same twice, and keeps the first `hitsMax`. */
export function bestHits(
  found: readonly Candidate[],
  text: string,
  words: readonly string[],
  hitsMax: number,
): SearchHit[] {
  const ranked = found.map((one) => ({ one, rank: rankOf(one, text, words.join(' ')) }))
  ranked.sort((a, b) => compareRanks(a.rank, b.rank) || inVietnamese.compare(label(a.one), label(b.one)))
  const seen = new Set<string>()
  const news = ranked.filter(({ one }) => isNew(one, seen))
  return news.slice(0, hitsMax).map(({ one }) => one.hit)
}

const inVietnamese = new Intl.Collator('vi', { numeric: true })
const label = ({ hit, name }: Candidate): string => `${name} ${hit.above}`
const levels = ['nation', 'province', 'commune', 'hamlet']

/** Smaller is better, the first number that differs decides: words, marks, present before former, level, certainty. */
const rankOf = ({ hit, name }: Candidate, text: string, words: string): number[] => {
  const own = [name, hit.former?.title ?? hit.place.title]
  return [
    Math.min(...own.map((one) => wordsFit(searchWords(one), words, aboveWords(hit)))),
    marksFit(own, text) ? 0 : 1,
    hit.former ? 1 : 0,
    levels.indexOf(hit.place.level),
    hit.former?.succession === 'probable' ? 1 : 0,
  ]
}

const aboveWords = ({ above, former }: SearchHit): string[] =>
  searchWords(`${above} ${former?.district ?? ''} ${former?.province ?? ''}`).split(' ')

/** 0: the whole name, then only words of the places above; 1: the name begins so; 2: the words stand somewhere. */
const wordsFit = (own: string, words: string, above: readonly string[]): number => {
  const rest = words.startsWith(`${own} `) ? words.slice(own.length + 1).split(' ') : null
  if (words === own || rest?.every((word) => above.some((one) => one.startsWith(word)))) return 0
  return own.startsWith(words) ? 1 : 2
}

/** Someone who types marks means them: "Tân Thạnh" puts Tân Thạnh before Tân Thành. */
const marksFit = (own: readonly string[], text: string): boolean => {
  if (fold(text) === text.toLowerCase().trim()) return true
  const typed = nameKey(text)
  return own.some((one) => typed.startsWith(nameKey(one)) || nameKey(one).startsWith(typed))
}

const compareRanks = (a: readonly number[], b: readonly number[]): number => {
  const at = a.findIndex((value, index) => value !== b[index])
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}

/** A former unit that only kept its name in its successor, or stands in both lists, is no news. */
const isNew = ({ hit, name }: Candidate, seen: Set<string>): boolean => {
  const key = `${hit.place.id} ${nameKey(name)}`
  if (seen.has(key)) return false
  seen.add(key)
  return true
}
