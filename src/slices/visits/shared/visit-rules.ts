import { addDays, type Day, dayInVietnam, daysBetween } from '#platform/shared/dates.ts'
import { changesCheck, ownField } from '#platform/shared/field-changes.ts'
import type { FieldProblem } from '#platform/shared/problem.ts'
import { checkNamed } from './named-rules.ts'
import {
  freeDaysAgo,
  furthestDaysBack,
  furthestFollowUpDays,
  groupCodes,
  type Visit,
  type VisitDraft,
  visitDays,
  visitFields,
} from './visit.ts'

/** The parts of a visit or draft on which the rules look. */
export type CheckedVisit = Pick<
  Visit,
  | 'householdId'
  | 'place'
  | 'outcome'
  | 'people'
  | 'groups'
  | 'skills'
  | 'topics'
  | 'platforms'
  | 'members'
  | 'persons'
  | 'attendance'
>

/** What is wrong with a whole visit: the rules that look at several fields. The form shows the same sentences. */
export const checkVisit = (visit: CheckedVisit): FieldProblem[] => [
  ...placeRules(visit),
  ...attendanceRules(visit),
  ...(visit.outcome === 'done' ? doneRules(visit) : nobodyRules(visit)),
  ...(new Set(visit.members).size < (visit.members?.length ?? 0)
    ? [wrong('members', 'Mỗi thành viên chỉ ghi một lần.', 'Give each team mate once.')]
    : []),
]

/** What is wrong with a visit as it is recorded: also whether it says why it comes so late. */
export const checkDraft = (draft: VisitDraft): FieldProblem[] => [
  ...checkVisit(draft),
  ...(draft.daysAgo > freeDaysAgo && !draft.backdateReason ? [whySoLate] : []),
]

const whySoLate: FieldProblem = {
  path: 'backdateReason',
  vi: `Lượt cũ hơn ${freeDaysAgo} ngày: hãy ghi vì sao ghi muộn.`,
  en: `A visit of more than ${freeDaysAgo} days ago: say why it is recorded so late.`,
}

const attendanceRules = ({ place, attendance, people, persons }: CheckedVisit): FieldProblem[] => {
  if (place !== 'group') return attendance ? [noAttendance] : []
  if (!attendance) return [howCounted]
  return attendance === 'list' && people !== (persons?.length ?? 0) ? [otherNumber] : []
}

const noAttendance: FieldProblem = {
  path: 'attendance',
  vi: 'Chỉ buổi hướng dẫn nhóm mới ghi cách điểm danh.',
  en: 'Attendance is only taken at a group session.',
}
const howCounted: FieldProblem = {
  path: 'attendance',
  vi: 'Hãy chọn cách điểm danh: đếm số người hay theo danh sách.',
  en: 'Choose how attendance was taken: by count or by list.',
}
const otherNumber: FieldProblem = {
  path: 'people',
  vi: 'Điểm danh theo danh sách: số người phải bằng số người trong danh sách.',
  en: 'Attendance by list: the number of people must be that of the list.',
}

// By phone one may talk to a household of the list, or to anybody.
const placeRules = ({ place, householdId, outcome }: CheckedVisit): FieldProblem[] => {
  if (place === 'home') return householdId ? [] : [noDoor]
  return [...(householdId && place !== 'phone' ? [noDoorHere] : []), ...(outcome === 'done' ? [] : [onlyGuided])]
}

const noDoor: FieldProblem = { path: 'householdId', vi: 'Hãy chọn hộ đã đến.', en: 'Choose the door you visited.' }
const noDoorHere: FieldProblem = {
  path: 'householdId',
  vi: 'Lượt ở điểm hỗ trợ hay buổi nhóm không gắn với hộ nào.',
  en: 'A visit at a help desk or with a group belongs to no door.',
}
const onlyGuided: FieldProblem = {
  path: 'outcome',
  vi: 'Ở điểm hỗ trợ, buổi nhóm và qua điện thoại chỉ ghi lượt đã hướng dẫn.',
  en: 'At a help desk, with a group and by phone only record people who were guided.',
}

const doneRules = (visit: CheckedVisit): FieldProblem[] => [
  ...(visit.people >= 1 ? [] : [wrong('people', 'Hãy ghi ít nhất 1 người.', 'Record at least 1 person.')]),
  ...groupRules(visit),
  ...skillRules(visit),
  ...platformRules(visit),
  ...topicRules(visit),
  ...checkNamed(visit),
]

const groupRules = ({ groups, people }: CheckedVisit): FieldProblem[] =>
  groupCodes
    .filter((group) => groups[group] > people)
    .map((group) =>
      wrong(
        `groups.${group}`,
        `Không thể nhiều hơn ${people} người của lượt này.`,
        `Cannot be more than the ${people} people of this visit.`,
      ),
    )

const skillRules = ({ skills, people }: CheckedVisit): FieldProblem[] => {
  const perSkill = new Map<string, number>()
  for (const { skill, people: n } of skills) perSkill.set(skill, (perSkill.get(skill) ?? 0) + n)
  const tooMany = [...perSkill].filter(([, n]) => n > people)
  const twice = new Set(skills.map(({ skill, level }) => `${skill}/${level}`)).size < skills.length
  return [
    ...tooMany.map(() =>
      wrong(
        'skills',
        `Một kỹ năng ghi nhiều hơn ${people} người của lượt này.`,
        `A skill counts more than the ${people} people of this visit.`,
      ),
    ),
    ...(twice ? [wrong('skills', 'Một kỹ năng và mức chỉ ghi một lần.', 'Give each skill and level once.')] : []),
  ]
}

const platformRules = ({ platforms }: CheckedVisit): FieldProblem[] => [
  ...(platforms.some(({ steps = [] }) => new Set(steps).size < steps.length)
    ? [wrong('platforms', 'Mỗi bước chỉ ghi một lần.', 'Give each step once.')]
    : []),
  ...(new Set(platforms.map(({ platform }) => platform)).size < platforms.length
    ? [wrong('platforms', 'Mỗi nền tảng chỉ ghi một lần.', 'Give each platform once.')]
    : []),
  ...(platforms.some(({ result, reason }) => reason && result !== 'failed')
    ? [wrong('platforms', 'Lý do chỉ ghi khi chưa được.', 'A reason is only given where it failed.')]
    : []),
]

const topicRules = ({ topics }: CheckedVisit): FieldProblem[] =>
  new Set(topics).size < topics.length
    ? [wrong('topics', 'Mỗi nội dung chỉ ghi một lần.', 'Give each topic once.')]
    : []

const nobodyRules = (visit: CheckedVisit): FieldProblem[] => {
  const counted = visit.people > 0 || groupCodes.some((group) => visit.groups[group] > 0)
  const taught = visit.skills.length + visit.platforms.length + visit.topics.length + (visit.persons?.length ?? 0) > 0
  return counted || taught
    ? [
        wrong(
          'outcome',
          'Không gặp ai thì không ghi người, kỹ năng hay nền tảng.',
          'When nobody was met, no people, skills or platforms are recorded.',
        ),
      ]
    : []
}

/**
 * What is wrong with the days of a corrected visit. A phone's calendar may be wrong, so what can be put right is put right
 * before (see commands.ts); here is what nobody can have meant.
 */
export const checkVisitDays = ({ day, followUpOn }: Pick<Visit, 'day' | 'followUpOn'>, today: Day): FieldProblem[] => {
  if (day < addDays(today, -furthestDaysBack)) return [tooFarBack]
  return followUpOn && (followUpOn <= day || followUpOn > addDays(day, furthestFollowUpDays)) ? [noFollowUp] : []
}

const tooFarBack: FieldProblem = {
  path: 'day',
  vi: 'Ngày này quá xa. Hãy kiểm tra lại, cả ngày giờ của máy.',
  en: 'This day is too far back. Check it, and the date of the device.',
}
const noFollowUp: FieldProblem = {
  path: 'followUpOn',
  vi: 'Ngày hẹn phải sau ngày đến, trong vòng một năm.',
  en: 'The follow-up must be after the visit, within a year.',
}

/** What is wrong with a corrected day that lies far before the day on which the visit was written down. */
export const checkLateDay = ({ day, madeAt, backdateReason }: Visit): FieldProblem[] =>
  daysBetween(day, dayInVietnam(Date.parse(madeAt))) > freeDaysAgo && !backdateReason ? [whySoLate] : []

/** What is wrong with the changed fields of a correction: fields that do not exist, values that they cannot hold. */
export const checkVisitChanges = changesCheck((field) => groupCount(field) ?? ownField(correctable, field))

const correctable = { ...visitFields, ...visitDays }
const groupCount = (field: string) =>
  groupCodes.some((name) => field === `groups.${name}`) ? visitFields.people : undefined

const wrong = (path: string, vi: string, en: string): FieldProblem => ({ path, vi, en })

/**
 * A draft that was handed in on one day and is handed in again on a later one: its days are told from the day of the
 * command, and the visit took place when it did.
 */
export const handedInOn = (draft: VisitDraft, before: Day, now: Day): VisitDraft => ({
  ...draft,
  daysAgo: draft.daysAgo + Math.max(0, daysBetween(before, now)),
})

/** A draft with nothing filled in, as the form begins. */
export const emptyDraft = (
  id: string,
  householdId: string | null,
  place: VisitDraft['place'] = householdId ? 'home' : 'desk',
): VisitDraft => ({
  id,
  householdId,
  place,
  daysAgo: 0,
  followUpInDays: null,
  outcome: 'done',
  people: 1,
  groups: { elderly: 0, women: 0, poor: 0, minority: 0, disabled: 0 },
  skills: [],
  topics: [],
  platforms: [],
  difficulty: null,
  note: null,
})
