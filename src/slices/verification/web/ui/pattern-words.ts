import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { PatternCode } from '#slices/verification/shared/patterns.ts'

/** What was noticed, as a question rather than a reproach. */
export const patternWords: Record<PatternCode, MessageDescriptor> = {
  'too-many': msg`Rất nhiều lượt trong một giờ`,
  identical: msg`Nhiều hộ ghi giống hệt nhau`,
  night: msg`Ghi lúc đêm khuya`,
  'same-minute': msg`Nhiều lượt lưu trong cùng một phút`,
  'two-hamlets': msg`Hai thôn xa nhau trong vài phút`,
}
