import { describe, expect, test } from 'vitest'
import type { Cell, Sheet } from '#platform/shared/sheets/sheet.ts'
import type { Household } from '../household.ts'
import { defaultRule } from '../register.ts'
import { listColumnOf } from './columns.ts'
import { compareList } from './compare-list.ts'
import type { ListedDoor } from './listed-door.ts'
import { namesSomebody } from './names-somebody.ts'
import { listRowsMost, readList } from './read-list.ts'

const criteria = defaultRule.criteria.filter(({ of }) => of === 'household')
const sheet = (rows: Cell[][], more: Partial<Sheet> = {}): Sheet => ({
  name: 'Trang 1',
  hidden: false,
  merges: [],
  rows: rows.map((cells, index) => ({ row: index + 1, cells })).filter(({ cells }) => cells.length > 0),
  ...more,
})
const read = (rows: Cell[][], hamlet: string | null = null) => readList([sheet(rows)], { criteria, hamlet })
const codes = ({ problems }: ReturnType<typeof readList>) =>
  problems.map(({ code, row, column }) => [code, row, column].filter((part) => part !== null).join(' '))
const n = (number: number): Cell => ({ number })

describe('headers', () => {
  const meant: Record<string, string[]> = {
    ordinal: ['STT', 'TT', 'Số TT', 'Số thứ tự'],
    number: ['Số nhà', 'SỐ NHÀ', 'Nhà số'],
    alley: ['Ngõ', 'Hẻm', 'Ngõ, hẻm', 'Tên đường', 'Đường/phố', 'Kiệt'],
    label: ['Nhãn', 'Nhãn hộ', 'Đặc điểm nhận biết', 'Biển hiệu', 'Tên cửa hàng', 'Tên cơ sở'],
    address: ['Địa chỉ', 'Số nhà, ngõ', 'Nơi ở hiện nay'],
    kind: ['Loại', 'Loại hộ', 'Loại hình', 'Phân loại'],
    order: ['Thứ tự đi', 'Lộ trình'],
    note: ['Ghi chú'],
    hamlet: ['Thôn', 'Ấp', 'Tên xóm', 'Tổ dân phố'],
    'criteria.fibre': ['Cáp quang', 'Đường truyền cáp quang', 'Có internet cáp quang', 'FTTH'],
    person: [
      ...['Chủ hộ', 'Họ và tên chủ hộ', 'Họ tên', 'Tên chủ hộ', 'Người đại diện', 'Tên', 'Hộ gia đình', 'Tên hộ', 'Vợ'],
      ...[
        'Số điện thoại',
        'SĐT',
        'Zalo',
        'CCCD',
        'Số CMND',
        'Năm sinh',
        'Ngày sinh',
        'Giới tính',
        'Dân tộc',
        'Tôn giáo',
      ],
      ...['Số nhân khẩu', 'Nghề nghiệp', 'Quan hệ với chủ hộ', 'Hộ nghèo', 'Tình trạng sức khỏe'],
    ],
  }
  for (const [kind, headers] of Object.entries(meant))
    test(kind, () => {
      for (const header of headers) expect([header, listColumnOf(header, criteria)]).toEqual([header, kind])
    })
  test('what says nothing known', () => {
    for (const header of ['', 'Diện tích', 'Mã', 'Màu cổng']) expect(listColumnOf(header, criteria)).toBeNull()
  })
})

test('a label or note that names somebody is told from one that names a place', () => {
  for (const text of [
    ...[
      'Nhà ông Ba',
      'Hộ bà Nguyễn Thị Lan',
      'ông Năm',
      'Nguyễn Văn An',
      'NGUYỄN VĂN AN',
      'Lê Thị B',
      'Trần Đức Thắng',
    ],
    ...[
      'nguyen van an',
      'cạnh nhà ông Ba',
      'Gia đình anh Tư',
      'Phạm Hùng',
      'Lò Thị Mai - bán tạp hóa',
      'Chủ hộ: Hoàng Văn Cường',
    ],
  ])
    expect([text, namesSomebody(text)]).toEqual([text, true])
  for (const text of [
    ...[
      'nhà ngói cạnh chùa',
      'Tạp hóa đầu ngõ',
      'Trường Tiểu học Lê Lợi',
      'Chợ Bà Chiểu',
      'gần chùa Bà Đen',
      'Trạm y tế',
    ],
    ...[
      'Đình làng Đông',
      'nhà hai tầng cổng xanh',
      'Hàng nước gốc đa',
      'UBND xã',
      'hồ sen phía sau',
      'mai vàng trước cửa',
      '',
    ],
  ])
    expect([text, namesSomebody(text)]).toEqual([text, false])
})

test('a list as hamlets keep them: title, header in the third row, numbers, merged lanes, sum and signature', () => {
  const rows: Cell[][] = [
    ['UBND XÃ ĐỊNH HÓA'],
    ['DANH SÁCH HỘ XÓM NÀ MAO'],
    ['STT', 'Số nhà', 'Ngõ', 'Nhãn', 'Loại hộ', 'Cáp quang', 'Ghi chú'],
    ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)'],
    [n(1), n(12), 'Ngõ 5', 'nhà ngói', 'Hộ gia đình', 'x', null],
    [n(2), 'Số 14A', null, null, 'HKD', 'không', 'chó dữ'],
    [n(3), '16', '"', null, 'Cửa hàng', null, null],
    [n(4), null, null, 'Nhà văn hóa xóm', 'Cơ sở công cộng', 'Có', null],
    [n(5), null, null, null, null, null, null],
    ['Tổng cộng: 4 hộ'],
    [null, null, null, 'Người lập biểu'],
    [null, null, null, 'Nguyễn Văn Ký'],
  ]
  const merges = [{ fromRow: 5, toRow: 6, fromColumn: 2, toColumn: 2 }]
  const list = readList([sheet(rows, { merges })], { criteria, hamlet: null })
  expect(list.problems).toEqual([])
  expect(
    list.doors.map(({ number, alley, label, kind, criteria: ticks, note }) => [
      number,
      alley,
      label,
      kind,
      ticks,
      note,
    ]),
  ).toEqual([
    ['12', 'Ngõ 5', 'nhà ngói', 'home', { fibre: true }, null],
    ['14A', 'Ngõ 5', null, 'business', { fibre: false }, 'chó dữ'],
    ['16', 'Ngõ 5', null, 'shop', {}, null],
    [null, null, 'Nhà văn hóa xóm', 'public', { fibre: true }, null],
  ])
})

test('names of persons are in nothing that is answered, and the columns are named', () => {
  const list = read([
    ['STT', 'Chủ hộ', 'Số nhà', 'Điện thoại', 'CCCD', 'Nhãn'],
    [n(1), 'Nguyễn Văn An', '1', '0912345678', '001203012345', 'Nhà ông An'],
    [n(2), 'Trần Thị Bích', '2', n(987654321), n(1203012345), 'cổng xanh'],
  ])
  expect(codes(list)).toEqual([
    'column-person Chủ hộ',
    'column-person Điện thoại',
    'column-person CCCD',
    'names-somebody 2 Nhãn',
  ])
  expect(list.problems[0]?.vi.what).toBe(
    'Cột “Chủ hộ” không được nhập: tên và thông tin của người chỉ được ghi tại nhà, khi người đó đồng ý.',
  )
  expect(list.doors.map(({ number, label }) => [number, label])).toEqual([
    ['1', null],
    ['2', 'cổng xanh'],
  ])
  expect(JSON.stringify(list)).not.toMatch(/Văn An|Bích|ông An|0912|98765|1203/)
})

test('numbers of cards and phones, passwords: refused by row and column, and not repeated', () => {
  const list = read([
    ['Số nhà', 'Nhãn', 'Ghi chú'],
    ['1', null, 'CCCD 001203012345'],
    ['2', null, 'gọi 0912 345 678'],
    ['3', 'mật khẩu: abc123', null],
    ['4', null, 'thẻ 4111 1111 1111 1111'],
    ['5', null, 'rẽ trái'],
  ])
  expect(codes(list)).toEqual([
    'identity-number 2 Ghi chú',
    'phone 3 Ghi chú',
    'password 4 Nhãn',
    'card-number 5 Ghi chú',
  ])
  expect(list.doors.map(({ number }) => number)).toEqual(['5'])
  expect(list.blockedRows).toBe(4)
  expect(JSON.stringify(list)).not.toMatch(/001203|345 678|abc123|4111/)
})

test('what a row may lack or have wrong', () => {
  const list = read([
    ['Số nhà', 'Ngõ', 'Nhãn', 'Loại', 'Thứ tự đi', 'Cáp quang', 'Màu cổng'],
    [null, 'Ngõ 1', null, null, null, null, null],
    [{ date: '2026-05-12' }, null, null, null, null, null, null],
    ['7', null, 'x'.repeat(81), null, null, null, null],
    ['8', null, null, 'lâu đài', 'đầu tiên', 'hình như', 'xanh'],
    ['8', null, null, null, null, null, null],
    ['12 ngõ 3 đường Lê Lợi', null, null, null, n(2.5), null, null],
  ])
  expect(codes(list)).toEqual([
    'column-unknown Màu cổng',
    'nameless 2',
    'became-date 3 Số nhà',
    'too-long 4 Nhãn',
    'kind-unknown 5 Loại',
    'order-unclear 5 Thứ tự đi',
    'tick-unclear 5 Cáp quang',
    'number-split 7 Số nhà',
    'row-repeated 6',
  ])
  expect(list.doors).toMatchObject([
    { number: '8', kind: null, walkOrder: null, criteria: {} },
    { number: '12', alley: 'ngõ 3 đường Lê Lợi', walkOrder: 2.5 },
  ])
})

test('addresses in one column; lanes as headings of their own', () => {
  const list = read([
    ['TT', 'Địa chỉ', 'Loại hình'],
    ['1', 'Số 12, ngõ 5, xóm Nà Mao, xã Định Hóa', 'Hộ gia đình'],
    ['2', 'đầu xóm, cạnh suối', 'Hộ gia đình'],
    ['3', '24B đường Hùng Vương', 'Công ty'],
  ])
  expect(list.doors.map(({ number, alley, label, kind }) => [number, alley, label, kind])).toEqual([
    ['12', 'ngõ 5', null, 'home'],
    [null, null, 'đầu xóm, cạnh suối', 'home'],
    ['24B', 'đường Hùng Vương', null, 'firm'],
  ])
  const headed = read([
    ['TT', 'Số nhà', 'Nhãn'],
    ['I', 'Ngõ 1'],
    ['1', '1', null],
    ['II', 'Ngõ 2'],
    ['1', '1', null],
  ])
  expect(headed.doors.map(({ number, alley }) => [number, alley])).toEqual([
    ['1', 'Ngõ 1'],
    ['1', 'Ngõ 2'],
  ])
})

test('rows of other hamlets stay out where the file tells hamlets apart', () => {
  const rows: Cell[][] = [
    ['Thôn', 'Số nhà'],
    ['Thôn Đông', '1'],
    ['Thôn Tây', '1'],
    ['Đông', '2'],
  ]
  expect(codes(read(rows, 'Đông'))).toEqual(['other-hamlet 3'])
  expect(read(rows, 'Đông').doors.map(({ number }) => number)).toEqual(['1', '2'])
  expect(codes(read(rows, 'Nam'))).toEqual(['hamlet-unlike', 'row-repeated 3'])
})

test('no list, a list of names only, and a list of a whole district are refused with what to do', () => {
  const refusal = (rows: Cell[][]) => {
    try {
      return codes(read(rows)).join()
    } catch (error) {
      return (error as { body: { code: string } }).body.code
    }
  }
  expect(refusal([['Kính gửi'], ['abc', 'def']])).toBe('list.no-header')
  expect(
    refusal([
      ['STT', 'Họ và tên chủ hộ'],
      ['1', 'Nguyễn Văn An'],
    ]),
  ).toBe('list.only-persons')
  const long = Array.from({ length: listRowsMost + 1 }, (_, index): Cell[] => [n(index + 1), `${index + 1}`])
  expect(refusal([['STT', 'Số nhà'], ...long])).toBe('list.too-long')
  expect(() => readList([sheet([['Số nhà', 'Ngõ']], { hidden: true })], { criteria, hamlet: null })).toThrow()
})

describe('compared with what the team has', () => {
  const door = (more: Partial<Household>): Household => ({
    id: `${Math.abs(JSON.stringify(more).length)}-${more.number}-${more.label}`,
    teamId: 't',
    kind: 'home',
    number: null,
    alley: null,
    label: null,
    criteria: {},
    walkOrder: 1,
    note: null,
    createdOn: '2026-01-01',
    closedOn: null,
    mergedInto: null,
    ...more,
  })
  const row = (more: Partial<ListedDoor>): ListedDoor => ({
    ...{ sheet: 's', row: 2, kind: null, number: null, alley: null, label: null },
    ...{ walkOrder: null, note: null, criteria: {} },
    ...more,
  })
  const summary = (doors: Household[], listed: ListedDoor[]) => {
    const { lines, missing, problems } = compareList(doors, listed)
    const said = lines.map((line) => (line.change === 'changed' ? line.changes : line.change))
    return { said, missing, problems: problems.map(({ code }) => code) }
  }
  test('found however it is written; blanks erase nothing', () => {
    const doors = [
      door({ number: '12A', alley: 'Ngõ 5', label: 'cổng xanh', note: 'chó dữ', criteria: { fibre: true } }),
    ]
    expect(summary(doors, [row({ number: '12a', alley: 'ngo 5' })]).said).toEqual(['same'])
    expect(summary(doors, [row({ number: '12 a', alley: 'NGÕ 5', label: 'Cổng xanh' })]).said).toEqual(['same'])
  })
  test('what differs is an edit with the old value', () => {
    const doors = [door({ number: '1', label: 'cổng xanh', criteria: {} })]
    const listed = [row({ number: '1', label: 'cổng đỏ', kind: 'shop', criteria: { fibre: false } })]
    expect(summary(doors, listed).said).toEqual([
      {
        kind: { old: 'home', new: 'shop' },
        label: { old: 'cổng xanh', new: 'cổng đỏ' },
        'criteria.fibre': { old: null, new: false },
      },
    ])
  })
  test('two doors with one number are told apart by their labels', () => {
    const doors = [door({ number: '1', label: 'tầng 1' }), door({ number: '1', label: 'tầng 2' })]
    const listed = [row({ number: '1', label: 'tầng 2' }), row({ number: '1', label: 'tầng 3' })]
    expect(summary(doors, listed).said).toEqual(['same', { label: { old: 'tầng 1', new: 'tầng 3' } }])
    expect(summary(doors, [row({ number: '1' })]).said).toEqual(['added'])
  })
  test('new ones follow at the end of the walk in the order of the file', () => {
    const { lines } = compareList([door({ number: '9', walkOrder: 7.5 })], [row({ number: '1' }), row({ number: '2' })])
    expect(lines.map((line) => line.door.walkOrder)).toEqual([8, 9])
  })
  test('closed ones stay closed, merged ones stay merged, others are counted', () => {
    const kept = door({ number: '3' })
    const doors = [
      door({ number: '1', closedOn: '2026-02-02' }),
      kept,
      door({ number: '3', label: 'cũ', mergedInto: kept.id }),
      door({ number: '5' }),
    ]
    const listed = [row({ number: '1' }), row({ number: '3', label: 'cũ', note: 'x' })]
    expect(summary(doors, listed)).toEqual({ said: ['same'], missing: 1, problems: ['door-closed'] })
  })
})
