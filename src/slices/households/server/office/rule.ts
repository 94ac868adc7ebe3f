import { sql, type Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { Problem } from '#platform/shared/problem.ts'
import { invalidInput } from '#platform/shared/problems.ts'
import type { BodyOf, OutputOf } from '#platform/shared/route.ts'
import { dayBehind, decidedMeanwhile } from '../../shared/office-problems.ts'
import { defaultRule, type RegisterRule } from '../../shared/register.ts'
import { checkRule } from '../../shared/rule-content.ts'
import type { decideRuleRoute, RuleContent, RulePreview, RuleVersion, ruleRoute } from '../../shared/rule-routes.ts'
import { decideRule } from '../decide-register.ts'
import { previewRules } from './rule-preview.ts'
import { inForce } from './switch.ts'
import '../tables.ts'

type Trx = Transaction<Database>

/** Everything a province decided on what counts. */
export const ruleOfPlace = async (trx: Trx, provinceId: Id, day: Day): Promise<OutputOf<typeof ruleRoute>> => {
  const versions = await versionsOf(trx, provinceId)
  return { versions, inForce: inForce(versions, day)?.version ?? null }
}

/** What a rule would recognise today, beside the one in force. */
export const previewOf = async (trx: Trx, provinceId: Id, wish: RuleContent, day: Day): Promise<RulePreview> => {
  const versions = await versionsOf(trx, provinceId)
  await check(trx, wish, versions)
  const now: RegisterRule = inForce(versions, day) ?? defaultRule
  return previewRules(trx, provinceId, { present: now, planned: { version: 0, ...wish } }, day)
}

/** Adds the decision; phones learn it by their revisions when its day has come. */
export const decide = async (
  trx: Trx,
  provinceId: Id,
  { after, remark, ...wish }: BodyOf<typeof decideRuleRoute>,
  by: Id,
  day: Day,
): Promise<OutputOf<typeof decideRuleRoute>> => {
  if (wish.validFrom < day) throw new Problem(dayBehind)
  const versions = await versionsOf(trx, provinceId)
  if ((versions[0]?.version ?? 0) !== after) throw new Problem(decidedMeanwhile)
  await check(trx, wish, versions)
  return { version: await decideRule(trx, { provinceId, ...wish, note: remark, by }) }
}

const check = async (trx: Trx, wish: RuleContent, versions: readonly RuleVersion[]): Promise<void> => {
  const { rows } = await sql<{ code: string }>`select code from library_item where kind = 'skill'`.execute(trx)
  const earlier = versions.flatMap(({ criteria }) => criteria)
  const fields = checkRule(
    wish,
    earlier,
    rows.map(({ code }) => code),
  )
  if (fields.length > 0) throw new Problem(invalidInput, undefined, fields)
}

// The newest first.
const versionsOf = async (trx: Trx, provinceId: Id): Promise<RuleVersion[]> => {
  const rows = await trx
    .selectFrom('register_rule')
    .select(['version', 'criteria', 'skills', 'decided_by as decidedBy', 'note as remark'])
    .select(['valid_from as validFrom', 'made_at as madeAt'])
    .where('province_id', '=', provinceId)
    .orderBy('version', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, madeAt: row.madeAt.toISOString() }))
}
