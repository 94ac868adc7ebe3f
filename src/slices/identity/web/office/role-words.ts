import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Role } from '#slices/identity/shared/roles.ts'

export const roleWords: Record<Role, MessageDescriptor> = {
  leader: msg`Tổ trưởng`,
  deputy: msg`Tổ phó`,
  member: msg`Thành viên tổ`,
  commune_officer: msg`Cán bộ xã phụ trách`,
  province_officer: msg`Cán bộ Sở phụ trách`,
  nation_officer: msg`Cán bộ trung ương phụ trách`,
  youth_officer: msg`Cán bộ Đoàn Thanh niên`,
  auditor: msg`Người kiểm tra (chỉ xem)`,
  administrator: msg`Quản trị tài khoản`,
}
