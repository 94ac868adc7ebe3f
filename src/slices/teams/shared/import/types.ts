import type { Day } from '#platform/shared/dates.ts'
import type { Cell } from '#platform/shared/sheets/sheet.ts'
import type { CompositionRule } from '../composition.ts'
import type { Sex, TeamRole } from '../team.ts'

/** A commune as a file names it; the district stands above it in files from before 1 July 2025. */
export interface CommuneQuery {
  text: string
  district: string | null
}

export interface CommuneOption {
  placeId: string
  name: string
}

/**
 * What the tree of places says to a commune's name. `succession`: the unit was dissolved, its teams now belong to
 * `placeId`; with `ask` this is likely but the person who imports should confirm it. `proposals`: nothing is guessed.
 */
export type CommuneAnswer =
  | { kind: 'match'; placeId: string; name: string }
  | { kind: 'succession'; placeId: string; name: string; formerName: string; ask: boolean }
  | { kind: 'proposals'; places: CommuneOption[] }
  | { kind: 'unknown' }

/** Turns what was typed as a phone number into E.164 ('+84912345678'), or null when it is no valid number. */
export type ToE164 = (digits: string) => string | null

export interface InterpretOptions {
  resolveCommune: (query: CommuneQuery) => CommuneAnswer
  toE164: ToE164
  /** For files that name no commune: the commune that the person chose. */
  defaultCommune?: CommuneOption
  /** The day whose units the answers are of, when nobody chose it and it is not today: worth a word. */
  unitsOf?: Day
  /** How teams should be made up; others are reported. */
  composition?: CompositionRule
}

/** A row of the file as it will be imported: one person in one team. */
export interface RosterRow {
  /** Stable name of this membership: the same in every file that has it. */
  key: string
  /** Equal for two rows of the same person. */
  person: string
  /** Key of its team. */
  team: string
  sheet: string
  row: number
  /** The commune as of the file (a dissolved one under its old name). */
  commune: string
  hamlet: string
  name: string
  role: TeamRole
  /** The role as written. */
  position: string | null
  organisation: string | null
  /** E.164. */
  phone: string | null
  /** What else stood there: a second number, "Zalo". */
  phoneNote: string | null
  birthYear: number | null
  sex: Sex | null
  joined: Day | null
  note: string | null
}

export interface PlannedTeam {
  key: string
  /** The commune it belongs to today. */
  placeId: string
  /** Its commune by the name in use today. */
  placeName: string
  /** Name of the dissolved commune in whose list it stands; null when the list names today's. */
  formerCommune: string | null
  /** 'Ấp Hòa Bình', and its parts as `ensureHamlets` takes them. */
  hamlet: string
  hamletKind: string | null
  hamletName: string
  /** Equal for two spellings of one hamlet; unique within (placeId, formerCommune). */
  hamletKey: string
  members: RosterRow[]
}

export interface RosterPlan {
  teams: PlannedTeam[]
}

/** What the file itself says in its total row. */
export interface StatedTotal {
  sheet: string
  row: number
  communes: number | null
  teams: number | null
  members: number | null
}

/** A member row as it stands in its table: what is above it and ditto marks filled in, nothing made of its cells yet. */
export interface RawMember {
  sheet: string
  row: number
  headers: ColumnHeaders
  name: string
  role: Cell
  organisation: Cell
  phones: Cell[]
  birth: Cell
  birthMale: Cell
  birthFemale: Cell
  sex: Cell
  joined: Cell
  note: Cell
  /** From its column, from a group row above, or held from the rows above. */
  commune: CommuneQuery | null
  /** The row in which that commune is written. */
  communeRow: number
  /** Where the table names none: the commune in the title or in the sheet's name. */
  titleCommune: CommuneQuery | null
  hamlet: string | null
  impliedHamletKind: string | null
}

/** Header texts of the sheet's columns, to name a column to people. */
export type ColumnHeaders = Partial<Record<ColumnKind, string>>

export type ColumnKind =
  | 'number'
  | 'name'
  | 'family'
  | 'given'
  | 'role'
  | 'position'
  | 'organisation'
  | 'phone'
  | 'hamlet'
  | 'commune'
  | 'district'
  | 'birth'
  | 'birthMale'
  | 'birthFemale'
  | 'sex'
  | 'joined'
  | 'note'
  | 'ignored'
