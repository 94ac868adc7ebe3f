import type pg from 'pg'
import { OperatorError } from '../operator-error.ts'

/** The roles of the application beside the owner of the schema; fixed names, because grants and policies name them. */
export type ServiceRole = 'app' | 'worker' | 'auth'
export const serviceRoles: readonly ServiceRole[] = ['app', 'worker', 'auth']
export const roleName = (role: ServiceRole | 'owner'): string => `tungnha_${role}`

/**
 * Limits that belong to the role itself, so that they also hold through a pooler that passes no start-up options.
 * A forgotten transaction would keep vacuum from cleaning; a lost lock holder would stop a team's sync.
 */
const limits: Record<ServiceRole, Record<string, string>> = {
  app: { statement_timeout: '30s', lock_timeout: '10s', idle_in_transaction_session_timeout: '60s' },
  worker: { statement_timeout: '15min', lock_timeout: '60s', idle_in_transaction_session_timeout: '5min' },
  auth: { statement_timeout: '15s', lock_timeout: '5s', idle_in_transaction_session_timeout: '30s' },
}

/** Settings of a role and their values. */
export const limitsOf = (role: ServiceRole): [setting: string, value: string][] => Object.entries(limits[role])

/**
 * Creates the roles that are missing and sets the given passwords. Safe to repeat and to run twice at once.
 * Throws OperatorError when one of them could get around row-level security.
 */
export async function ensureRoles(client: pg.Client, passwords: Record<string, string>): Promise<void> {
  for (const [name, password] of Object.entries(passwords)) await ensureRole(client, name, password)
  for (const role of serviceRoles.filter((role) => roleName(role) in passwords)) await setLimits(client, role)
  await refusePowerful(client, Object.keys(passwords))
}

async function ensureRole(client: pg.Client, name: string, password: string): Promise<void> {
  const role = client.escapeIdentifier(name)
  const secret = client.escapeLiteral(password)
  await client.query(`
    do $$ begin
      create role ${role} login;
    exception when duplicate_object or unique_violation then null; -- there already, or made by another start just now
    end $$`)
  await retryConcurrent(() => client.query(`alter role ${role} login password ${secret}`))
}

async function setLimits(client: pg.Client, role: ServiceRole): Promise<void> {
  for (const [setting, value] of limitsOf(role))
    await retryConcurrent(() => client.query(`alter role ${roleName(role)} set ${setting} = '${value}'`))
}

/** Two sessions that alter one role at once: PostgreSQL refuses the second ("tuple concurrently updated"). */
async function retryConcurrent(statement: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await statement()
      return
    } catch (error) {
      if (attempt === 10 || !/concurrently/.test(String(error))) throw error
    }
  }
}

async function refusePowerful(client: pg.Client, names: string[]): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>(
    'select rolname from pg_roles where rolname = any($1) and (rolsuper or rolbypassrls)',
    [names],
  )
  const found = rows.map((row) => row.rolname).join(', ')
  if (found === '') return
  throw new OperatorError(
    `Vai trò ${found} trong PostgreSQL có quyền bỏ qua bảo vệ theo dòng: hãy chạy ALTER ROLE ... NOSUPERUSER NOBYPASSRLS.`,
    `The PostgreSQL role ${found} can get around row-level security: run ALTER ROLE ... NOSUPERUSER NOBYPASSRLS.`,
  )
}
