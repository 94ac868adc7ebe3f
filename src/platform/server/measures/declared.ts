import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { declaredCode, stockCode } from '#platform/shared/measures.ts'
import type { Database } from '../schema.ts'
import { Cells } from './cells.ts'
import { saveScopes } from './kept.ts'

/** A figure that somebody states for a place that keeps no rows here. */
export interface DeclaredFigure {
  /** A commune, a province or the nation. */
  placeId: Id
  measure: string
  kind: 'flow' | 'stock'
  day: Day
  amount: number
  /** Where it comes from: a report with its number and date. */
  source: string
  /** A unit of an older map inside the place: then the figure is only shown, with the unit's name, never added. */
  formerUnitId?: Id | null
  /** The account that states it; absent: it comes with a load of many. */
  by?: Id | null
}

/** Writes declared figures down, in place of earlier ones of the same place, measure and day; the rollups follow. */
export async function declareFigures(trx: Transaction<Database>, figures: readonly DeclaredFigure[]): Promise<void> {
  if (figures.length === 0) return
  await sql`insert into declared_figure (place_id, measure, kind, day, amount, source, former_unit_id, declared_by)
    select "placeId", measure, kind, day, amount, source, "formerUnitId", by
    from json_to_recordset(${JSON.stringify(figures)}::json) as figure ("placeId" uuid, measure text, kind text,
      day date, amount int, source text, "formerUnitId" uuid, by uuid)
    on conflict (place_id, measure, day, coalesce(former_unit_id, '00000000-0000-0000-0000-000000000000'))
      do update set amount = excluded.amount, source = excluded.source, declared_at = now(),
        declared_by = excluded.declared_by`.execute(trx)
  await tellFolder(trx, [...new Set(figures.map((figure) => figure.placeId))])
}

/** Which figure is corrected or withdrawn, by which account and why; figures of former units are not touched here. */
export interface Restatement {
  placeId: Id
  measure: string
  day: Day
  by: Id
  reason: string
}

/** Puts the figure that stands there among the past ones, before another takes its place. */
export async function keepPast(trx: Transaction<Database>, past: Restatement, withdrawn = false): Promise<void> {
  await sql`insert into declared_figure_past (place_id, measure, day, amount, source, declared_at, declared_by, withdrawn,
      reason, ended_by)
    select place_id, measure, day, amount, source, declared_at, declared_by, ${withdrawn}, ${past.reason}, ${past.by}::uuid
    from declared_figure where ${isThis(past)}`.execute(trx)
}

/** Takes a figure back: it counts no more, and stands among the past ones. False when there is none. */
export async function withdrawFigure(trx: Transaction<Database>, past: Restatement): Promise<boolean> {
  await keepPast(trx, past, true)
  const { numAffectedRows } = await sql`delete from declared_figure where ${isThis(past)}`.execute(trx)
  await tellFolder(trx, [past.placeId])
  return Boolean(numAffectedRows)
}

const isThis = ({ placeId, measure, day }: Restatement) =>
  sql`place_id = ${placeId} and measure = ${measure} and day = ${day} and former_unit_id is null`

const tellFolder = (trx: Transaction<Database>, places: readonly Id[]) =>
  sql`insert into measure_delta (place_id, body)
    select place_id, '{}' from unnest(${places}::uuid[]) as place (place_id)`.execute(trx)

/**
 * The first day on which something better than what a place declares is there: rows of its own for the measure, or a
 * declaration of a place below it. Null: never. `figure` names a row with place_id, measure and kind.
 */
export const betterFrom = (figure: RawBuilder<unknown>): RawBuilder<unknown> => sql`least(
  (
    select first_day(month, days) from rollup
    where scope_id = ${figure}.place_id and first_day(month, days) is not null
      and rollup.measure = ${figure}.measure || case ${figure}.kind when 'stock' then ${stockCode('')} else '' end
    order by month limit 1
  ),
  (
    select min(lower.day) from declared_figure lower join place lower_place on lower_place.id = lower.place_id
    where lower.measure = ${figure}.measure and lower.former_unit_id is null
      and lower.place_id <> ${figure}.place_id and ${figure}.place_id = any (lower_place.path)
  )
)`

/**
 * Brings the rollups in line with the declared figures of the given places and of those above them.
 *
 * The rule: what a place declares counts, there and upward, on the days before the place has rows of its own for the
 * measure, and before a place below it declares or has rows. From that day on the rows (or the finer declarations)
 * stand in its stead, so nothing counts twice. A flow counts on its day; a stock stands from its day until the next
 * declared one, or until that day.
 */
export async function foldDeclared(trx: Transaction<Database>, places: ReadonlySet<Id>): Promise<void> {
  const changes = (await loadDeclarations(trx, places)).map(changeOf).filter((change) => change.differs)
  if (changes.length === 0) return
  const cells = new Cells()
  for (const { path, code, days } of changes)
    for (const place of path) for (const { day, by } of days) cells.add(place, code, day, by)
  await saveScopes(trx, cells.rows())
  await sql`insert into declared_counted (place_id, code, days, amounts)
    select place_id, code, days::date[], amounts::int[]
    from unnest(${changes.map((change) => change.place)}::uuid[], ${changes.map((change) => change.code)}::text[],
      ${changes.map((change) => `{${[...change.wanted.keys()]}}`)}::text[],
      ${changes.map((change) => `{${[...change.wanted.values()]}}`)}::text[]) as row (place_id, code, days, amounts)
    on conflict (place_id, code) do update set days = excluded.days, amounts = excluded.amounts`.execute(trx)
}

interface Declaration {
  place_id: Id
  path: Id[]
  measure: string
  kind: 'flow' | 'stock'
  /** [day, amount], oldest first. */
  figures: [Day, number][]
  /** The first day on which something better than the declaration is there. */
  until: Day | null
  /** What is in the rollups. */
  counted_days: Day[] | null
  counted_amounts: number[] | null
}

async function loadDeclarations(trx: Transaction<Database>, places: ReadonlySet<Id>): Promise<Declaration[]> {
  // Joined fully: of what is counted, every figure may have been withdrawn since.
  const touched = sql`place_id in (select unnest(path) from place where id = any (${[...places]}::uuid[]))`
  const { rows } = await sql<Declaration>`
    with stated as (
      select place_id, measure, kind, json_agg(json_build_array(day, amount) order by day) as figures
      from declared_figure
      where former_unit_id is null and ${touched}
      group by place_id, measure, kind
    ),
    counted as (
      select place_id, split_part(code, '@', 1) as measure,
        case when code like '%' || ${stockCode('')} || '%' then 'stock' else 'flow' end as kind, days, amounts
      from declared_counted where ${touched}
    )
    select place_id, place.path, measure, declaration.kind, coalesce(figures, '[]') as figures,
      ${betterFrom(sql.raw('declaration'))} as until, days as counted_days, amounts as counted_amounts
    from (stated full join counted using (place_id, measure, kind)) as declaration
    join place on place.id = declaration.place_id`.execute(trx)
  return rows
}

function changeOf(declaration: Declaration) {
  const base = declaration.kind === 'stock' ? stockCode(declaration.measure) : declaration.measure
  const wanted = countedOf(declaration)
  const counted = new Map(
    declaration.counted_days?.map((day, index) => [day, declaration.counted_amounts?.[index] ?? 0]),
  )
  const days = [...new Set([...wanted.keys(), ...counted.keys()])].flatMap((day) => {
    const by = (wanted.get(day) ?? 0) - (counted.get(day) ?? 0)
    return by === 0 ? [] : [{ day, by }]
  })
  return {
    place: declaration.place_id,
    path: declaration.path,
    code: declaredCode(base),
    wanted,
    days,
    differs: days.length > 0,
  }
}

function countedOf({ kind, figures, until }: Declaration): Map<Day, number> {
  const counted = new Map<Day, number>()
  let standing = 0
  for (const [day, amount] of figures) {
    if (until !== null && day >= until) break
    counted.set(day, kind === 'stock' ? amount - standing : amount)
    standing = amount
  }
  if (kind === 'stock' && until !== null && standing !== 0) counted.set(until, -standing)
  return counted
}
