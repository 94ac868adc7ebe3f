import { sql, type Transaction } from 'kysely'
import { betterFrom, declareFigures, keepPast, withdrawFigure } from '#platform/server/measures/declared.ts'
import type { Database } from '#platform/server/schema.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { Problem } from '#platform/shared/problem.ts'
import { invalidInput, notFound } from '#platform/shared/problems.ts'
import { allIndicators } from '#slices/indicators/server/public.ts'
import {
  checkDeclaredDay,
  type Declaration,
  type DeclaredOfPlace,
  declarable,
  type PastFigure,
} from '../shared/declared.ts'
import { alreadyDeclared, declaredElsewhere, notDeclarable } from '../shared/problems.ts'

type Trx = Transaction<Database>

/** The figures declared for a place, newest first, each with whether it counts; and what stood there before. */
export async function declaredOf(trx: Trx, placeId: Id): Promise<{ figures: DeclaredOfPlace[]; past: PastFigure[] }> {
  const figures = await sql<DeclaredOfPlace & { declaredAt: Date }>`
    select measure, declared.kind, declared.day, amount, source, declared_at as "declaredAt",
      former_unit.kind || ' ' || former_unit.name as "formerUnit",
      former_unit_id is null and (better.day is null or declared.day < better.day) as counts
    from declared_figure declared
    left join former_unit on former_unit.id = former_unit_id
    cross join lateral (select ${betterFrom(sql.raw('declared'))} as day) as better
    where place_id = ${placeId}
    order by declared.day desc, measure, former_unit.name`.execute(trx)
  const past = await sql<PastFigure & { declaredAt: Date; endedAt: Date }>`
    select measure, day, amount, source, declared_at as "declaredAt", ended_at as "endedAt", withdrawn, reason
    from declared_figure_past where place_id = ${placeId} order by ended_at desc, id desc limit 200`.execute(trx)
  return {
    figures: figures.rows.map((row) => ({ ...row, declaredAt: row.declaredAt.toISOString() })),
    past: past.rows.map((row) => ({
      ...row,
      declaredAt: row.declaredAt.toISOString(),
      endedAt: row.endedAt.toISOString(),
    })),
  }
}

/**
 * Declares or corrects one figure. Throws `declared.indicator`, `declared.level`, `input.invalid` (the day),
 * `declared.stands` (a correction without a reason).
 */
export async function declare(
  trx: Trx,
  placeId: Id,
  { measure, day, amount, source, reason }: Declaration,
  { by, today }: { by: Id; today: Day },
): Promise<{ corrected: boolean }> {
  const kind = await kindOf(trx, measure)
  const wrong = checkDeclaredDay(kind, day, today)
  if (wrong.length) throw new Problem(invalidInput, undefined, wrong)
  await lockedPlace(trx, placeId)
  const stands = await standing(trx, placeId, measure, day)
  if (stands?.amount === amount && stands.source === source) return { corrected: false }
  if (stands) {
    if (!reason) throw new Problem(alreadyDeclared, { amount: stands.amount })
    await keepPast(trx, { placeId, measure, day, by, reason })
  }
  await declareFigures(trx, [{ placeId, measure, kind, day, amount, source, by }])
  return { corrected: stands !== undefined }
}

/** Throws `not-found`. */
export async function withdraw(
  trx: Trx,
  figure: { placeId: Id; measure: string; day: Day; by: Id; reason: string },
): Promise<{ withdrawn: true }> {
  if (!(await withdrawFigure(trx, figure))) throw new Problem(notFound)
  return { withdrawn: true }
}

async function kindOf(trx: Trx, measure: string): Promise<'flow' | 'stock'> {
  const found = (await allIndicators(trx)).map(declarable).find((one) => one?.measure === measure)
  if (!found) throw new Problem(notDeclarable)
  return found.kind
}

// Two people who declare at once must not both find nothing there: the second waits, and is asked for a reason.
async function lockedPlace(trx: Trx, placeId: Id): Promise<void> {
  const { rows } = await sql<{ level: string }>`
    select level, pg_advisory_xact_lock(hashtext('declared'), hashtext(id::text))
    from insight_place where id = ${placeId}`.execute(trx)
  if (!rows[0]) throw new Problem(notFound)
  if (rows[0].level === 'hamlet') throw new Problem(declaredElsewhere)
}

async function standing(trx: Trx, placeId: Id, measure: string, day: Day) {
  const { rows } = await sql<{ amount: number; source: string }>`
    select amount, source from declared_figure
    where place_id = ${placeId} and measure = ${measure} and day = ${day} and former_unit_id is null`.execute(trx)
  return rows[0]
}
