import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { Criterion } from '../shared/register.ts'
import './tables.ts'

type Trx = Transaction<Database>

/** Who decided something, since when it holds, and which account wrote it down. */
interface Decided {
  decidedBy: string
  note: string | null
  validFrom: Day
  by: Id | null
}

/** One decision of a commune on its register. */
export interface RegisterDecision extends Decided {
  communeId: Id
  on: boolean
  purpose: string
  legalBasis: string
  retentionMonths: number
}

/** One decision of a province on what counts. */
export interface RuleDecision extends Decided {
  provinceId: Id
  criteria: readonly Criterion[]
  skills: readonly string[]
}

/**
 * Adds a version of the commune's switch; the teams' register rows follow at once when its day has come, else on that day.
 * Where it is switched off, persons leave the phones and the figures. Answers the version.
 */
export async function decideRegister(trx: Trx, decision: RegisterDecision): Promise<number> {
  const { communeId, on, purpose, legalBasis, retentionMonths } = decision
  const { rows } = await sql<{ version: number }>`
    insert into commune_register (commune_id, version, is_on, purpose, legal_basis, retention_months, decided_by, note,
      valid_from, made_by)
    select ${communeId}, coalesce(max(version), 0) + 1, ${on}, ${purpose}, ${legalBasis}, ${retentionMonths}::int,
      ${decision.decidedBy}, ${decision.note}, ${decision.validFrom}::date, ${decision.by}::uuid
    from commune_register where commune_id = ${communeId} returning version`.execute(trx)
  await refresh(trx, sql`commune_id = ${communeId}`)
  return rows[0]?.version ?? 0
}

/** Adds a version of the province's rule, for all its teams. Answers the version. */
export async function decideRule(trx: Trx, decision: RuleDecision): Promise<number> {
  const { provinceId, criteria, skills } = decision
  const { rows } = await sql<{ version: number }>`
    insert into register_rule (province_id, version, criteria, skills, decided_by, note, valid_from, made_by)
    select ${provinceId}, coalesce(max(version), 0) + 1, ${JSON.stringify(criteria)}::jsonb, ${[...skills]}::text[],
      ${decision.decidedBy}, ${decision.note}, ${decision.validFrom}::date, ${decision.by}::uuid
    from register_rule where province_id = ${provinceId} returning version`.execute(trx)
  await refresh(trx, sql`province_id = ${provinceId}`)
  return rows[0]?.version ?? 0
}

/**
 * Once a day, after midnight in Vietnam: decisions whose day has come take effect. A commune at a time, so that no
 * transaction holds more teams than it must.
 */
export async function refreshRegisters(db: Kysely<Database>, today: Day): Promise<void> {
  const { rows } = await sql<{ teams: Id[] }>`
    select array_agg(id) as teams from team
    where exists (select from commune_register c where c.commune_id = team.commune_id)
      or exists (select from register_rule r where r.province_id = team.province_id)
    group by commune_id`.execute(db)
  for (const { teams } of rows) await sql`select refresh_registers(${teams}::uuid[], ${today}::date)`.execute(db)
}

const refresh = (trx: Trx, teams: ReturnType<typeof sql>) =>
  sql`select refresh_registers(array(select id from team where ${teams}))`.execute(trx)

/** The persons asked to be erased, with the rows that were merged into theirs: nobody may use the content from now on, and the next run of the job takes it away. */
export async function eraseSoon(trx: Trx, persons: readonly Id[], day: Day): Promise<void> {
  const ids = [...persons]
  await sql`update person set erase_on = ${day}::date
    where id = any (${ids}::uuid[]) or merged_into = any (${ids}::uuid[])`.execute(trx)
}
