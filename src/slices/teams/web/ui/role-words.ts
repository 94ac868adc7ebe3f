import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { TeamRole } from '#slices/teams/shared/team.ts'

export const roleWords: Record<TeamRole, MessageDescriptor> = {
  leader: msg`Tổ trưởng`,
  deputy: msg`Tổ phó`,
  member: msg`Thành viên`,
}

/** +84912345678 as people write it: 0912 345 678. */
export const localPhone = (phone: string): string =>
  phone.replace(/^\+84(\d{3})(\d{3})(\d{3})$/, (_, a: string, b: string, c: string) => `0${a} ${b} ${c}`)
