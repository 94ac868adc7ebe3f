import type { Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { CalendarEntry } from '../../shared/calendar-routes.ts'
import '../tables.ts'

type Trx = Transaction<Database>

/** Days that are not as the week says, in order. */
export const calendarOf = (trx: Trx): Promise<CalendarEntry[]> =>
  trx
    .selectFrom('calendar_day')
    .select(['day', 'yearly', 'works', 'what', 'decided_by as decidedBy'])
    .orderBy('day')
    .execute()

/** Enters a day, in place of what stood for it. */
export const setCalendarDay = async (trx: Trx, entry: CalendarEntry, by: Id): Promise<void> => {
  const { decidedBy, ...values } = entry
  const row = { ...values, decided_by: decidedBy, made_by: by, made_at: new Date() }
  await trx
    .insertInto('calendar_day')
    .values(row)
    .onConflict((conflict) => conflict.column('day').doUpdateSet(row))
    .execute()
}

/** Takes the entry of a day back; false when there is none. */
export const unsetCalendarDay = async (trx: Trx, day: Day): Promise<boolean> => {
  const { numDeletedRows } = await trx.deleteFrom('calendar_day').where('day', '=', day).executeTakeFirst()
  return numDeletedRows > 0n
}
