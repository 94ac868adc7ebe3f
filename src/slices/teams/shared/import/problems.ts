import type { ColumnHeaders, ColumnKind } from './types.ts'

/**
 * `block`: the row is left out. `warn`: it is in, a person should look. `notice`: good to know. `mended`: came out right
 * by itself. Only blocks and warnings are problems.
 */
export type Severity = 'block' | 'warn' | 'notice' | 'mended'

export interface RosterProblem {
  code: RosterProblemCode
  severity: Severity
  /** null: the whole file. */
  sheet: string | null
  /** null: the whole sheet. */
  row: number | null
  /** The column by its header; null: the row, or the team. */
  column: string | null
  /** What the sentences name: never a person's name or number. */
  values: Record<string, string | number>
}

interface Sentences {
  what: string
  proposal: string
}

interface Definition {
  severity: Severity
  vi: Sentences
  en: Sentences
}

const define = (severity: Severity, vi: [string, string], en: [string, string]): Definition => ({
  severity,
  vi: { what: vi[0], proposal: vi[1] },
  en: { what: en[0], proposal: en[1] },
})

/**
 * Everything an import says about a row. Sentences name values in braces; they never hold a person's name or number,
 * since they may be printed, mailed and logged: the row and column lead to the cell.
 */
export const rosterProblems = {
  'name-missing': define(
    'block',
    ['Dòng này không có họ và tên.', 'Ghi họ và tên vào ô này rồi nhập lại tệp; các dòng khác không bị ảnh hưởng.'],
    ['This row has no name.', 'Write the name in this cell and import the file again; other rows are not affected.'],
  ),
  'name-unreadable': define(
    'block',
    ['Ô họ và tên không phải là tên người.', 'Ghi lại họ và tên bằng chữ (không dùng công thức, số) rồi nhập lại.'],
    ['What stands here is no name of a person.', 'Write the name as text (no formula, no number) and import again.'],
  ),
  'name-too-long': define(
    'block',
    ['Họ và tên dài quá 100 ký tự.', 'Chỉ để họ và tên trong ô này, chuyển phần còn lại sang cột Ghi chú.'],
    ['The name is longer than 100 characters.', 'Leave only the name here and move the rest to the notes.'],
  ),
  'commune-missing': define(
    'block',
    ['Không biết dòng này thuộc xã, phường nào.', 'Ghi tên xã, phường vào dòng này, hoặc chọn xã khi nhập tệp.'],
    ['It is not known which commune this row belongs to.', 'Write the commune here, or choose it for the import.'],
  ),
  'commune-unknown': define(
    'block',
    [
      'Không có “{commune}” trong địa bàn này; {count} dòng chưa nhập.',
      'Sửa lại tên xã, phường, đặc khu cho đúng rồi nhập lại.',
    ],
    [
      'There is no “{commune}” in this area; rows left out: {count}.',
      'Correct the name of the commune and import again.',
    ],
  ),
  'commune-proposals': define(
    'block',
    [
      'Không có “{commune}” trong địa bàn này; {count} dòng chưa nhập.',
      'Có phải: {options}? Chọn đơn vị đúng hoặc sửa lại trong tệp.',
    ],
    [
      'There is no “{commune}” in this area; rows left out: {count}.',
      'Is it: {options}? Choose the right one or correct the file.',
    ],
  ),
  'hamlet-missing': define(
    'block',
    ['Không biết dòng này thuộc ấp, thôn, tổ dân phố nào.', 'Ghi tên ấp, thôn, tổ dân phố vào dòng này rồi nhập lại.'],
    ['It is not known which hamlet this row belongs to.', 'Write the hamlet in this row and import again.'],
  ),
  'phone-short': define(
    'warn',
    [
      'Số điện thoại chỉ có 9 chữ số kể cả số 0: thiếu một chữ số.',
      'Đã nhập thành viên, để trống số. Hỏi lại số đúng.',
    ],
    [
      'The phone has nine digits with its zero: one is missing.',
      'The member is in, without phone. Ask for the number.',
    ],
  ),
  'phone-unreadable': define(
    'warn',
    ['Không đọc được số điện thoại.', 'Đã nhập thành viên, để trống số. Ghi lại số đủ 10 chữ số, bắt đầu bằng 0.'],
    ['The phone cannot be read.', 'The member is in, without phone. Write all ten digits, beginning with 0.'],
  ),
  'phone-shared': define(
    'warn',
    [
      'Số điện thoại này cũng là của người khác ở dòng {row}.',
      'Kiểm tra số của hai người; mỗi người cần một số riêng.',
    ],
    ['Another person, in row {row}, has this phone too.', 'Check both numbers; each person needs their own.'],
  ),
  'two-leaders': define(
    'warn',
    [
      '{team} có {count} tổ trưởng (dòng {rows}).',
      'Đã nhập như trong tệp. Mỗi tổ chỉ có một tổ trưởng: chọn lại sau khi nhập.',
    ],
    [
      '{team} has {count} leaders (rows {rows}).',
      'Imported as written. A team has one leader: choose after the import.',
    ],
  ),
  'no-leader': define(
    'warn',
    ['{team} không có tổ trưởng.', 'Đã nhập như trong tệp. Chỉ định tổ trưởng sau khi nhập.'],
    ['{team} has no leader.', 'Imported as written. Name a leader after the import.'],
  ),
  'team-too-small': define(
    'warn',
    ['{team} chỉ có {count} người (cần ít nhất {min}).', 'Đã nhập như trong tệp. Bổ sung thành viên khi kiện toàn tổ.'],
    ['{team} has only {count} people (at least {min}).', 'Imported as written. Add members when the team is renewed.'],
  ),
  'team-too-large': define(
    'warn',
    ['{team} có {count} người (nhiều nhất {max}).', 'Đã nhập như trong tệp. Kiểm tra xem có gộp nhầm hai tổ không.'],
    ['{team} has {count} people (at most {max}).', 'Imported as written. Check whether two teams were taken as one.'],
  ),
  'same-person': define(
    'warn',
    [
      'Cùng một người với dòng {row}, ở tổ khác.',
      'Đã nhập một người, là thành viên của hai tổ. Nếu không đúng, sửa một dòng.',
    ],
    [
      'The same person as in row {row}, in another team.',
      'Imported as one person in two teams. If not so, correct a row.',
    ],
  ),
  'duplicate-row': define(
    'warn',
    ['Trùng với dòng {row}: cùng người, cùng tổ.', 'Chỉ nhập một lần. Xóa bớt một dòng trong tệp.'],
    ['The same as row {row}: same person, same team.', 'Imported once. Delete one of the rows.'],
  ),
  'total-members': define(
    'warn',
    ['Dòng tổng ghi {stated} thành viên, nhưng danh sách có {found}.', 'Đối chiếu lại: có thể thiếu hoặc thừa dòng.'],
    ['The total row says {stated} members, the list has {found}.', 'Compare: rows may be missing or too many.'],
  ),
  'total-teams': define(
    'warn',
    [
      'Dòng tổng ghi {stated} tổ, nhưng danh sách có {found}.',
      'Đối chiếu lại: tên ấp, thôn có thể ghi sai hoặc bị thiếu.',
    ],
    ['The total row says {stated} teams, the list has {found}.', 'Compare: a hamlet may be missing or misspelt.'],
  ),
  'total-communes': define(
    'warn',
    ['Dòng tổng ghi {stated} xã, phường, nhưng danh sách có {found}.', 'Đối chiếu lại tên xã, phường trong danh sách.'],
    ['The total row says {stated} communes, the list has {found}.', 'Compare the names of communes in the list.'],
  ),
  'row-not-understood': define(
    'warn',
    ['Không hiểu dòng này là gì, nên đã bỏ qua.', 'Nếu là tên tổ hoặc tên xã, ghi rõ “Tổ CNSCĐ ấp …” hoặc “Xã …”.'],
    [
      'It is not clear what this row is; it was passed over.',
      'If it names a team or commune, write “Tổ CNSCĐ ấp …” or “Xã …”.',
    ],
  ),
  'phone-missing': define(
    'notice',
    ['Không có số điện thoại.', 'Đã nhập; bổ sung số để thành viên nhận được lời mời.'],
    ['There is no phone.', 'Imported; add the number so that the member can be invited.'],
  ),
  'role-unknown': define(
    'notice',
    ['“{role}” không phải là chức vụ trong Tổ.', 'Đã nhập là thành viên, giữ nguyên chữ đã ghi.'],
    ['“{role}” is no role in the team.', 'Imported as a member; the text is kept.'],
  ),
  'birth-unreadable': define(
    'notice',
    ['Không đọc được năm sinh.', 'Đã nhập, để trống năm sinh. Ghi năm gồm 4 chữ số.'],
    ['The year of birth cannot be read.', 'Imported without it. Write a year of four digits.'],
  ),
  'joined-unreadable': define(
    'notice',
    ['Không đọc được ngày tham gia.', 'Đã nhập, để trống ngày. Ghi dạng ngày/tháng/năm, ví dụ 05/09/2023.'],
    ['The day of joining cannot be read.', 'Imported without it. Write day/month/year, for example 05/09/2023.'],
  ),
  'sheet-skipped': define(
    'notice',
    ['Trang tính này không có cột “Họ và tên”, nên đã bỏ qua.', 'Không cần làm gì nếu đây không phải danh sách.'],
    ['This sheet has no column “Họ và tên” and was passed over.', 'Nothing to do if it is no list of members.'],
  ),
  'sheet-hidden': define(
    'notice',
    ['Trang tính này đang ẩn, nên đã bỏ qua.', 'Nếu cần nhập, hãy bỏ ẩn trang tính rồi lưu tệp.'],
    ['This sheet is hidden and was passed over.', 'If it is wanted, unhide it and save the file.'],
  ),
  'column-unknown': define(
    'notice',
    ['Cột “{header}” không được nhập.', 'Không cần làm gì; cột này giữ lại trong tệp của bạn.'],
    ['The column “{header}” is not imported.', 'Nothing to do; it stays in your file.'],
  ),
  formulas: define(
    'notice',
    [
      'Có {count} ô là công thức; đã lấy giá trị đang hiển thị, không tính lại.',
      'Nếu giá trị cũ, mở tệp bằng Excel và lưu lại.',
    ],
    [
      '{count} cells are formulas; the value shown was taken.',
      'If it is out of date, open the file in Excel and save it.',
    ],
  ),
  'units-of': define(
    'notice',
    ['Tên xã, phường được hiểu theo đơn vị hành chính ngày {day}.', 'Nếu không đúng, chọn lại ngày của danh sách.'],
    ['Names of communes were taken as of {day}.', 'If that is not right, choose the day of the list.'],
  ),
  encoding: define(
    'mended',
    ['Tệp dùng bảng mã cũ {encoding}; đã chuyển sang Unicode.', 'Xem lướt vài dòng để chắc chắn chữ hiện đúng.'],
    ['The file is in the old encoding {encoding}; it was converted to Unicode.', 'Look at a few rows to be sure.'],
  ),
  'name-capitals': define(
    'mended',
    ['Đã viết hoa lại họ và tên cho đúng.', 'Không cần làm gì.'],
    ['The capitals of the name were put right.', 'Nothing to do.'],
  ),
  'name-unicode': define(
    'mended',
    ['Đã chuyển họ và tên sang Unicode dựng sẵn.', 'Không cần làm gì.'],
    ['The name was converted to composed Unicode.', 'Nothing to do.'],
  ),
  'hamlet-spelling': define(
    'mended',
    ['Viết khác với các dòng khác; hiểu là “{hamlet}”.', 'Không cần làm gì.'],
    ['Written in another way than in other rows; taken as “{hamlet}”.', 'Nothing to do.'],
  ),
  ditto: define(
    'mended',
    ['Dấu lặp lại được hiểu là như dòng trên.', 'Không cần làm gì.'],
    ['The ditto mark was taken as in the row above.', 'Nothing to do.'],
  ),
  'hamlet-held': define(
    'mended',
    ['Ô trống được hiểu là như dòng trên.', 'Kiểm tra xem người này có đúng ở tổ đó không.'],
    ['The blank cell was taken as in the row above.', 'Check whether the person belongs to that team.'],
  ),
  'phone-note': define(
    'mended',
    ['Đã tách ghi chú khỏi số điện thoại.', 'Không cần làm gì.'],
    ['The note was taken apart from the phone.', 'Nothing to do.'],
  ),
  'phone-two': define(
    'mended',
    ['Có hai số: số đầu là số chính, số sau giữ làm số phụ.', 'Không cần làm gì.'],
    ['Two numbers: the first is the main one, the second is kept beside it.', 'Nothing to do.'],
  ),
  'phone-old-prefix': define(
    'mended',
    ['Đã đổi đầu số 11 chữ số cũ sang đầu số 10 chữ số.', 'Không cần làm gì.'],
    ['The old number of 11 digits was changed to its present one of 10.', 'Nothing to do.'],
  ),
  'joined-text': define(
    'mended',
    ['Ngày ghi bằng chữ được hiểu là ngày/tháng/năm.', 'Không cần làm gì.'],
    ['The date typed as text was read as day/month/year.', 'Nothing to do.'],
  ),
} satisfies Record<string, Definition>

export type RosterProblemCode = keyof typeof rosterProblems

/** Where a problem is: a row of a sheet, and the column by its meaning. */
export interface Spot {
  sheet: string | null
  row: number | null
  headers?: ColumnHeaders
}

/** Makes the problem `code` at a spot; `column` is named by its header in the file. */
export const problemAt = (
  spot: Spot,
  code: RosterProblemCode,
  column: ColumnKind | null = null,
  values: RosterProblem['values'] = {},
): RosterProblem => ({
  code,
  severity: rosterProblems[code].severity,
  sheet: spot.sheet,
  row: spot.row,
  column: (column && spot.headers?.[column]) ?? null,
  values,
})

/** The sentences of a problem: what is wrong, and what to do. */
export const sayProblem = (problem: RosterProblem, language: 'vi' | 'en'): Sentences => {
  const { what, proposal } = rosterProblems[problem.code][language]
  return { what: fill(what, problem.values), proposal: fill(proposal, problem.values) }
}

/** Blocks and warnings need a person; the rest is for information. */
export const isProblem = ({ severity }: RosterProblem): boolean => severity === 'block' || severity === 'warn'

const fill = (sentence: string, values: RosterProblem['values']): string =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole))
