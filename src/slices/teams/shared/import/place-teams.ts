import { spellingKey, tidy } from '#platform/shared/folding.ts'
import { readHamlet } from './hamlets.ts'
import { problemAt, type RosterProblem } from './problems.ts'
import type { CommuneQuestion } from './result.ts'
import type { CommuneAnswer, CommuneOption, CommuneQuery, InterpretOptions, RawMember } from './types.ts'

/** The team that a row names, and how the row spells its hamlet. */
export interface TeamOfRow {
  key: string
  communeKey: string
  placeId: string
  placeName: string
  formerCommune: string | null
  hamlet: string
  hamletKind: string | null
  hamletName: string
  hamletKey: string
}

/** Finds the teams of rows; the tree of places is asked once for each spelling. */
export interface TeamFinder {
  /** null: the row is blocked, and said so. */
  teamOf: (raw: RawMember) => TeamOfRow | null
  questions: () => CommuneQuestion[]
  /** After the last row: what blocks, once for each place where an unknown commune is written. */
  problems: () => RosterProblem[]
}

interface Commune {
  key: string
  placeId: string
  placeName: string
  formerCommune: string | null
}

/** An answer of the tree of places, and what it comes to. */
interface Asked {
  answer: CommuneAnswer
  commune: Commune | null
  key: string
}

export const teamFinder = (options: InterpretOptions): TeamFinder => {
  const answers = new Map<string, Asked>()
  const questions = new Map<string, CommuneQuestion>()
  const blocked = new Map<string, RosterProblem>()
  const ask = (query: CommuneQuery): Asked => {
    const written = `${query.district ?? ''}|${query.text}`
    const asked = answers.get(written) ?? askAbout(query, options)
    answers.set(written, asked)
    return asked
  }
  const communeOf = (raw: RawMember): Commune | null => {
    const chosen = options.defaultCommune
    const query = raw.commune ?? (chosen ? null : raw.titleCommune)
    if (!query) return chosen ? today(chosen) : block(blocked, raw, problemAt(raw, 'commune-missing', 'commune'))
    const { answer, commune, key } = ask(query)
    const question = questionOf(raw, query, answer)
    if (question && !questions.has(key)) questions.set(key, question)
    return commune ?? block(blocked, raw, unknownCommune(raw, query, answer))
  }
  const teams = new Map<string, TeamOfRow>()
  const known = (key: string, read: () => TeamOfRow): TeamOfRow => {
    const team = teams.get(key) ?? read()
    teams.set(key, team)
    return team
  }
  return {
    teamOf: (raw) => {
      const commune = communeOf(raw)
      if (!commune) return null
      const { hamlet, impliedHamletKind } = raw
      if (!hamlet) return block(blocked, raw, problemAt(raw, 'hamlet-missing', 'hamlet'))
      return known(`${commune.key}|${impliedHamletKind}|${hamlet}`, () => team(commune, hamlet, impliedHamletKind))
    },
    questions: () => [...questions.values()],
    problems: () => [...blocked.values()],
  }
}

/** Two communes of one name can be asked for under different districts only. */
export const queryKey = ({ text, district }: CommuneQuery): string =>
  `${spellingKey(district ?? '')}|${spellingKey(text)}`

const today = ({ placeId, name }: CommuneOption): Commune => ({
  key: placeId,
  placeId,
  placeName: name,
  formerCommune: null,
})

const askAbout = (query: CommuneQuery, options: InterpretOptions): Asked => {
  const answer = options.resolveCommune(query)
  return { answer, commune: communeOfAnswer(answer), key: queryKey(query) }
}

const communeOfAnswer = (answer: CommuneAnswer): Commune | null => {
  if (answer.kind === 'match') return today(answer)
  if (answer.kind !== 'succession') return null
  // Several dissolved communes lead to one of today: their hamlets of one name stay apart.
  const { placeId, name, formerName } = answer
  return { key: `${placeId}/${spellingKey(formerName)}`, placeId, placeName: name, formerCommune: formerName }
}

const questionOf = (raw: RawMember, query: CommuneQuery, answer: CommuneAnswer): CommuneQuestion | null => {
  const at = { sheet: raw.sheet, row: raw.communeRow, query }
  if (answer.kind === 'proposals') return { ...at, chosen: null, options: answer.places }
  if (answer.kind !== 'succession' || !answer.ask) return null
  const chosen = { placeId: answer.placeId, name: answer.name }
  return { ...at, chosen, options: [chosen] }
}

const unknownCommune = (raw: RawMember, query: CommuneQuery, answer: CommuneAnswer): RosterProblem => {
  const spot = { ...raw, row: raw.communeRow }
  const commune = tidy(query.text)
  if (answer.kind !== 'proposals') return problemAt(spot, 'commune-unknown', 'commune', { commune, count: 0 })
  const options = answer.places.map(({ name }) => name).join('; ')
  return problemAt(spot, 'commune-proposals', 'commune', { commune, count: 0, options })
}

/** Counts the row under the problem of the place where it is written. */
const block = (blocked: Map<string, RosterProblem>, raw: RawMember, problem: RosterProblem): null => {
  const key = `${raw.sheet}|${problem.row}|${problem.code}`
  const said = blocked.get(key) ?? problem
  if (typeof said.values.count === 'number') said.values.count += 1
  blocked.set(key, said)
  return null
}

const team = ({ key, ...commune }: Commune, text: string, impliedKind: string | null): TeamOfRow => {
  const { kind, name, title, key: hamletKey } = readHamlet(text, impliedKind)
  const hamlet = { hamlet: title, hamletKind: kind, hamletName: name, hamletKey }
  return { ...commune, ...hamlet, communeKey: key, key: `${key}|${hamletKey}` }
}
