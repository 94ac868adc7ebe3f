import { sql, type Transaction } from 'kysely'
import type { Database } from '../../schema.ts'

/**
 * What declared figures add, from the declarations and the recounted rows (`recount_day`); the rule stands at
 * `foldDeclared`. Leaves `recount_declared` (per declaring place) and adds the sums upward to `recount_day`.
 */
export async function buildDeclared(trx: Transaction<Database>): Promise<void> {
  await sql`
    with figure as (
      select place_id, path, declared.kind, measure, day, amount,
        measure || case declared.kind when 'stock' then '@stock' else '' end as code
      from declared_figure declared join place on place.id = place_id
      where former_unit_id is null
    ),
    own as (select scope_id as place_id, measure as code, min(day) as day from recount_day group by 1, 2),
    below as (
      select upper_id as place_id, figure.measure, min(day) as day
      from figure cross join unnest(path) as upper_id
      where upper_id <> place_id
      group by 1, 2
    ),
    counting as (
      select figure.*, least(own.day, below.day) as until,
        lag(amount, 1, 0) over by_day as before,
        lead(figure.day) over by_day as next_day
      from figure
      left join own using (place_id, code)
      left join below using (place_id, measure)
      where figure.day < least(own.day, below.day) or (own.day is null and below.day is null)
      window by_day as (partition by place_id, code order by figure.day)
    ),
    change as (
      select place_id, code, counting.day, case kind when 'stock' then amount - before else amount end as amount
      from counting
      union all
      select place_id, code, until, -amount from counting
      where kind = 'stock' and next_day is null and until is not null
    )
    insert into recount_declared
    select place_id, code || '@declared', change.day, sum(amount) from change
    group by place_id, code, change.day having sum(amount) <> 0`.execute(trx)
  await sql`insert into recount_day
    select upper_id, code, day, sum(amount)
    from recount_declared join place on place.id = place_id cross join unnest(path) as upper_id
    group by upper_id, code, day having sum(amount) <> 0`.execute(trx)
}
