import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { CompositionWarning } from '#slices/teams/shared/composition.ts'
import type { TeamStatus } from '#slices/teams/shared/team.ts'

export const statusWords: Record<TeamStatus, MessageDescriptor> = {
  pilot: msg`Thí điểm`,
  active: msg`Đang hoạt động`,
  dissolved: msg`Đã giải thể`,
}

/** What a person should look at; never a reason to refuse. */
export const warningWords: Record<CompositionWarning, MessageDescriptor> = {
  'no-leader': msg`chưa có tổ trưởng`,
  'two-leaders': msg`có hơn một tổ trưởng`,
  'too-small': msg`ít người hơn quy định`,
  'too-large': msg`nhiều người hơn quy định`,
}
