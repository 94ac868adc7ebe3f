import { describe, expect, test } from 'vitest'
import { Problem } from '#platform/shared/problem.ts'
import type { Cell, MergedRange, Sheet } from '#platform/shared/sheets/sheet.ts'
import { interpretRoster } from './interpret.ts'
import { communeQueries, layOutRoster } from './lay-out.ts'
import { allSteps } from './steps.ts'
import type { CommuneAnswer, InterpretOptions } from './types.ts'

const sheet = (rows: Cell[][], more: Partial<Sheet> = {}): Sheet => ({
  name: 'S',
  hidden: false,
  merges: [],
  rows: rows.flatMap((cells, index) => (cells.some((cell) => cell !== null) ? [{ row: index + 1, cells }] : [])),
  ...more,
})

const places: Record<string, CommuneAnswer> = {
  'Xã An Bình': { kind: 'match', placeId: 'an-binh', name: 'Xã An Bình' },
  'Xã Bình An': { kind: 'match', placeId: 'binh-an', name: 'Xã Bình An' },
  'Xã Bình': { kind: 'proposals', places: [{ placeId: 'binh-an', name: 'Xã Bình An' }] },
}
const options: InterpretOptions = {
  resolveCommune: ({ text }) => places[text] ?? { kind: 'unknown' },
  toE164: (digits) => (/^0\d{9}$/.test(digits) ? `+84${digits.slice(1)}` : null),
  defaultCommune: { placeId: 'chosen', name: 'Xã Đã Chọn' },
  composition: { members: { least: 1, most: 9 } },
}
const read = (sheets: Sheet | Sheet[], more: Partial<InterpretOptions> = {}) =>
  allSteps(interpretRoster(allSteps(layOutRoster([sheets].flat())), { ...options, ...more }))

/** Commune, hamlet and name of each row. */
const people = (result: ReturnType<typeof read>) =>
  result.rows.map(({ commune, hamlet, name }) => [commune, hamlet, name])
const said = (result: ReturnType<typeof read>) => result.problems.map(({ code, row, column }) => [code, row, column])
const leader = 'Tổ trưởng'
let phones = 0
/** A phone of one's own for each row: shared ones are reported. */
const phone = () => {
  phones += 1
  return `09${String(phones).padStart(8, '0')}`
}

describe('headers', () => {
  const row = (...cells: Cell[]) => [...cells, phone()]

  test('stand anywhere, in two tiers, the upper one naming other columns', () => {
    const result = read(
      sheet([
        ['ỦY BAN NHÂN DÂN'],
        [null],
        ['STT', 'Xã', 'Thôn', 'Thông tin thành viên', null, null],
        [null, null, null, 'Họ và tên', 'Nhiệm vụ trong Tổ', 'SĐT'],
        ['A', 'B', 'C', '1', '2', '3'],
        row({ number: 1 }, 'Xã An Bình', 'Thôn Đoài', 'Lê An', leader),
      ]),
    )
    expect(people(result)).toEqual([['Xã An Bình', 'Thôn Đoài', 'Lê An']])
    expect(said(result)).toEqual([])
  })

  test('repeat on each printed page, and may change on the way', () => {
    const header = ['TT', 'Họ và tên', 'Chức vụ trong Tổ', 'Ấp', 'Điện thoại']
    const result = read(
      sheet([
        header,
        row('1', 'Lê An', leader, 'Ấp 1'),
        header,
        row('2', 'Lê Bình', 'Tổ phó', 'Ấp 1'),
        ['TT', 'Ấp', 'Họ và tên', 'Điện thoại'],
        row('3', 'Ấp 1', 'Lê Cúc'),
      ]),
    )
    expect(people(result).map(([, ...rest]) => rest)).toEqual([
      ['Ấp 1', 'Lê An'],
      ['Ấp 1', 'Lê Bình'],
      ['Ấp 1', 'Lê Cúc'],
    ])
  })

  test('name over two columns: Họ | Tên, or one header merged over both', () => {
    const split = read(sheet([['Họ', 'Tên', 'Ấp', 'SĐT'], row('Nguyễn Văn', 'An', 'Ấp 1')]))
    const range: MergedRange = { fromRow: 1, toRow: 1, fromColumn: 0, toColumn: 1 }
    const rows = [['Họ và tên', null, 'Ấp', 'SĐT'], row('Nguyễn Văn', 'An', 'Ấp 1')]
    const merged = read(sheet(rows, { merges: [range] }))
    for (const result of [split, merged]) expect(result.rows.map(({ name }) => name)).toEqual(['Nguyễn Văn An'])
  })

  test('"Chức vụ" is the role where roles stand below it, else the office', () => {
    const header = ['Họ tên', 'Chức vụ', 'Đơn vị', 'Ấp', 'SĐT']
    const roles = read(sheet([header, row('Lê An', leader, 'Hội Nông dân', 'Ấp 1')]))
    expect(roles.rows[0]).toMatchObject({ role: 'leader', organisation: 'Hội Nông dân' })
    const offices = read(
      sheet([
        [...header, 'Vai trò'],
        ['Lê An', 'Trưởng ấp', 'Xã An Bình', 'Ấp 1', '0911111111', leader],
      ]),
    )
    expect(offices.rows[0]).toMatchObject({ role: 'leader', position: leader, organisation: 'Trưởng ấp, Xã An Bình' })
  })

  test('a column that is not imported is told once, a hidden sheet and one without a list too', () => {
    const list = sheet([
      ['Họ và tên', 'Ấp', 'SĐT', 'Sở thích'],
      ['Lê An', 'Ấp 1', '0911111111', 'Cờ tướng'],
    ])
    const other = sheet([['Ghi chép']], { name: 'T' })
    const hidden = sheet(
      [
        ['Họ và tên', 'Ấp'],
        ['Cũ', 'Ấp 1'],
      ],
      { name: 'U', hidden: true },
    )
    const result = read([list, other, hidden])
    expect(result.problems.map(({ sheet: of, code, row: at }) => [of, code, at])).toEqual([
      ['S', 'column-unknown', null],
      ['S', 'no-leader', 2],
      ['T', 'sheet-skipped', null],
      ['U', 'sheet-hidden', null],
    ])
    expect(result.problems[0]?.values).toEqual({ header: 'Sở thích' })
    expect(people(result).length).toBe(1)
  })

  test('without any, the file is refused', () => {
    const refused = (sheets: Sheet[]) => {
      try {
        return allSteps(layOutRoster(sheets))
      } catch (error) {
        return error instanceof Problem ? error.body.code : error
      }
    }
    expect(refused([sheet([['1', 'Lê An', 'Ấp 1']])])).toBe('roster.no-header')
    expect(refused([sheet([])])).toBe('roster.empty')
  })
})

describe('communes and hamlets', () => {
  const header = ['STT', 'Xã, phường', 'Ấp, thôn', 'Họ và tên', 'Chức vụ trong Tổ', 'SĐT']
  const row = (...cells: Cell[]) => [...cells, phone()]

  test('hold for the rows below; a new commune ends the hamlet', () => {
    const result = read(
      sheet([
        header,
        row('1', 'Xã An Bình', 'Ấp 1', 'Lê An', leader),
        row('2', null, null, 'Lê Bình', null),
        row('3', 'Xã Bình An', null, 'Lê Cúc', null),
        row('4', null, 'Ấp 1', 'Lê Dũng', leader),
        row('5', null, null, 'Lê Giang', null),
      ]),
    )
    expect(people(result)).toEqual([
      ['Xã An Bình', 'Ấp 1', 'Lê An'],
      ['Xã An Bình', 'Ấp 1', 'Lê Bình'],
      ['Xã Bình An', 'Ấp 1', 'Lê Dũng'],
      ['Xã Bình An', 'Ấp 1', 'Lê Giang'],
    ])
    expect(said(result)).toEqual([['hamlet-missing', 4, 'Ấp, thôn']])
    expect([result.teams, result.blockedRows]).toEqual([2, 1])
  })

  test('a single blank in a list that names every hamlet is told', () => {
    const rows = [...Array(20).keys()].map((i) =>
      row(`${i}`, 'Xã An Bình', i === 7 ? null : 'Ấp 1', `Lê ${'AĂBCDĐEGHIKLMNOPQRST'[i]}n`, i ? null : leader),
    )
    const result = read(sheet([header, ...rows]), { composition: { members: { least: 1, most: 30 } } })
    expect(result.members).toBe(20)
    expect(said(result)).toEqual([['hamlet-held', 9, 'Ấp, thôn']])
  })

  test('an unknown commune is said once where it is written, with the rows it keeps out; nothing is guessed', () => {
    const result = read(
      sheet([
        header,
        row('1', 'Xã Nào Đó', 'Ấp 1', 'Lê An', leader),
        row('2', null, null, 'Lê Bình', null),
        row('3', 'Xã Bình', 'Ấp 1', 'Lê Cúc', leader),
        row('4', 'Xã An Bình', 'Ấp 1', 'Lê Dũng', leader),
      ]),
    )
    expect(result.problems.map(({ code, row: at, values }) => [code, at, values])).toEqual([
      ['commune-unknown', 2, { commune: 'Xã Nào Đó', count: 2 }],
      ['commune-proposals', 4, { commune: 'Xã Bình', count: 1, options: 'Xã Bình An' }],
    ])
    expect(result.questions).toMatchObject([{ row: 4, chosen: null, options: [{ placeId: 'binh-an' }] }])
    expect([result.members, result.blockedRows]).toEqual([1, 3])
  })

  test('come from group rows, whose numbers and remarks are left off', () => {
    const result = read(
      sheet([
        ['HUYỆN CHỢ MỚI'],
        ['STT', 'Họ và tên', 'Nhiệm vụ', 'SĐT'],
        ['I', 'Xã An Bình (2 tổ)', null, null],
        ['1.', 'Tổ CNSCĐ thôn Đoài', null, null],
        row('1', 'Lê An', leader),
        row('2', 'Tống Thị Bua', null),
        ['2. Thôn Đông'],
        row('1', 'Lê Cúc', leader),
        ['II. Xã Bình An'],
        ['Nhóm nòng cốt'],
        row('1', 'Lê Dũng', leader),
      ]),
    )
    expect(people(result)).toEqual([
      ['Xã An Bình', 'Thôn Đoài', 'Lê An'],
      ['Xã An Bình', 'Thôn Đoài', 'Tống Thị Bua'],
      ['Xã An Bình', 'Thôn Đông', 'Lê Cúc'],
    ])
    expect(said(result)).toEqual([
      ['row-not-understood', 10, null],
      ['hamlet-missing', 11, null],
    ])
    expect(
      communeQueries(
        allSteps(layOutRoster([sheet([['HUYỆN CHỢ MỚI'], ['Xã', 'Họ và tên'], ['Xã An Bình', 'Lê An']])])),
      ),
    ).toEqual([{ text: 'Xã An Bình', district: 'HUYỆN CHỢ MỚI' }])
  })

  test('stand in the title or in the name of the sheet, unless a commune was chosen', () => {
    const list: Cell[][] = [
      ['Ấp', 'Họ và tên', 'Vai trò', 'SĐT'],
      ['Bình Lộc', 'Lê An', leader, phone()],
    ]
    const titled = [sheet([['Xã An Bình'], ...list]), sheet(list, { name: 'Xã Bình An' })]
    const notChosen = read(titled, { defaultCommune: undefined })
    expect(people(notChosen).map(([commune, hamlet]) => [commune, hamlet])).toEqual([
      ['Xã An Bình', 'Ấp Bình Lộc'],
      ['Xã Bình An', 'Ấp Bình Lộc'],
    ])
    expect(people(read(titled)).map(([commune]) => commune)).toEqual(['Xã Đã Chọn'])
    expect(said(read(sheet(list), { defaultCommune: undefined }))).toEqual([['commune-missing', 2, null]])
  })
})

describe('people', () => {
  const header = ['Họ và tên', 'Vai trò', 'Đơn vị công tác', 'Ấp', 'SĐT']

  test('the same person twice in a team is imported once, namesakes both', () => {
    const result = read(
      sheet([
        header,
        ['Lê An', leader, 'Hội Nông dân', 'Ấp 1', '0911111111'],
        ['Lê An', leader, 'Hội Nông dân', 'Ấp 1', '0911 111 111'],
        ['Trần Nam', null, 'Hội Nông dân', 'Ấp 1', null],
        ['Trần Nam', null, 'Đoàn Thanh niên', 'Ấp 1', null],
        ['Trần Nam', null, 'Đoàn Thanh niên', 'Ấp 1', null],
      ]),
    )
    expect([result.members, result.people]).toEqual([3, 3])
    expect(new Set(result.rows.map(({ key }) => key)).size).toBe(3)
    expect(
      result.problems.filter(({ severity }) => severity === 'warn').map(({ code, row, values }) => [code, row, values]),
    ).toEqual([
      ['duplicate-row', 3, { row: 2 }],
      ['duplicate-row', 6, { row: 5 }],
    ])
  })

  test('two who share a phone are two', () => {
    const result = read(
      sheet([header, ['Lê An', leader, null, 'Ấp 1', '0911111111'], ['Trần Bình', null, null, 'Ấp 1', '0911111111']]),
    )
    expect(result.people).toBe(2)
    expect(said(result)).toEqual([['phone-shared', 3, 'SĐT']])
  })

  test('rows with a number and nothing else are no people; one with a phone and no name is reported', () => {
    const numbered = ['STT', ...header]
    const result = read(
      sheet([
        numbered,
        ['1', 'Lê An', leader, null, 'Ấp 1', '0911111111'],
        ['2'],
        ['3', null, null, null, 'Ấp 1'],
        ['4', '-', null, null, 'Ấp 1', '0922222222'],
      ]),
    )
    expect([result.members, result.blockedRows]).toEqual([1, 1])
    expect(said(result)).toEqual([['name-missing', 5, 'Họ và tên']])
  })

  test('a formula is no name, and formulas are told once', () => {
    const result = read(
      sheet([
        header,
        ["=cmd|'/c calc'!A0", null, null, 'Ấp 1', '0911111111'],
        [{ text: 'Lê An', formula: true }, leader, null, 'Ấp 1', '0922222222'],
        [{ text: '#REF!', formula: true }, null, 'Hội Nông dân', 'Ấp 1', null],
      ]),
    )
    expect(people(result).map(([, , name]) => name)).toEqual(['Lê An'])
    expect(said(result)).toEqual([
      ['formulas', null, null],
      ['name-unreadable', 2, 'Họ và tên'],
      ['name-missing', 4, 'Họ và tên'],
    ])
    expect(result.problems[0]?.values).toEqual({ count: 2 })
  })

  test('what cannot be read in a cell is told, the member is in', () => {
    const cells: Cell[][] = [
      ['Họ và tên', 'Vai trò', 'Ấp', 'SĐT', 'Năm sinh', 'Giới tính', 'Ngày tham gia'],
      ['Lê An', leader, 'Ấp 1', '0911111111', '05/09/1981', 'Nữ', '31/02/2023'],
      ['Lê Bình', 'Bí thư', 'Ấp 1', 'hỏi sau', 'tám mốt', null, null],
    ]
    const result = read(sheet(cells))
    expect(result.rows[0]).toMatchObject({ birthYear: 1981, sex: 'nu', joined: null })
    expect(result.rows[1]).toMatchObject({ role: 'member', position: 'Bí thư', phone: null, birthYear: null })
    expect(said(result)).toEqual([
      ['joined-unreadable', 2, 'Ngày tham gia'],
      ['role-unknown', 3, 'Vai trò'],
      ['phone-unreadable', 3, 'SĐT'],
      ['birth-unreadable', 3, 'Năm sinh'],
    ])
  })
})

describe('teams and totals', () => {
  const header = ['STT', 'Họ và tên', 'Vai trò', 'Ấp', 'SĐT']
  const member = (index: number, role: Cell = null, hamlet = 'Ấp 1') => [
    `${index}`,
    `Lê ${'ABCDEGHIKLMN'[index]}n`,
    role,
    hamlet,
    phone(),
  ]

  test('the rule for teams is said once a team', () => {
    const ten = [...Array(10).keys()].map((i) => member(i, i === 0 || i === 4 || i === 6 ? leader : null))
    const result = read(sheet([header, ...ten, member(11, null, 'Ấp 2')]), { composition: undefined })
    expect(result.problems.map(({ code, row, values }) => [code, row, values.count, values.rows])).toEqual([
      ['team-too-large', 2, 10, '2, 6, 8'],
      ['two-leaders', 6, 3, '2, 6, 8'],
      ['no-leader', 12, 1, ''],
      ['team-too-small', 12, 1, ''],
    ])
  })

  test('sums and signatures are nobody, and what follows a sum of a part still counts', () => {
    const result = read(
      sheet([
        header,
        member(1, leader),
        ['Cộng xã An Bình: 1 thành viên'],
        member(2, null),
        ['Tổng cộng: 1 tổ, 2 thành viên'],
        [null, 'NGƯỜI LẬP BIỂU', null, 'TM. ỦY BAN NHÂN DÂN'],
        [null, 'Trần Văn Ký', null, 'Lê Thị Duyệt'],
      ]),
    )
    expect(result.members).toBe(2)
    expect(said(result)).toEqual([])
    expect(result.totals.map(({ members, teams }) => [members, teams])).toEqual([
      [1, null],
      [2, 1],
    ])
  })

  test('a signature without a sum ends the list too', () => {
    const unnumbered = [
      ['Họ và tên', 'Vai trò', 'Ấp'],
      ['Lê An', leader, 'Ấp 1'],
      ['Người lập biểu', null, null],
      ['Trần Văn Ký', null, null],
    ]
    expect(people(read(sheet(unnumbered))).map(([, , name]) => name)).toEqual(['Lê An'])
  })

  test('sums of parts agree together, without a grand total', () => {
    const part = (index: number) => [member(index, index === 1 ? leader : null), ['Cộng: 1 thành viên']]
    expect(said(read(sheet([header, ...part(1), ...part(2)])))).toEqual([])
  })

  test('a sum that differs from the list is told', () => {
    const result = read(sheet([header, member(1, leader), ['Tổng số: 2 xã; 3 tổ; 4 thành viên']]))
    expect(result.problems.map(({ code, row, values }) => [code, row, values])).toEqual([
      ['total-members', 3, { stated: 4, found: 1 }],
      ['total-teams', 3, { stated: 3, found: 1 }],
      ['total-communes', 3, { stated: 2, found: 1 }],
    ])
  })
})
