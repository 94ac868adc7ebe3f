import { sql, type Transaction } from 'kysely'
import { renderPdf } from '#platform/server/documents/typst.ts'
import type { Database } from '#platform/server/schema.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { PersonInList } from '../../shared/people-routes.ts'
import { ruleOf } from '../../shared/register.ts'
import type { RequestInList } from '../../shared/request-routes.ts'
import * as words from './person-file-words.ts'

type Trx = Transaction<Database>

/** A visit at which the person was named; given by the slice of visits. */
export interface NamedVisit {
  day: Day
  skills: { skill: string; level: string }[]
}

export interface PersonFileData {
  commune: string
  madeOn: Day
  person: PersonInList
  visits: readonly NamedVisit[]
  requests: readonly RequestInList[]
}

/** Everything that is held about one person, in plain Vietnamese, as PDF to be handed over. */
export const renderPersonFile = async (trx: Trx, data: PersonFileData): Promise<Buffer> => {
  const { commune, madeOn, person, visits, requests } = data
  const skills = await skillNames(trx)
  const nameOf = (code: string) => skills.get(code) ?? code
  const { content, history } = await rawOf(trx, person.id)
  const named = visits.map((visit) => [
    dayText(visit.day),
    visit.skills.map(({ skill, level }) => `${nameOf(skill)}: ${words.levels[level] ?? level}`).join('; ') || '—',
  ])
  return renderPdf(template, {
    commune,
    madeOn: dayText(madeOn),
    name: person.name,
    parts: [
      { title: 'Thông tin trong sổ', head: ['Mục', 'Đang ghi'], rows: facts(person, content) },
      { title: 'Những lời đồng ý', head: ['Việc', 'Trả lời', 'Ngày', 'Ai trả lời, cách'], rows: consents(person) },
      { title: 'Tiêu chí công dân số', head: ['Tiêu chí', 'Đang ghi'], rows: criteria(content.criteria) },
      { title: 'Kỹ năng số', head: ['Kỹ năng', 'Mức', 'Ngày'], rows: skillRows(content, nameOf) },
      { title: 'Những lần được hướng dẫn', head: ['Ngày', 'Kỹ năng đã thử'], rows: named },
      { title: 'Yêu cầu đã nêu', head: ['Ngày', 'Yêu cầu', 'Hạn trả lời', 'Kết quả'], rows: requests.map(requestRow) },
      { title: 'Ai đã ghi, sửa thông tin này', head: ['Ngày', 'Việc'], rows: history },
    ],
  })
}

const dayText = (day: Day | null): string => (day ? day.split('-').reverse().join('/') : '—')

interface Content {
  sex: string | null
  phone: string | null
  relation: string | null
  criteria: Record<string, boolean>
  skills: PersonInList['skills']
  vneid: Day | null
}

// The person is told everything, also what nobody may use any more.
const rawOf = async (trx: Trx, id: Id): Promise<{ content: Content; history: string[][] }> => {
  const { rows } = await sql<Content>`
    select sex, phone, relation, criteria, skills, vneid_said_on as vneid from person where id = ${id}`.execute(trx)
  const { rows: done } = await sql<{ day: Day; name: string }>`
    select day, name from command
    where subject_id = ${id} and subject_kind = 'person' and verdict in ('accepted', 'merged', 'conflict')
    order by seq`.execute(trx)
  const content = rows[0] ?? { sex: null, phone: null, relation: null, criteria: {}, skills: {}, vneid: null }
  return { content, history: done.map(({ day, name }) => [dayText(day), words.commands[name] ?? name]) }
}

const facts = (person: PersonInList, { sex, phone, relation, vneid }: Content): string[][] => [
  ['Họ tên', person.name],
  ['Năm sinh', person.birthYear === null ? '—' : String(person.birthYear)],
  ['Giới tính', sex === null ? '—' : (words.sexes[sex] ?? sex)],
  ['Số điện thoại', phone === null ? '—' : phone.replace(/^\+84/, '0')],
  ['Quan hệ với chủ hộ', relation === null ? '—' : (words.relations[relation] ?? relation)],
  ['Hộ', [person.door.number, person.door.alley, person.door.label].filter(Boolean).join(', ') || '—'],
  ['Tổ giữ thông tin', person.team],
  ['Tự khai đã xác thực VNeID', dayText(vneid)],
  ['Ghi vào sổ từ ngày', dayText(person.createdOn)],
  ['Rút hoặc hạn chế từ ngày', dayText(person.restrictedOn)],
  ['Không còn ở đây từ ngày', dayText(person.leftOn)],
  ['Được công nhận công dân số từ ngày', dayText(person.recognisedFrom)],
]

const consents = ({ consent }: PersonInList): string[][] =>
  consent.map(({ purpose, given, on, by, how }) => [
    words.purposes[purpose],
    given ? 'Đồng ý' : 'Không đồng ý',
    dayText(on),
    `${words.givers[by]}, ${words.ways[how]}`,
  ])

const criteria = (ticked: Record<string, boolean>): string[][] => {
  const names = new Map(ruleOf(undefined).criteria.map(({ code, name }) => [code, name]))
  return Object.entries(ticked).map(([code, has]) => [names.get(code) ?? code, has ? 'Có' : 'Chưa có'])
}

const skillRows = ({ skills }: Content, nameOf: (code: string) => string): string[][] =>
  Object.entries(skills).map(([code, { level, on }]) => [nameOf(code), words.levels[level] ?? level, dayText(on)])

const requestRow = (request: RequestInList): string[] => [
  dayText(request.askedOn),
  [words.requests[request.kind], request.wish].filter(Boolean).join(': '),
  dayText(request.dueOn),
  request.outcome === null
    ? 'Đang chờ'
    : `${request.outcome === 'done' ? 'Đã làm' : 'Từ chối'} ${dayText(request.answeredOn)}${request.answer ? `: ${request.answer}` : ''}`,
]

const skillNames = async (trx: Trx): Promise<Map<string, string>> => {
  const { rows } = await sql<{ code: string; vi: string }>`
    select code, vi from library_item where kind = 'skill'`.execute(trx)
  return new Map(rows.map(({ code, vi }) => [code, vi]))
}

const template = `
#let data = json(bytes(sys.inputs.data))
#set document(title: "Thông tin đang giữ về một người")
#set page(paper: "a4", margin: (x: 20mm, y: 18mm), numbering: "1 / 1")
#set text(font: "Be Vietnam Pro", size: 10pt, lang: "vi", fill: rgb("#10242b"))
#set par(leading: 0.6em)
#let teal = rgb("#0b5563")
#text(fill: teal, weight: 600)[#data.commune · Sổ hộ dân] \\
#text(size: 16pt, weight: 700)[Thông tin đang giữ về #data.name] \\
#text(size: 9pt)[Lập ngày #data.madeOn theo yêu cầu của người dân (Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15). Đây là tất cả những gì
phần mềm Từng Nhà giữ về người này. Có quyền yêu cầu sửa, hạn chế dùng, rút lại đồng ý hoặc xóa; xã trả lời trong 2 ngày làm việc.]
#for part in data.parts {
  block(above: 1.2em, below: 0.5em, text(weight: 700, fill: teal, part.title))
  if part.rows.len() == 0 [Không có gì.] else {
    table(columns: part.head.len() * (1fr,), stroke: 0.4pt + rgb("#8aa0a6"), inset: 4pt,
      table.header(..part.head.map(title => text(weight: 600, title))), ..part.rows.flatten())
  }
}
`
