/** What of an error may stand in a log. */
export interface SafeError {
  type: string
  code?: string
  message?: string
  /** Where it happened, without the message. */
  stack?: string[]
  /** Of database errors: names from our own schema, never values. */
  table?: string
  constraint?: string
  column?: string
  cause?: SafeError
}

/**
 * An error for the log, without personal data. Messages and details of the database repeat values ("Key (phone)=(...)
 * already exists"), and those of parsers repeat input, so the former are left out and quoted parts and long numbers of
 * the rest are masked.
 */
export function safeError(error: unknown, depth = 0): SafeError {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, table, constraint, column } = error as Error & Record<string, unknown>
  const isDatabase = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && 'severity' in error
  return {
    type: error.name,
    ...texts({ code, table, constraint, column }),
    ...(isDatabase ? {} : { message: masked(error.message) }),
    stack: frames(error),
    ...(error.cause instanceof Error && depth < 3 && { cause: safeError(error.cause, depth + 1) }),
  }
}

const texts = (values: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))

const masked = (message: string): string =>
  message
    .slice(0, 500)
    .replace(/(["'`(])[^"'`()]{3,}(["'`)])/g, '$1…$2')
    .replace(/\+?\d[\d .-]{4,}\d/g, '…')

const frames = (error: Error): string[] =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim())
