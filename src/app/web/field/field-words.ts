import { useLingui } from '@lingui/react/macro'
import { formatDay, noData } from '#platform/web/ui/format.ts'

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
    'groups.elderly': t`Người cao tuổi`,
    'groups.women': t`Phụ nữ`,
    'groups.poor': t`Hộ nghèo, cận nghèo`,
    'groups.minority': t`Dân tộc thiểu số`,
    'groups.disabled': t`Người khuyết tật`,
  }
  return (field) => words[field] ?? field
}

/** A field's value for people: a day, yes or no, a number, a text; what is longer, in short. */
export const useValueWords = (): ((value: unknown) => string) => {
  const { t } = useLingui()
  return (value) => {
    if (value === null || value === undefined || value === '') return noData
    if (value === true) return t`Có`
    if (value === false) return t`Chưa có`
    if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDay(value) : value
    if (Array.isArray(value)) return t`${value.length} mục`
    return typeof value === 'number' ? String(value) : t`có ghi`
  }
}
