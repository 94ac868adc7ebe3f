import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { noData } from '#platform/web/ui/format.ts'
import type { DoorKind } from '#slices/households/shared/household.ts'
import { doorKindWords } from '../../ui/door-words.ts'

export const fieldWords: Record<string, MessageDescriptor> = {
  number: msg`Số nhà`,
  alley: msg`Ngõ, đường`,
  label: msg`Nhãn`,
  kind: msg`Loại`,
  walkOrder: msg`Thứ tự đi`,
  note: msg`Ghi chú`,
}

/** Says the value of a field of a door: the word of a kind, yes or no of a criterion. */
export const useValueWords = (): ((field: string, value: unknown) => string) => {
  const { t, i18n } = useLingui()
  return (field, value) => {
    if (value === null || value === undefined) return noData
    if (typeof value === 'boolean') return value ? t`Có` : t`Không`
    return field === 'kind' ? i18n._(doorKindWords[value as DoorKind]) : String(value)
  }
}
