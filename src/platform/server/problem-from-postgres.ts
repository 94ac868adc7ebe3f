import { Problem, type ProblemDefinition } from '#platform/shared/problem.ts'
import {
  alreadyExists,
  changedMeanwhile,
  databaseAway,
  diskFull,
  invalidInput,
  notAllowed,
  serverBusy,
  stillReferenced,
} from '#platform/shared/problems.ts'

/**
 * What a failure of the database means to the person who asked: the one place where SQLSTATEs become problems. Never
 * repeats SQL, names of constraints or values. Null when the error is not the database's, or is a fault of ours (wrong
 * SQL, a missing table), which is then an `internal` with a reference into the log.
 */
export function problemFromPostgres(error: unknown): Problem | null {
  if (!(error instanceof Error)) return null
  const code = codeOf(error)
  if (connectionLost(code, error)) return new Problem(databaseAway)
  if (code === '23502') return new Problem(invalidInput, undefined, missingColumn(error))
  const definition = bySqlState[code] ?? bySqlState[code.slice(0, 2)]
  return definition ? new Problem(definition) : null
}

/** May the same transaction succeed when it is simply run again? */
export const isSerializationFailure = (error: unknown): boolean => ['40001', '40P01'].includes(codeOf(error))

/** Did something write in a read-only transaction? */
export const isReadOnlyViolation = (error: unknown): boolean => codeOf(error) === '25006'

/** Codes of five characters name one condition, of two characters a class. */
const bySqlState: Record<string, ProblemDefinition> = {
  23505: alreadyExists, // unique_violation
  '23P01': alreadyExists, // exclusion_violation
  23503: stillReferenced, // foreign_key_violation
  23514: invalidInput, // check_violation
  '22P02': invalidInput, // invalid_text_representation
  22003: invalidInput, // numeric_value_out_of_range
  22001: invalidInput, // string_data_right_truncation
  22007: invalidInput, // invalid_datetime_format
  22008: invalidInput, // datetime_field_overflow
  22021: invalidInput, // character_not_in_repertoire: a NUL in text
  '22P05': invalidInput, // untranslatable_character: \u0000 in jsonb
  42501: notAllowed, // insufficient_privilege, also a row that row-level security keeps out
  40001: changedMeanwhile, // serialization_failure, after the retries
  '40P01': changedMeanwhile, // deadlock_detected, after the retries
  53100: diskFull,
  53300: databaseAway, // too_many_connections
  53: serverBusy, // insufficient_resources
  57014: serverBusy, // query_canceled: the statement's time was up
  '55P03': serverBusy, // lock_not_available: the lock's time was up
  '57P01': databaseAway, // admin_shutdown
  '57P02': databaseAway, // crash_shutdown
  '57P03': databaseAway, // cannot_connect_now
  '57P04': databaseAway, // database_dropped
  '57P05': databaseAway, // idle_session_timeout
  25006: databaseAway, // read_only_sql_transaction: after a failover the pool still talks to the former primary
  '25P03': serverBusy, // idle_in_transaction_session_timeout
  28: databaseAway, // invalid_authorization: passwords of the roles are being changed
  '3D000': databaseAway, // invalid_catalog_name: a restore is running
  '08': databaseAway, // connection_exception
}

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

// pg says some losses in words only.
const lostInWords =
  /^(Connection terminated|timeout exceeded when trying to connect|Client (has encountered|was closed)|Cannot use a pool|Query read timeout)/

const connectionLost = (code: string, error: Error): boolean =>
  networkCodes.has(code) || (code === '' && lostInWords.test(error.message))

const codeOf = (error: unknown): string => {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : ''
}

function missingColumn(error: Error) {
  const { column } = error as { column?: string }
  return column ? [{ path: column, vi: 'Chưa nhập mục này.', en: 'This is missing.' }] : undefined
}
