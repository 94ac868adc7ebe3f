import { useLingui } from '@lingui/react/macro'
import type { DoorStateCode } from '#slices/visits/shared/door-state.ts'

/** The states of doors as one filters by them. */
export const useDoorStateNames = (): Record<DoorStateCode, string> => {
  const { t } = useLingui()
  return {
    new: t`Chưa tới`,
    done: t`Đã tới`,
    'follow-up': t`Có hẹn lại`,
    absent: t`Vắng nhà`,
    refused: t`Từ chối`,
    moved: t`Đã chuyển đi`,
  }
}
