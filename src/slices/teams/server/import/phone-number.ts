import { parsePhoneNumberFromString } from 'libphonenumber-js'
import type { ToE164 } from '../../shared/import/types.ts'

/** A Vietnamese number as typed ('0912345678', '+84…') in E.164; null when no such number can exist. */
export const toE164: ToE164 = (digits) => {
  const number = parsePhoneNumberFromString(digits, 'VN')
  return number?.isValid() && number.country === 'VN' ? number.number : null
}
