import { type Implementation, implement } from '#platform/server/endpoint.ts'
import { Problem } from '#platform/shared/problem.ts'
import { notFound } from '#platform/shared/problems.ts'
import { calendarRoute, setCalendarRoute, unsetCalendarRoute } from '../../shared/calendar-routes.ts'
import { calendarWorkedYearly } from '../../shared/office-problems.ts'
import { calendarOf, setCalendarDay, unsetCalendarDay } from './calendar.queries.ts'
import { nationWithId } from './commune.ts'

/** Free days and worked days of the country, for the terms in which persons are answered. */
export const calendarRoutes: Implementation[] = [
  implement(calendarRoute, async ({ trx }) => ({ entries: await calendarOf(trx) })),
  implement(setCalendarRoute, async ({ trx, params, body, actor, audit }) => {
    const nation = await nationWithId(trx, params.placeId)
    if (body.yearly && body.works) throw new Problem(calendarWorkedYearly)
    await setCalendarDay(trx, { day: params.day, ...body }, actor.accountId)
    await audit({ action: 'calendar.set', placeId: nation.id, details: { day: params.day, ...body } })
    return { set: true as const }
  }),
  implement(unsetCalendarRoute, async ({ trx, params, query, audit }) => {
    const nation = await nationWithId(trx, params.placeId)
    if (!(await unsetCalendarDay(trx, params.day))) throw new Problem(notFound)
    await audit({ action: 'calendar.unset', placeId: nation.id, details: { day: params.day, ...query } })
    return { set: false as const }
  }),
]
