import { fold, spellingKey, tidy } from '#platform/shared/folding.ts'
import { nameKey, placeKinds, placeTitle, readPlaceTitle } from '#slices/places/shared/public.ts'
import { remembering } from './memo.ts'
import { properWord } from './names.ts'

const hamletKinds = placeKinds.filter(({ level }) => level === 'hamlet')
const kindWords = hamletKinds.flatMap(({ key, vi, short }) => [vi, ...short].map((text) => ({ key, text })))
const teamWords = /^to (cnscd|cnsc d|cds ?cd|cong nghe so( cong dong)?|chuyen doi so( cong dong)?)( va de an 06)?\b/

/** Words that a header of hamlets is made of, folded; single letters say too little. */
export const hamletKindWords: string[] = kindWords.map(({ text }) => fold(text)).filter(({ length }) => length > 1)

/** A hamlet as a roster names it. */
export interface Hamlet {
  /** A kind of place ('ap'), null where none is written. */
  kind: string | null
  /** 'Hòa Bình': each word with its capital. */
  name: string
  /** 'Ấp Hòa Bình'. */
  title: string
  /** Equal for two spellings of one hamlet; the kind is part of it. */
  key: string
}

/** Reads a hamlet, also out of a team's name ("Tổ CNSCĐ xóm Nà Mao"). `impliedKind` stands in where none is written. */
export const readHamlet = (text: string, impliedKind: string | null = null): Hamlet => {
  const written = readTitle(text)
  return hamletOf(written.kind ?? impliedKind, written.name)
}

/** Equal for two spellings of one hamlet of a commune. */
export const hamletKey = (kind: string | null, name: string): string => `${kind ?? ''} ${nameKey(name)}`

/** Does the text begin with a kind of hamlet, followed by a name? */
export const startsWithHamletKind = (text: string): boolean => readPlaceTitle(text, 'hamlet').kind !== null

/** Does the text begin as a team's name does ("Tổ CNSCĐ …")? */
export const startsWithTeamWords = (text: string): boolean => teamWords.test(fold(text))

/** The kind that the text names and nothing else: 'Ấp' > 'ap', 'Ấp, khu phố' > null. */
export const hamletKindOf = (text: string): string | null =>
  kindWords.find((word) => word.text.length > 1 && spellingKey(word.text) === spellingKey(text))?.key ?? null

/** The text without "Tổ CNSCĐ" before it. */
export const withoutTeamWords = (text: string): string => {
  const found = teamWords.exec(fold(text))
  const words = tidy(text).split(' ')
  // Folding keeps the number of words.
  const rest = words.slice(found?.[0].split(' ').length ?? 0).join(' ')
  return rest.replace(/^[\s:–-]+/, '') || tidy(text)
}

const readTitle = remembering((text) => {
  const { kind, name } = readPlaceTitle(withoutTeamWords(text), 'hamlet')
  return { kind, name: name.split(' ').map(properWord).join(' ') }
})

const hamletOf = (kind: string | null, name: string): Hamlet => ({
  kind,
  name,
  title: placeTitle(kind, name),
  key: hamletKey(kind, name),
})
