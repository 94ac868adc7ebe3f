import { useLingui } from '@lingui/react/macro'
import { formatDay } from '#platform/web/ui/format.ts'
import type { DoorState } from '#slices/visits/shared/door-state.ts'

/** The state of a door in words: "Hẹn lại 05/09/2026", "Vắng 2 lần", "Chưa tới". */
export const useStateWords = (): ((state: DoorState) => string) => {
  const { t } = useLingui()
  return (state) => {
    switch (state.state) {
      case 'new':
        return t`Chưa tới`
      case 'follow-up':
        return t`Hẹn lại ${formatDay(state.followUpOn)}`
      case 'absent':
        return t`Vắng ${state.absences} lần`
      case 'refused':
        return t`Từ chối`
      case 'moved':
        return t`Đã chuyển đi`
      case 'done':
        return t`Đã tới ${formatDay(state.lastDay)}`
    }
  }
}
