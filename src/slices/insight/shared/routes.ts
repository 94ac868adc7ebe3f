import * as z from 'zod/mini'
import { isDay } from '#platform/shared/dates.ts'
import { onPlace, onTeam, route } from '#platform/shared/route.ts'
import { dashboard, placeIndicators, ranking } from './figure.ts'

const period = z._default(z.enum(['day', 'week', 'month', 'quarter', 'year']), 'month')
/** A day of the period; absent: today. */
const on = z.optional(z.string().check(z.refine(isDay)))
const when = z.object({ period, on })
const ofPlace = z.object({ placeId: z.uuid() })
const ofTeam = z.object({ teamId: z.uuid() })

export const placeDashboardRoute = route({
  method: 'GET',
  path: '/api/places/:placeId/dashboard',
  summary: 'Six figures of a place in a period, each with the period before and a trend of twelve periods.',
  access: onPlace('insight.read', 'params.placeId'),
  params: ofPlace,
  query: when,
  output: dashboard,
})

export const teamDashboardRoute = route({
  method: 'GET',
  path: '/api/teams/:teamId/dashboard',
  summary: 'Six figures of a team in a period, each with the period before and a trend of twelve periods.',
  access: onTeam('insight.read', 'params.teamId'),
  params: ofTeam,
  query: when,
  output: dashboard,
})

export const placeIndicatorsRoute = route({
  method: 'GET',
  path: '/api/places/:placeId/indicators',
  summary: 'All indicators of a place in a period.',
  access: onPlace('insight.read', 'params.placeId'),
  params: ofPlace,
  query: when,
  output: placeIndicators,
})

export const teamIndicatorsRoute = route({
  method: 'GET',
  path: '/api/teams/:teamId/indicators',
  summary: 'All indicators of a team in a period.',
  access: onTeam('insight.read', 'params.teamId'),
  params: ofTeam,
  query: when,
  output: placeIndicators,
})

const ranked = z.object({
  ...when.shape,
  /** Code of an indicator; not one of a family. */
  indicator: z._default(z.string().check(z.maxLength(80)), 'visits'),
  /** Absent: places below the nation and provinces, teams in communes and hamlets. */
  of: z.optional(z.enum(['places', 'teams'])),
  /** Rows without data are last either way. */
  order: z._default(z.enum(['desc', 'asc']), 'desc'),
})

export const rankingRoute = route({
  method: 'GET',
  path: '/api/places/:placeId/ranking',
  summary:
    'The places directly below a place, or the teams in it, ranked by an indicator, with the six figures of each.',
  access: onPlace('insight.read', 'params.placeId'),
  params: ofPlace,
  query: z.object({
    ...ranked.shape,
    page: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(1_000)), 1),
    size: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(200)), 50),
  }),
  output: ranking,
})

export const rankingFileRoute = route({
  method: 'GET',
  path: '/api/places/:placeId/ranking/file',
  summary: 'The whole ranking as an Excel file (.xlsx).',
  access: onPlace('insight.read', 'params.placeId'),
  params: ofPlace,
  query: z.object({ ...ranked.shape, language: z._default(z.enum(['vi', 'en']), 'vi') }),
  perMinute: 30,
})
