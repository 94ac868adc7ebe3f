import { type Implementation, implement } from '#platform/server/endpoint.ts'
import { calendarRoute, setCalendarRoute } from '../../shared/request-routes.ts'
import { provinceWithId } from './commune.ts'
import { calendarOf, setCalendarDay } from './requests.queries.ts'

/** Free days and worked days of a province, for the terms in which persons are answered. */
export const calendarRoutes: Implementation[] = [
  implement(calendarRoute, async ({ trx, params }) => ({
    days: await calendarOf(trx, (await provinceWithId(trx, params.placeId)).id),
  })),
  implement(setCalendarRoute, async ({ trx, params, body, audit }) => {
    const province = await provinceWithId(trx, params.placeId)
    await setCalendarDay(trx, province.id, { day: params.day, ...body })
    await audit({ action: 'calendar.set', placeId: province.id, details: { day: params.day, works: body.works } })
    return { set: true as const }
  }),
]
