import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '#platform/server/paths.ts'
import type { Day } from '#platform/shared/dates.ts'
import { idOfCode } from '#slices/places/server/public.ts'
import { unitRows } from '#slices/places/server/unit-rows.ts'
import { readUnitsFile } from '#slices/places/server/units-file.ts'
import { type FormerUnit, type Gazetteer, gazetteerOf } from '#slices/places/shared/gazetteer.ts'
import { placeTitle } from '#slices/places/shared/public.ts'
import { applyInMemory, emptyRoster } from '../../shared/import/memory-roster.ts'
import { planChanges } from '../../shared/import/plan-changes.ts'
import type { RosterProblem } from '../../shared/import/problems.ts'
import { areOldUnits, communeAnswer, type ImportArea, matchCommunes } from '../../shared/import/resolve-communes.ts'
import { previewRoster, type RosterPreview } from './preview-roster.ts'

// What tests/fixtures/rosters/README.md says of each file, number by number and row by row, with the real tree of places.

const units = unitRows(readUnitsFile())
const titles = new Map(units.place.map(({ id, kind, name }) => [id, placeTitle(kind ?? null, name)]))

const gazetteer = (provinceId: string): Gazetteer => {
  const inProvince = new Set(units.place.filter(({ province_id }) => province_id === provinceId).map(({ id }) => id))
  const names = units.place_name.filter(({ place_id }) => inProvince.has(place_id) && place_id !== provinceId)
  const communes = names.map(({ place_id, kind, name }) => ({
    placeId: place_id,
    titles: [{ kind: kind ?? '', name }],
  }))
  const former = units.former_unit.filter((unit) => unit.province_id === provinceId && unit.level === 'commune')
  return gazetteerOf(
    communes,
    former.map((unit) => ({ ...unit, provinceCode: unit.province_code, placeId: unit.successor_id }) as FormerUnit),
  )
}

const previews = new Map<string, Promise<RosterPreview>>()

/** Each file is read once for the same question. */
const preview = (file: string, province: string, area: Partial<ImportArea> = {}, commune?: string) => {
  const key = JSON.stringify([file, province, area, commune])
  const reading = previews.get(key) ?? readPreview(file, province, area, commune)
  previews.set(key, reading)
  return reading
}

const readPreview = (file: string, province: string, area: Partial<ImportArea>, commune?: string) => {
  const whole: ImportArea = { gazetteer: gazetteer(idOfCode(province)), today: '2026-09-05', ...area }
  const placeId = commune && idOfCode(commune)
  return previewRoster(join(projectRoot, 'tests/fixtures/rosters', file), file, {
    ...(placeId && { defaultCommune: { placeId, name: titles.get(placeId) ?? '' } }),
    resolve: async (queries, statedDay: Day | null) => {
      const { asOf, matches } = matchCommunes(whole, queries, statedDay)
      const answers = matches.map((match) => communeAnswer(match, (id) => titles.get(id) ?? ''))
      return { asOf, answers, unitsOf: !whole.asOf && areOldUnits(asOf) ? asOf : undefined }
    },
  })
}

const figures = ({ teams, members, leaders, deputies, blockedRows }: RosterPreview) => [
  teams,
  members,
  leaders,
  deputies,
  blockedRows,
]
const rowsOf = ({ problems }: RosterPreview, ...severities: RosterProblem['severity'][]) =>
  problems.filter(({ severity }) => severities.includes(severity)).map(({ row }) => row)
const sample = ({ rows }: RosterPreview, row: number) => {
  const found = rows.find((one) => one.row === row)
  return found && [found.commune, found.hamlet, found.name, found.role, found.organisation, found.phone]
}
const slow = { timeout: 60_000 }

describe('an-giang-xa-chau-thanh.xlsx', slow, () => {
  let roster: RosterPreview
  beforeAll(async () => {
    roster = await preview('an-giang-xa-chau-thanh.xlsx', '91', {}, '30880')
  }, 60_000)

  test('12 teams, 73 members, nothing to report', () => {
    expect(figures(roster)).toEqual([12, 73, 12, 8, 0])
    expect(roster.people).toBe(73)
    expect(roster.problems).toEqual([])
    expect(roster.questions).toEqual([])
  })

  test.each([
    [3, 'Ấp Bình Lộc', 'Hồ Hữu Tiến', 'deputy', 'Phó Trưởng ấp', '+84973841583'],
    [31, 'Ấp Nhơn Phước', 'Trần Hồng Luyến', 'deputy', 'Bí thư Chi đoàn ấp', '+84913097925'],
    [53, 'Ấp Long Hòa', 'Phan Thành Tú', 'member', 'Hộ kinh doanh', '+84943562682'],
    [57, 'Ấp Trung Hòa', 'Huỳnh Ngọc Thắng', 'leader', 'Trưởng ấp', '+84941108198'],
  ])('row %i', (row, ...expected) => {
    expect(sample(roster, row)).toEqual(['Xã Châu Thành', ...expected])
  })

  test('every team has its commune and its hamlet in the form that places takes', () => {
    expect(roster.plan.teams[0]).toMatchObject({
      placeId: idOfCode('30880'),
      formerCommune: null,
      hamlet: 'Ấp Bình Lộc',
      hamletKind: 'ap',
      hamletName: 'Bình Lộc',
    })
  })
})

describe('tay-ninh-tong-hop-toan-tinh.xlsx', slow, () => {
  let roster: RosterPreview
  beforeAll(async () => {
    roster = await preview('tay-ninh-tong-hop-toan-tinh.xlsx', '80')
  }, 60_000)

  test('996 teams in 60 communes, 5,324 members, as the total row says; no problems', () => {
    expect(figures(roster)).toEqual([996, 5324, 996, 730, 0])
    expect(new Set(roster.plan.teams.map(({ placeId }) => placeId)).size).toBe(60)
    expect(roster.totals).toEqual([{ sheet: 'Tong hop', row: 5335, communes: 60, teams: 996, members: 5324 }])
    expect(rowsOf(roster, 'block', 'warn', 'mended')).toEqual([])
    expect(roster.questions).toEqual([])
  })

  test('notices for the 17 members without a phone, and nothing else', () => {
    const without = [650, 899, 1395, 1436, 1468, 1916, 1928, 2245, 2287, 3588, 3934, 3998, 4074, 4513, 4566, 4834, 5154]
    expect(roster.problems.map(({ code, row }) => [code, row])).toEqual(without.map((row) => ['phone-missing', row]))
    expect(roster.rows.filter(({ phone }) => phone === null).map(({ row }) => row)).toEqual(without)
  })

  test('Ấp 1 is 20 hamlets in 20 communes', () => {
    const teams = roster.plan.teams.filter(({ hamlet }) => hamlet === 'Ấp 1')
    expect(teams.length).toBe(20)
    expect(new Set(teams.map(({ placeId }) => placeId)).size).toBe(20)
  })

  test('Xã Tân Thạnh is not Xã Tân Thành', () => {
    expect([...titles.values()]).toContain('Xã Tân Thành')
    const names = new Set(roster.plan.teams.map(({ placeName }) => placeName))
    expect([names.has('Xã Tân Thạnh'), names.has('Xã Tân Thành')]).toEqual([true, false])
  })

  test('the year of birth stands in the column of the sex; signatures are nobody', () => {
    expect(roster.rows[0]).toMatchObject({ row: 11, name: 'Trần Thị Hồng Đào', birthYear: 1992, sex: 'nu' })
    expect(roster.rows[5]).toMatchObject({ row: 16, name: 'Đặng Văn Hiển', birthYear: 1981, sex: 'nam' })
    expect(roster.rows.filter(({ sex, birthYear }) => sex === null || birthYear === null)).toEqual([])
    expect(roster.rows.at(-1)).toMatchObject({ row: 5334, name: 'Quách Công Duy' })
  })

  test.each([
    [
      178,
      'Phường Khánh Hậu',
      'Khu phố Phước Thuận',
      'Nguyễn Ngọc Thảo',
      'member',
      'Đoàn viên thanh niên',
      '+84936245747',
    ],
    [
      640,
      'Xã Vĩnh Hưng',
      'Ấp Thuận Điền',
      'Phạm Thành Nghĩa',
      'member',
      'Công chức Văn hóa - Xã hội xã',
      '+84847243311',
    ],
    [2545, 'Xã Hiệp Hòa', 'Ấp 11', 'Lê Mỹ Thúy', 'deputy', 'Công an xã', '+84972095029'],
    [4467, 'Xã Long Hựu', 'Ấp 10', 'Huỳnh Bá Luân', 'member', 'Bưu điện xã', '+84865125346'],
    [4629, 'Xã Phước Lý', 'Ấp Long Điền', 'Lý Bích Tâm', 'leader', 'Trưởng ấp', '+84866892237'],
  ])('row %i', (row, ...expected) => {
    expect(sample(roster, row)).toEqual(expected)
  })
})

describe('thai-nguyen-dinh-hoa-2023.xls', slow, () => {
  let roster: RosterPreview
  beforeAll(async () => {
    roster = await preview('thai-nguyen-dinh-hoa-2023.xls', '19')
  }, 60_000)

  test('228 teams, 1,500 members, as the total row says; no problems', () => {
    expect(figures(roster)).toEqual([228, 1500, 228, 180, 0])
    expect(roster.totals).toEqual([{ sheet: 'DS To CNSCD', row: 1758, communes: 23, teams: 228, members: 1500 }])
    expect(rowsOf(roster, 'block', 'warn', 'mended')).toEqual([])
  })

  test('is read by the units of the day that it states, and says so', () => {
    expect(roster.asOf).toBe('2023-10-20')
    expect(roster.problems[0]).toMatchObject({ code: 'units-of', row: null, values: { day: '20/10/2023' } })
  })

  test('notices for the 9 members without a phone, and nothing else', () => {
    const rows = roster.problems.filter(({ code }) => code === 'phone-missing').map(({ row }) => row)
    expect(rows).toEqual([110, 120, 198, 585, 761, 1328, 1499, 1687, 1728])
    expect(roster.problems.length).toBe(10)
  })

  test('asks about the two communes whose codes were reused, and takes what is likely meanwhile', () => {
    const dinhHoa = { placeId: idOfCode('05569'), name: 'Xã Định Hóa' }
    expect(roster.questions.map(({ row, query, chosen }) => [row, query.text, chosen])).toEqual([
      [7, 'Thị trấn Chợ Chu', dinhHoa],
      [716, 'Xã Bảo Cường', dinhHoa],
    ])
  })

  test.each([
    ['Thị trấn Chợ Chu', 11, 68, 'Xã Định Hóa'],
    ['Xã Linh Thông', 9, 59, 'Xã Lam Vỹ'],
    ['Xã Lam Vỹ', 11, 82, 'Xã Lam Vỹ'],
    ['Xã Quy Kỳ', 11, 73, 'Xã Kim Phượng'],
    ['Xã Tân Thịnh', 11, 64, 'Xã Phượng Tiến'],
    ['Xã Kim Phượng', 10, 64, 'Xã Kim Phượng'],
    ['Xã Bảo Linh', 10, 69, 'Xã Định Hóa'],
    ['Xã Phúc Chu', 5, 31, 'Xã Định Hóa'],
    ['Xã Tân Dương', 6, 34, 'Xã Phượng Tiến'],
    ['Xã Phượng Tiến', 10, 61, 'Xã Phượng Tiến'],
    ['Xã Bảo Cường', 9, 58, 'Xã Định Hóa'],
    ['Xã Đồng Thịnh', 9, 65, 'Xã Định Hóa'],
    ['Xã Định Biên', 11, 72, 'Xã Bình Yên'],
    ['Xã Thanh Định', 7, 50, 'Xã Bình Yên'],
    ['Xã Trung Hội', 15, 91, 'Xã Trung Hội'],
    ['Xã Trung Lương', 12, 78, 'Xã Bình Yên'],
    ['Xã Bình Yên', 11, 72, 'Xã Bình Yên'],
    ['Xã Điềm Mặc', 6, 39, 'Xã Phú Đình'],
    ['Xã Phú Tiến', 13, 86, 'Xã Trung Hội'],
    ['Xã Bộc Nhiêu', 13, 92, 'Xã Trung Hội'],
    ['Xã Sơn Phú', 13, 84, 'Xã Bình Thành'],
    ['Xã Phú Đình', 7, 47, 'Xã Phú Đình'],
    ['Xã Bình Thành', 8, 61, 'Xã Bình Thành'],
  ])('%s: %i teams, %i members, now %s', (commune, teams, members, now) => {
    const own = roster.plan.teams.filter(({ formerCommune }) => formerCommune === commune)
    expect(own.length).toBe(teams)
    expect(own.reduce((sum, team) => sum + team.members.length, 0)).toBe(members)
    expect(new Set(own.map(({ placeName }) => placeName))).toEqual(new Set([now]))
  })

  test.each([
    [
      25,
      'Thị trấn Chợ Chu',
      'Tổ dân phố Bản Cọ',
      'Nguyễn Đức Tuấn',
      'member',
      'Nhân viên y tế tổ dân phố',
      '+84359085536',
    ],
    [477, 'Xã Kim Phượng', 'Xóm Đồng Loòng', 'Lộc Công Nhựt', 'deputy', 'Phó Trưởng xóm', '+84987964931'],
    [601, 'Xã Phúc Chu', 'Xóm Khuổi Pục', 'Nông Cẩm Thi', 'member', 'Bưu điện xã', '+84399647316'],
    [
      727,
      'Xã Bảo Cường',
      'Xóm Bản Giang',
      'Đàm Thùy Loan',
      'member',
      'Lực lượng an ninh trật tự cơ sở',
      '+84323869557',
    ],
    [
      1601,
      'Xã Sơn Phú',
      'Xóm Pác Tấu',
      'Nguyễn Xuân Chính',
      'member',
      'Lực lượng an ninh trật tự cơ sở',
      '+84908579050',
    ],
  ])('row %i', (row, ...expected) => {
    expect(sample(roster, row)).toEqual(expected)
  })
})

describe('kien-giang-tcvn3.csv', slow, () => {
  let roster: RosterPreview
  beforeAll(async () => {
    roster = await preview('kien-giang-tcvn3.csv', '91', { asOf: '2025-06-30', formerProvinceCode: '91' })
  }, 60_000)

  test('20 teams, 121 members, no problems', () => {
    expect(figures(roster)).toEqual([20, 121, 20, 12, 0])
    expect(rowsOf(roster, 'block', 'warn', 'notice')).toEqual([])
    expect(roster.questions).toEqual([])
    expect(roster.problems[0]).toMatchObject({ code: 'encoding', row: null, values: { encoding: 'TCVN3' } })
  })

  test('three communes of before, in two of today', () => {
    const counts = new Map<string, number>()
    for (const { formerCommune, placeName } of roster.plan.teams) {
      const way = `${formerCommune} > ${placeName}`
      counts.set(way, (counts.get(way) ?? 0) + 1)
    }
    expect(Object.fromEntries(counts)).toEqual({
      'Xã Định An > Xã Gò Quao': 7,
      'Xã Thủy Liễu > Xã Định Hòa': 7,
      'Xã Vĩnh Phước B > Xã Gò Quao': 6,
    })
  })

  test.each([
    [5, 'Trần Thị Ánh'],
    [15, 'Danh Út'],
    [34, 'Lê Ngọc Ẩn'],
    [48, 'Nguyễn Thị Như Ý'],
    [57, 'Phan Đình Út'],
    [69, 'Phạm Văn Ổn'],
    [71, 'Thạch Tấn Ý'],
    [100, 'Huỳnh Thị Út Em'],
  ])('line %i gets its capital back: %s', (line, name) => {
    expect(roster.rows.find(({ row }) => row === line)?.name).toBe(name)
  })

  test('those 8 names are all that had to be mended in rows', () => {
    const mended = roster.problems.filter(({ row }) => row !== null).map(({ code, row }) => [code, row])
    expect(mended).toEqual([5, 15, 34, 48, 57, 69, 71, 100].map((row) => ['name-capitals', row]))
    expect(roster.plan.teams.every(({ hamlet }) => hamlet.startsWith('Ấp '))).toBe(true)
  })

  test('every letter came out: no name holds a character that Vietnamese does not have', () => {
    const texts = roster.rows.flatMap(({ name, organisation, hamlet, commune }) => [
      name,
      organisation,
      hamlet,
      commune,
    ])
    const strange = texts.filter(
      (text) => !/^[\p{Script=Latin} .,'\d()-]*$/u.test(text ?? '') || /[ÿþðøåæçëïñöüßµ]/i.test(text ?? ''),
    )
    expect(strange).toEqual([])
  })

  test.each([
    [51, 'Xã Thủy Liễu', 'Ấp Trung Phước', 'Nguyễn Hữu Thành', 'member', 'Ban công tác Mặt trận ấp', '+84362164897'],
    [56, 'Xã Thủy Liễu', 'Ấp Mỹ Hòa', 'Danh Văn Trọng', 'leader', 'Trưởng ấp', '+84962175149'],
    [83, 'Xã Vĩnh Phước B', 'Ấp Trung Bình', 'Nguyễn Khánh Hoa', 'member', 'Ban công tác Mặt trận ấp', '+84348991815'],
    [113, 'Xã Vĩnh Phước B', 'Ấp Tân Điền', 'Nguyễn Bảo Đạt', 'member', 'Chi hội Nông dân ấp', '+84925825427'],
  ])('line %i', (line, ...expected) => {
    expect(sample(roster, line)).toEqual(expected)
  })

  test('nobody has to say that the list is old: its names are those of before July 2025', async () => {
    const unsaid = await preview('kien-giang-tcvn3.csv', '91')
    expect(figures(unsaid)).toEqual([20, 121, 20, 12, 0])
    expect(unsaid.problems[0]).toMatchObject({ code: 'units-of', values: { day: '30/06/2025' } })
  })
})

describe('loi-thuong-gap.xlsx', slow, () => {
  let roster: RosterPreview
  beforeAll(async () => {
    roster = await preview('loi-thuong-gap.xlsx', '91')
  }, 60_000)
  const at = (row: number) => roster.rows.find((one) => one.row === row)
  const said = (row: number) =>
    roster.problems.filter((one) => one.row === row).map(({ code, column }) => [code, column])

  test('7 teams, 38 memberships of 37 people, 2 rows blocked', () => {
    expect(figures(roster)).toEqual([7, 38, 8, 6, 2])
    expect(roster.people).toBe(37)
    expect(roster.asOf).toBe('2026-09-05')
  })

  test('exactly the blocked and warned rows, and what was mended', () => {
    expect(rowsOf(roster, 'block')).toEqual([17, 41])
    expect(rowsOf(roster, 'warn')).toEqual([11, 23, 26, 36])
    expect(rowsOf(roster, 'mended')).toEqual([5, 7, 12, 13, 14, 19, 24, 30, 32])
    expect(rowsOf(roster, 'notice')).toEqual([])
    expect(roster.questions).toEqual([])
  })

  test.each([
    [5, 'hamlet-spelling', 'Ấp, khu phố'],
    [7, 'name-capitals', 'Họ và tên'],
    [11, 'two-leaders', 'Chức vụ trong Tổ'],
    [12, 'ditto', 'Xã, phường, đặc khu'],
    [13, 'ditto', 'Ấp, khu phố'],
    [14, 'ditto', 'Đơn vị công tác'],
    [17, 'name-missing', 'Họ và tên'],
    [19, 'phone-note', 'Số điện thoại'],
    [23, 'phone-short', 'Số điện thoại'],
    [24, 'phone-two', 'Số điện thoại'],
    [26, 'team-too-small', 'Ấp, khu phố'],
    [30, 'joined-text', 'Ngày tham gia'],
    [32, 'name-unicode', 'Họ và tên'],
    [36, 'same-person', 'Họ và tên'],
    [41, 'commune-unknown', 'Xã, phường, đặc khu'],
  ])('row %i: %s in the column %s', (row, code, column) => {
    expect(said(row)).toEqual([[code, column]])
  })

  test('each fault comes out as the list of faults says', () => {
    const hoaBinh = roster.plan.teams.filter(({ hamlet }) => hamlet === 'Ấp Hòa Bình')
    expect(hoaBinh.map(({ members }) => members.length)).toEqual([7])
    expect(at(5)?.hamlet).toBe('Ấp Hòa Bình')
    expect(at(7)?.name).toBe('Nguyễn Văn Quyền')
    expect([at(9)?.role, at(11)?.role]).toEqual(['leader', 'leader'])
    expect(at(12)?.commune).toBe('Xã Châu Thành')
    expect(at(13)?.hamlet).toBe('Ấp Tân Điền')
    expect(at(14)?.organisation).toBe('Chi hội Nông dân ấp')
    expect(at(17)).toBeUndefined()
    expect(at(19)).toMatchObject({ phone: '+84562402259', phoneNote: 'Zalo' })
    expect(at(23)?.phone).toBeNull()
    expect(at(24)).toMatchObject({ phone: '+84977445411', phoneNote: '0979193733' })
    expect([at(26)?.team, at(26)?.hamlet]).toEqual([at(27)?.team, 'Ấp Hòa Lợi'])
    expect([at(30)?.joined, at(2)?.joined]).toEqual(['2023-09-05', '2023-08-20'])
    expect(at(32)?.name).toBe('Nguyễn Thị Phượng'.normalize('NFC'))
    expect(at(36)?.person).toBe(at(4)?.person)
    expect(at(36)?.team).not.toBe(at(4)?.team)
    expect(roster.plan.teams.map(({ hamlet }) => hamlet)).not.toContain('Ấp Tân Lập')
  })

  test('no sentence holds a name or a number of a person', () => {
    const values = JSON.stringify(roster.problems.map((problem) => problem.values))
    for (const { name, phone } of roster.rows) {
      expect(values).not.toContain(name)
      if (phone) expect(values).not.toContain(phone.slice(3))
    }
  })
})

describe('applied to a database, in memory', slow, () => {
  test.each([
    ['an-giang-xa-chau-thanh.xlsx', '91', '30880'],
    ['tay-ninh-tong-hop-toan-tinh.xlsx', '80', undefined],
    ['thai-nguyen-dinh-hoa-2023.xls', '19', undefined],
    ['kien-giang-tcvn3.csv', '91', undefined],
    ['loi-thuong-gap.xlsx', '91', undefined],
  ])('%s: everything the first time, nothing the second', async (file, province, commune) => {
    const { plan, teams, members, people } = await preview(file, province, {}, commune)
    const first = planChanges(emptyRoster, plan)
    expect(first.counts).toMatchObject({ teamsAdded: teams, membersAdded: members })
    const current = applyInMemory(emptyRoster, first)
    expect(new Set(current.memberships.map(({ personId }) => personId)).size).toBe(people)
    const second = planChanges(current, plan)
    const nothing = { teamsAdded: 0, membersAdded: 0, membersChanged: 0, membersMissing: 0 }
    expect(second.counts).toEqual({ ...nothing, teamsFound: teams, membersUnchanged: members })
  })

  test('rows in another order and one phone changed are one change', async () => {
    const { plan } = await preview('an-giang-xa-chau-thanh.xlsx', '91', {}, '30880')
    const current = applyInMemory(emptyRoster, planChanges(emptyRoster, plan))
    const turned = structuredClone(plan.teams)
      .map((team) => ({ ...team, members: team.members.toReversed() }))
      .toReversed()
    const [row] = turned[3]?.members ?? []
    if (row) row.phone = '+84900000001'
    const { counts, people } = planChanges(current, { teams: turned })
    expect(counts).toEqual({
      teamsAdded: 0,
      teamsFound: 12,
      membersAdded: 0,
      membersChanged: 1,
      membersUnchanged: 72,
      membersMissing: 0,
    })
    expect(people.map(({ fields }) => fields)).toEqual([{ phone: '+84900000001' }])
  })
})
