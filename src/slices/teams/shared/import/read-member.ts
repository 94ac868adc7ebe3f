import { tidy } from '#platform/shared/folding.ts'
import { type Cell, cellText } from '#platform/shared/sheets/sheet.ts'
import type { Sex } from '../team.ts'
import { isMark, readBirthYear, readDay, readSex } from './cell-values.ts'
import { readName } from './names.ts'
import { readPhones } from './phones.ts'
import { problemAt, type RosterProblem, type RosterProblemCode } from './problems.ts'
import { readRole } from './roles.ts'
import type { ColumnKind, RawMember, RosterRow, ToE164 } from './types.ts'

// As long as a member's fields may be (memberFields); what is longer is no organisation but an essay.
const textMax = 200
const phoneNoteMax = 100

/** A member's own cells, read. */
export type MemberDetails = Omit<RosterRow, 'key' | 'person' | 'team' | 'sheet' | 'row' | 'commune' | 'hamlet'>

type Report = (code: RosterProblemCode, column: ColumnKind, values?: RosterProblem['values']) => void

/** Reads the cells of a member; `details` is null where the name is none and the row is blocked. */
export const readMember = (
  raw: RawMember,
  toE164: ToE164,
): { details: MemberDetails | null; problems: RosterProblem[] } => {
  const problems: RosterProblem[] = []
  const report: Report = (code, column, values) => problems.push(problemAt(raw, code, column, values))
  const name = personName(raw, report)
  if (name === null) return { details: null, problems }
  const details = {
    name,
    ...role(raw, report),
    organisation: text(raw.organisation),
    ...phones(raw, toE164, report),
    ...birth(raw, report),
    joined: joined(raw, report),
    note: text(raw.note),
  }
  return { details, problems }
}

const personName = (raw: RawMember, report: Report): string | null => {
  const { name, fault, mended } = readName(raw.name)
  const column = raw.headers.name ? 'name' : 'family'
  if (fault) report(`name-${fault}`, column)
  else if (mended) report(`name-${mended}`, column)
  return fault ? null : name
}

const role = (raw: RawMember, report: Report): Pick<RosterRow, 'role' | 'position'> => {
  const position = text(raw.role)
  const { role, known } = readRole(position ?? '')
  if (!known) report('role-unknown', 'role', { role: position ?? '' })
  return { role, position }
}

const phones = (raw: RawMember, toE164: ToE164, report: Report): Pick<RosterRow, 'phone' | 'phoneNote'> => {
  const { phone, other, note, fault, mended } = readPhones(raw.phones, toE164)
  if (fault) report(`phone-${fault}`, 'phone')
  for (const mend of mended) report(`phone-${mend}`, 'phone')
  const notes = [other?.replace('+84', '0'), note].filter((text) => text !== null && text !== undefined)
  return { phone, phoneNote: notes.join('; ').slice(0, phoneNoteMax) || null }
}

/** One column, or one for men and one for women: the year then stands in the column of the sex, or only a mark. */
const birth = (raw: RawMember, report: Report): Pick<RosterRow, 'birthYear' | 'sex'> => {
  const columns: [ColumnKind, Cell, Sex | null][] = [
    ['birthMale', raw.birthMale, 'nam'],
    ['birthFemale', raw.birthFemale, 'nu'],
    ['birth', raw.birth, null],
  ]
  const filled = columns.filter(([, cell]) => text(cell) !== null)
  const dated = filled.find(([, cell]) => !isMark(cell))
  const year = readBirthYear(dated?.[1] ?? null)
  if (year.unreadable) report('birth-unreadable', dated?.[0] ?? 'birth')
  return { birthYear: year.value, sex: readSex(raw.sex) ?? filled.find(([, , sex]) => sex)?.[2] ?? null }
}

const joined = (raw: RawMember, report: Report): RosterRow['joined'] => {
  const { value, unreadable, fromText } = readDay(raw.joined)
  if (unreadable) report('joined-unreadable', 'joined')
  if (fromText) report('joined-text', 'joined')
  return value
}

// Encodings without accented capitals begin a text with a small letter ("ủy ban"); so do hasty people.
const text = (cell: Cell): string | null => {
  const words = tidy(cellText(cell))
  return /^[-–—]?$/.test(words) ? null : (words.charAt(0).toUpperCase() + words.slice(1)).slice(0, textMax)
}
