import type { Id } from '#platform/shared/ids.ts'
import { readableSigns } from '#platform/shared/readable-code.ts'

const length = 6

/**
 * A team's mark, which a citizen types beside the code of a visit: six readable signs made from the team's id, so that
 * every phone knows it without asking. Two teams of the country may share one (once in 244 million pairs); the code then
 * tells them apart.
 */
export const teamMark = (team: Id): string => {
  let rest = Number.parseInt(team.slice(-12), 16)
  let mark = ''
  for (let n = 0; n < length; n++) {
    mark += readableSigns[rest % readableSigns.length]
    rest = Math.floor(rest / readableSigns.length)
  }
  return mark
}

/** The mark in what somebody typed; null when it cannot be one. */
export const readMark = (typed: string): string | null => {
  const signs = typed.toUpperCase().replace(/[\s.·_–-]/g, '')
  return signs.length === length && [...signs].every((sign) => readableSigns.includes(sign)) ? signs : null
}

/** The six digits of a code in what somebody typed; null when they are not six. */
export const readSixDigits = (typed: string): string | null => {
  const digits = typed.replace(/[\s.·_–-]/g, '')
  return /^\d{6}$/.test(digits) ? digits : null
}
