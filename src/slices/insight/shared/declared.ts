import * as z from 'zod/mini'
import { type Day, isDay, periodOf } from '#platform/shared/dates.ts'
import type { FieldProblem } from '#platform/shared/problem.ts'
import { onPlace, route } from '#platform/shared/route.ts'
import { dayText, text } from '#platform/shared/text.ts'
import type { Indicator } from '#slices/indicators/shared/public.ts'

/** What stood there before, until it was corrected or withdrawn. */
const pastFigure = z.object({
  measure: z.string(),
  day: z.string(),
  amount: z.number(),
  source: z.string(),
  declaredAt: z.string(),
  endedAt: z.string(),
  withdrawn: z.boolean(),
  reason: z.string(),
})
export type PastFigure = z.infer<typeof pastFigure>

const declaredFigure = z.object({
  measure: z.string(),
  /** A stock stands from the day on; a flow is the sum of the month that ends on the day. */
  kind: z.enum(['flow', 'stock']),
  day: z.string(),
  amount: z.number(),
  source: z.string(),
  declaredAt: z.string(),
  /** Of a unit of an older map: shown, never added. */
  formerUnit: z.nullable(z.string()),
  /** Is it part of the place's figures? Not where records, or declarations of places below, stand in its stead. */
  counts: z.boolean(),
})
export type DeclaredOfPlace = z.infer<typeof declaredFigure>

const params = z.object({ placeId: z.uuid() })

export const declaredRoute = route({
  method: 'GET',
  path: '/api/places/:placeId/declared',
  summary: 'What was declared for a place, newest first, and what was corrected or withdrawn since.',
  access: onPlace('insight.read', 'params.placeId'),
  params,
  output: z.object({ figures: z.array(declaredFigure), past: z.array(pastFigure) }),
})

/** Why a figure is corrected or withdrawn. */
const reason = text(300).check(z.minLength(3))

const declaration = z.object({
  measure: z.string().check(z.maxLength(80)),
  day: dayText,
  amount: z.int().check(z.gte(0), z.lte(1_000_000_000)),
  /** The report it comes from, with number and date. */
  source: text(300).check(z.minLength(3)),
  /** Needed where another figure stands: it becomes a past one. */
  reason: z.optional(reason),
})
export type Declaration = z.infer<typeof declaration>

export const declareRoute = route({
  method: 'PUT',
  path: '/api/places/:placeId/declared',
  summary: 'Declares a figure of a place for a day, or corrects the one that stands there; what stood there is kept.',
  access: onPlace('declared.edit', 'params.placeId'),
  params,
  body: declaration,
  output: z.object({ corrected: z.boolean() }),
})

export const withdrawDeclaredRoute = route({
  method: 'POST',
  path: '/api/places/:placeId/declared/withdraw',
  summary: 'Takes a declared figure back: it counts no more, and is kept among the past ones.',
  access: onPlace('declared.edit', 'params.placeId'),
  params,
  body: z.object({ measure: z.string().check(z.maxLength(80)), day: dayText, reason }),
  output: z.object({ withdrawn: z.literal(true) }),
})

/** What an indicator counts alone, if somebody may state it: no rate, no sum of several, no count of different things. */
export const declarable = (indicator: Indicator): { measure: string; kind: 'flow' | 'stock' } | null => {
  const [term, ...others] = indicator.numerator
  if (!term || others.length > 0 || indicator.denominator || indicator.family || term.kind === 'unique') return null
  return { measure: term.measure, kind: term.kind }
}

/** What is wrong with the day of a declaration: a flow is declared by month, nothing for the future. */
export const checkDeclaredDay = (kind: 'flow' | 'stock', day: Day, today: Day): FieldProblem[] => {
  if (!isDay(day) || day > today) return [inFuture]
  return kind === 'flow' && periodOf('month', day).to !== day ? [notMonthEnd] : []
}

const inFuture: FieldProblem = {
  path: 'body.day',
  vi: 'Ngày này chưa tới. Hãy khai số của ngày đã qua, hoặc của tháng đã hết.',
  en: 'This day has not come yet. Declare for a past day, or for a month that is over.',
}
const notMonthEnd: FieldProblem = {
  path: 'body.day',
  vi: 'Chỉ tiêu này cộng theo tháng. Hãy chọn ngày cuối tháng.',
  en: 'This indicator adds up by month. Choose the last day of a month.',
}
