import { useLingui } from '@lingui/react/macro'

/** What a command is called on the screen; its own name where this version has no words for it. */
export const useCommandWords = (): ((name: string) => string) => {
  const { t } = useLingui()
  const words: Record<string, string> = {
    'household.add': t`Thêm hộ`,
    'household.edit': t`Sửa hộ`,
    'household.move': t`Chuyển hộ`,
    'household.merge': t`Gộp hộ`,
    'household.unmerge': t`Tách hộ đã gộp`,
    'duplicate.dismiss': t`Ghi là không trùng`,
    'person.add': t`Thêm người`,
    'person.edit': t`Sửa thông tin người`,
    'person.skill': t`Ghi mức kỹ năng`,
    'person.consent': t`Ghi sự đồng ý`,
    'person.restrict': t`Hạn chế dùng thông tin`,
    'person.move': t`Chuyển người sang hộ khác`,
    'person.leave': t`Ghi là đã chuyển đi`,
    'person.merge': t`Gộp người`,
    'person.unmerge': t`Tách người đã gộp`,
    'visit.record': t`Ghi lượt hướng dẫn`,
    'visit.correct': t`Sửa lượt hướng dẫn`,
    'visit.correct-any': t`Tổ trưởng sửa lượt hướng dẫn`,
    'visit.cancel-any': t`Tổ trưởng hủy lượt hướng dẫn`,
    'visit.follow-up-done': t`Đánh dấu đã xong hẹn`,
    'visit.confirmation-code': t`Mời người dân xác nhận`,
    'visit.cancel': t`Hủy lượt hướng dẫn`,
    'photo.add': t`Thêm ảnh của lượt`,
    'photo.remove': t`Xóa ảnh của lượt`,
    'conflict.resolve': t`Chọn bản đúng`,
    'edit.hand-over': t`Chuyển việc cho tổ khác`,
  }
  return (name) => words[name] ?? name
}
