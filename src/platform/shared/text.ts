import * as z from 'zod/mini'
import { isDay } from './dates.ts'
import { isId } from './ids.ts'

// Half of a surrogate pair, and control characters other than tab and line ends: PostgreSQL keeps neither in JSON.
const unkeepable = /\p{Surrogate}|[^\P{Cc}\t\n\r]/u
const words = {
  params: {
    vi: 'Có ký tự không dùng được. Hãy xóa rồi gõ lại.',
    en: 'It has a character that cannot be kept. Delete it and type again.',
  },
}

/** A text that people type, at most `max` characters, of characters that can be kept. */
export const text = (max: number) =>
  z.string().check(
    z.maxLength(max),
    z.refine((value) => !unkeepable.test(value), words),
  )

/** A text that may be left out: null, never ''. */
export const optionalText = (max: number) => z.nullable(text(max).check(z.minLength(1)))

/** The code of a catalogue entry: 'vneid', 'no-sim'. */
export const code = z.string().check(z.maxLength(40), z.regex(/^[a-z0-9][a-z0-9.-]*$/))

/** A UUID in the only spelling we accept. */
export const idText = z
  .string()
  .check(z.refine(isId, { params: { vi: 'Mã không đúng dạng.', en: 'The id does not have the right form.' } }))

/** A day that exists, 'YYYY-MM-DD'. */
export const dayText = z.string().check(
  z.refine(isDay, {
    params: {
      vi: 'Ngày không có thật hoặc sai dạng; viết như 2026-09-05.',
      en: 'No such date, or not written like 2026-09-05.',
    },
  }),
)
