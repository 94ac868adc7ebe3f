import { expect, test } from 'vitest'
import { problemFromPostgres } from './problem-from-postgres.ts'

const pgError = (code: string, more = {}) =>
  Object.assign(new Error('duplicate key value (+84912345678)'), { code, severity: 'ERROR', ...more })

test.each([
  ['23505', 'conflict.exists', 409],
  ['23P01', 'conflict.exists', 409],
  ['23503', 'conflict.referenced', 409],
  ['23502', 'input.invalid', 400],
  ['23514', 'input.invalid', 400],
  ['22P02', 'input.invalid', 400],
  ['22003', 'input.invalid', 400],
  ['22021', 'input.invalid', 400],
  ['42501', 'not-allowed', 403],
  ['40001', 'conflict.changed', 409],
  ['40P01', 'conflict.changed', 409],
  ['53100', 'disk.full', 507],
  ['53200', 'server.busy', 503],
  ['53300', 'database.away', 503],
  ['57014', 'server.busy', 503],
  ['57P01', 'database.away', 503],
  ['57P03', 'database.away', 503],
  ['08006', 'database.away', 503],
  ['08P01', 'database.away', 503],
  ['25006', 'database.away', 503],
  ['28P01', 'database.away', 503],
  ['ECONNREFUSED', 'database.away', 503],
  ['ECONNRESET', 'database.away', 503],
])('%s becomes %s', (sqlState, code, status) => {
  const problem = problemFromPostgres(pgError(sqlState))
  expect(problem?.body).toMatchObject({ code, status })
  expect(JSON.stringify(problem?.body)).not.toContain('912345678')
})

test.each([
  'Connection terminated unexpectedly',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error and is not queryable',
])('%j, which the driver says without a code, means that the database is away', (message) => {
  expect(problemFromPostgres(new Error(message))?.body.code).toBe('database.away')
})

test('a missing column is named by its path', () => {
  expect(problemFromPostgres(pgError('23502', { column: 'name' }))?.body.fields?.[0]?.path).toBe('name')
})

test.each([pgError('42P01'), pgError('42601'), new TypeError('x'), 'text', null])(
  'a fault of ours is nobody else’s problem (%#)',
  (error) => {
    expect(problemFromPostgres(error)).toBeNull()
  },
)
