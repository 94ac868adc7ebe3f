import { useLingui } from '@lingui/react/macro'
import type { DoorEvent } from '#slices/visits/shared/office.ts'

/** What was done to a door, in a few words. */
export const useDoorEventWords = (): ((event: DoorEvent) => string) => {
  const { t } = useLingui()
  const words: Record<string, string> = {
    'household.add': t`Thêm hộ`,
    'household.edit': t`Sửa hộ`,
    'household.move': t`Chuyển hộ sang tổ khác`,
    'visit.correct': t`Sửa lượt`,
    'visit.correct-any': t`Tổ trưởng sửa lượt`,
    'visit.cancel': t`Hủy lượt`,
    'visit.cancel-any': t`Tổ trưởng hủy lượt`,
    'visit.follow-up-done': t`Đánh dấu đã xong hẹn`,
    'conflict.resolve': t`Chọn một trong hai bản`,
    'edit.hand-over': t`Chuyển việc cho tổ khác`,
  }
  return ({ name, verdict }) => {
    const done = words[name] ?? name
    return verdict === 'conflict' ? t`${done} (khác bản đang có, chờ chọn)` : done
  }
}
