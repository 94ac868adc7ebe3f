import type { MessageDescriptor } from '@lingui/core'
import { useLingui } from '@lingui/react/macro'
import { formatDay, noData } from '#platform/web/ui/format.ts'
import type { Visit, VisitOutcome } from '#slices/visits/shared/visit.ts'
import { appointmentPlaceWords, levelWords, outcomeWords, reasonWords, resultWords, skillWords } from './words.ts'

type Skill = Visit['skills'][number]
type Platform = Visit['platforms'][number]
type Difficulty = NonNullable<Visit['difficulty']>

/** The name of an entry of the library that a code stands for. */
export type Named = (code: string) => string

/** The word of a field of a door or a visit, as its form calls it. */
export const useFieldWords = (): ((field: string) => string) => {
  const { t } = useLingui()
  const words: Record<string, string> = {
    kind: t`Loại`,
    number: t`Số nhà`,
    alley: t`Ngõ, đường, xóm`,
    label: t`Nhãn dễ nhận ra`,
    note: t`Ghi chú`,
    walkOrder: t`Thứ tự đường đi`,
    closedOn: t`Ngày đóng hộ`,
    'criteria.fibre': t`Có đường cáp quang?`,
    outcome: t`Kết quả`,
    people: t`Số người`,
    skills: t`Kỹ năng`,
    topics: t`Nội dung tuyên truyền`,
    platforms: t`Ứng dụng, nền tảng`,
    difficulty: t`Khó khăn, vướng mắc`,
    followUpOn: t`Hẹn lại`,
    day: t`Ngày`,
    members: t`Cùng làm với`,
    persons: t`Những ai có mặt`,
    attendance: t`Điểm danh`,
    backdateReason: t`Vì sao ghi muộn?`,
    'groups.elderly': t`Người cao tuổi`,
    'groups.women': t`Phụ nữ`,
    'groups.poor': t`Hộ nghèo, cận nghèo`,
    'groups.minority': t`Dân tộc thiểu số`,
    'groups.disabled': t`Người khuyết tật`,
  }
  return (field) => words[field] ?? field
}

/** Under what a step is found among the names: two platforms may have steps of one code. */
export const stepCode = (platform: string, step: string): string => `${platform}/${step}`

/** The parts of a visit in words. */
export const useVisitWords = (named: Named) => {
  const { t, i18n } = useLingui()
  const appointmentWords = ({ inDays, where }: NonNullable<Platform['appointment']>) =>
    t`hẹn sau ${inDays} ngày, ${i18n._(appointmentPlaceWords[where])}`
  return {
    skill: ({ skill, level }: Skill) => `${i18n._(skillWords[skill])}: ${i18n._(levelWords[level])}`,
    platform: ({ platform, result, reason, steps = [], appointment }: Platform) =>
      [
        `${named(platform)}: ${i18n._(resultWords[result])}`,
        reason && i18n._(reasonWords[reason]),
        ...steps.map((step) => named(stepCode(platform, step))),
        appointment && appointmentWords(appointment),
      ]
        .filter(Boolean)
        .join(', '),
    difficulty: ({ kind, text }: Difficulty) => [named(kind), text].filter(Boolean).join(', '),
  }
}

/**
 * The value of a field in words, so that two versions of it can be told apart: a day, yes or no, a number, a text; codes
 * and lists by their names. `doorKinds` are the words of the kinds of doors.
 */
export const useVersionWords = (named: Named, doorKinds: Readonly<Record<string, MessageDescriptor>>) => {
  const { t, i18n } = useLingui()
  const words = useVisitWords(named)
  const coded = (field: string, value: unknown): string | undefined => {
    if (field === 'outcome') return i18n._(outcomeWords[value as VisitOutcome])
    if (field === 'kind') return doorKinds[String(value)] && i18n._(doorKinds[String(value)] as MessageDescriptor)
    if (field === 'skills') return (value as Skill[]).map(words.skill).join('; ')
    if (field === 'platforms') return (value as Platform[]).map(words.platform).join('; ')
    if (field === 'members' || field === 'persons') return t`${(value as unknown[]).length} người`
    if (field === 'attendance') return value === 'list' ? t`Theo danh sách` : t`Đếm số người`
    if (field === 'topics') return (value as string[]).map(named).join('; ')
    return field === 'difficulty' ? words.difficulty(value as Difficulty) : undefined
  }
  return (field: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return noData
    const inWords = coded(field, value)
    if (inWords !== undefined) return inWords || noData
    if (value === true) return t`Có`
    if (value === false) return t`Chưa có`
    if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDay(value) : value
    return String(value)
  }
}
