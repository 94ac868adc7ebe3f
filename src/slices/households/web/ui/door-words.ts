import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { DoorKind, Household } from '#slices/households/shared/household.ts'

export const doorKindWords: Record<DoorKind, MessageDescriptor> = {
  home: msg`Nhà ở`,
  business: msg`Hộ kinh doanh`,
  shop: msg`Cửa hàng`,
  firm: msg`Doanh nghiệp`,
  public: msg`Nơi công cộng`,
}

/** How a door is called in a list: "Số 12, Ngõ 3", or its label where it has no number. */
export const doorTitle = (door: Pick<Household, 'number' | 'alley' | 'label'>, numbered: (number: string) => string) =>
  [door.number ? numbered(door.number) : door.label, door.alley].filter(Boolean).join(', ')
