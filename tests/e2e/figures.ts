import { expect, type Page } from '@playwright/test'
import type { Product } from './product.ts'

/** Indicator code > value, as an indicators page shows them. */
export type Figures = Record<string, number>

/** Reads every figure of the indicators page that is open. */
export const figuresOn = async (page: Page): Promise<Figures> => {
  await expect(page.locator('[data-indicator="visits"]').first()).toBeVisible()
  const found = await page
    .locator('[data-indicator]')
    .evaluateAll((nodes) => nodes.map((node) => [node.getAttribute('data-indicator'), node.getAttribute('data-value')]))
  return Object.fromEntries(found.map(([code, value]) => [code, value ? Number(value) : 0]))
}

/**
 * The same figures by SQL of this test over the source tables, for whatever lies in `scope` (a condition on the team `t`),
 * in the month of today. Nothing of the product's own measures is used.
 */
export const figuresBySql = async (product: Product, scope: string, id: string): Promise<Figures> => {
  const [row] = await product.sql<{ figures: Figures }>(sqlFor(scope), [id])
  return Object.fromEntries(Object.entries(row?.figures ?? {}).map(([code, value]) => [code, Number(value)]))
}

const sqlFor = (scope: string) => `
  with month as (
    select date_trunc('month', now() at time zone 'Asia/Ho_Chi_Minh')::date as first
  ), v as (
    select v.* from visit v join team t on t.id = v.done_by_team_id, month
    where ${scope} and v.cancelled_on is null
      and v.day >= month.first and v.day < month.first + interval '1 month'
  ), figures (code, value) as (
    select 'visits', count(*) from v
    union all select 'visits.' || outcome, count(*) from v group by outcome
    union all select 'visits.desk', count(*) from v where place = 'desk'
    union all select 'people', coalesce(sum(people), 0) from v
    union all select 'people.' || g.key, sum(g.value::int) from v, jsonb_each_text(groups) g group by g.key
    union all select 'skill.' || (s->>'skill') || '.' || (s->>'level'), sum((s->>'people')::int)
      from v, jsonb_array_elements(skills) s group by 1
    union all select 'skills.' || (s->>'level'), sum((s->>'people')::int)
      from v, jsonb_array_elements(skills) s group by 1
    union all select 'platforms.' || (p->>'result'), count(*) from v, jsonb_array_elements(platforms) p group by 1
    union all select 'platform.' || (p->>'platform') || '.' || (p->>'result'), count(*)
      from v, jsonb_array_elements(platforms) p where p->>'result' in ('installed', 'failed') group by 1
    union all select 'topic.' || topic, sum(people) from v, unnest(topics) topic group by 1
    union all select 'difficulties', count(*) from v where difficulty is not null
    union all select 'followups', count(*) from v where follow_up_on is not null
    union all select 'doors.reached', count(distinct household_id) from v where outcome = 'done'
    union all select 'doors', count(*) from household h join team t on t.id = h.team_id
      where ${scope} and h.closed_on is null
  )
  select jsonb_object_agg(code, value) as figures from figures`

/** Shares and averages follow from the others; the network's own figures do not move by visits. */
const derived = /\.share$|per-team$|^teams|^members/

/** The codes of a page that visits and doors move. */
export const movable = (figures: Figures): Figures =>
  Object.fromEntries(Object.entries(figures).filter(([code]) => !derived.test(code)))

/** after - before, for every code of either. */
export const moved = (before: Figures, after: Figures): Figures =>
  Object.fromEntries(
    [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .map((code) => [code, (after[code] ?? 0) - (before[code] ?? 0)] as const)
      .filter(([, change]) => change !== 0),
  )
