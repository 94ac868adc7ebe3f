import type { Cell, TableFile } from '#platform/server/documents/table-file.ts'
import { type Day, dayInVietnam } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { DoorKind, Household } from '../../../shared/household.ts'
import { type MarkedBy, timeOf } from '../../../shared/list/file-name.ts'
import type { Mastery, Person, Relation } from '../../../shared/person.ts'
import { basicSkills, type Criterion, type RegisterRule } from '../../../shared/register.ts'

/** How a door stands, for people: "Hẹn lại 05/09/2026", and the day of the last visit. */
export interface DoorStanding {
  state: string
  lastVisit: string | null
}

/** The sheet of the doors. Its columns are those that an import reads, so that the file can be worked on and come back. */
export const doorTable = (
  mark: MarkedBy,
  doors: readonly Household[],
  criteria: readonly Criterion[],
  standings: ReadonlyMap<Id, DoorStanding>,
): TableFile => ({
  sheet: 'Danh sách hộ',
  above: [marking(mark), 'Chỉ dùng trong công việc của xã, không gửi qua nhóm Zalo.'],
  header: [
    ...['STT', 'Số nhà', 'Ngõ, đường', 'Nhãn', 'Loại', 'Thứ tự đi'],
    ...criteria.map(({ name }) => name),
    ...['Tình trạng', 'Lần tới gần nhất', 'Ghi chú'],
  ],
  rows: doors.map((door, index) => [
    ...[index + 1, door.number, door.alley, door.label, kindWords[door.kind], door.walkOrder],
    ...criteria.map(({ code }) => tickWord(door.criteria[code])),
    ...[standings.get(door.id)?.state ?? null, dayText(standings.get(door.id)?.lastVisit ?? null), door.note],
  ]),
})

/** The sheet of the persons: what the register may hold and nothing else. */
export const personTable = (
  mark: MarkedBy,
  persons: readonly { door: Household; person: Person }[],
  { rule, skills }: { rule: RegisterRule; skills: ReadonlyMap<string, string> },
): TableFile => {
  const criteria = rule.criteria.filter(({ of, code }) => of === 'person' && code !== basicSkills)
  return {
    sheet: 'Người dân',
    above: [marking(mark), 'Chỉ gồm người đã đồng ý; số điện thoại chỉ có ở người đồng ý được liên hệ.'],
    header: [
      ...['STT', 'Hộ', 'Họ và tên', 'Năm sinh', 'Giới tính', 'Điện thoại', 'Quan hệ với chủ hộ'],
      ...criteria.map(({ name }) => name),
      ...rule.skills.map((code) => skills.get(code) ?? code),
      'Tự nói đã xác nhận trên VNeID ngày',
    ],
    rows: persons.map(({ door, person }, index) => [
      ...[index + 1, titleOf(door), person.name, person.birthYear, person.sex && sexWords[person.sex]],
      ...[person.phone, person.relation && relationWords[person.relation]],
      ...criteria.map(({ code }) => tickWord(person.criteria[code])),
      ...rule.skills.map((code) => levelWord(person.skills[code]?.level)),
      dayText(person.vneidSaidOn),
    ]),
  }
}

const marking = ({ by, atMs, team }: MarkedBy): string => {
  return `Danh sách hộ của ${team}, xuất từ Từng Nhà bởi ${by} lúc ${timeOf(atMs)} ngày ${dayText(dayInVietnam(atMs))}`
}

// The same words as an import reads.
const kindWords: Record<DoorKind, string> = {
  home: 'Hộ gia đình',
  business: 'Hộ kinh doanh',
  shop: 'Cửa hàng',
  firm: 'Doanh nghiệp',
  public: 'Cơ sở công cộng',
}
const sexWords = { female: 'Nữ', male: 'Nam' }
const relationWords: Record<Relation, string> = {
  head: 'Chủ hộ',
  spouse: 'Vợ, chồng',
  child: 'Con',
  parent: 'Cha, mẹ',
  grandchild: 'Cháu',
  sibling: 'Anh, chị, em',
  other: 'Người khác',
}
const levelWords: Record<Mastery, string> = {
  cannot: 'Chưa làm được',
  'with-help': 'Làm được khi có người giúp',
  alone: 'Tự làm được',
  'can-teach': 'Chỉ lại được cho người khác',
}

// Nobody asked is an empty cell, never "no".
const tickWord = (tick: boolean | undefined): Cell => (tick === undefined ? null : tick ? 'Có' : 'Không')
const levelWord = (level: Mastery | undefined): Cell => (level ? levelWords[level] : null)
const dayText = (day: Day | string | null): string | null => day?.split('-').reverse().join('/') ?? null
const titleOf = ({ number, alley, label }: Household): string =>
  [number ? `Số ${number}` : label, alley].filter(Boolean).join(', ')
