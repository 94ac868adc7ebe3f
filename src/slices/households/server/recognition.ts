import { type Kysely, sql, type Transaction } from 'kysely'
import { emitDeltas } from '#platform/server/measures/emit.ts'
import type { Database } from '#platform/server/schema.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { changeOf, type MeasureDelta } from '#platform/shared/measures.ts'
import type { Household } from '../shared/household.ts'
import { standing } from '../shared/measures.ts'
import type { Person } from '../shared/person.ts'
import { recognise, recognisePerson } from '../shared/recognise.ts'
import { type RegisterRule, ruleOf } from '../shared/register.ts'
import './tables.ts'

type Trx = Transaction<Database>

/** Doors in one transaction: bounds how long the rows of the queue are held. */
const doorsAtOnce = 500

/**
 * Works out anew what the queue names, at most 500 rows of it, in one transaction: what is recognised from `today` on,
 * what no longer is, what went to another team. Answers how many rows were taken; 0 also when somebody else is at it.
 */
export async function recognisePending(db: Kysely<Database>, today: Day): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ free: boolean }>`
      select pg_try_advisory_xact_lock(hashtext('tungnha recognition')) as free`.execute(trx)
    if (!rows[0]?.free) return 0
    const taken = await sql<{ household_id: Id }>`
      delete from recognition_queue
      where id = any (array(select id from recognition_queue order by id limit ${doorsAtOnce}))
      returning household_id`.execute(trx)
    const doors = await doorsOf(trx, [...new Set(taken.rows.map(({ household_id }) => household_id))])
    if (doors.length > 0) await keep(trx, await periodsOf(trx, doors), doors, today)
    return taken.rows.length
  })
}

/** Everything of the country is worked out again: ages change with the year. */
export async function recogniseAll(db: Kysely<Database>): Promise<void> {
  await sql`insert into recognition_queue (household_id) select distinct household_id from person`.execute(db)
}

interface RuledDoor extends Pick<Household, 'id' | 'teamId' | 'criteria' | 'closedOn' | 'mergedInto'> {
  on: boolean
  rule: RegisterRule | null
  persons: Pick<Person, 'id' | 'birthYear' | 'criteria' | 'skills' | 'restrictedOn' | 'leftOn' | 'mergedInto'>[]
}

/** The doors named and those into which they were merged, each with everybody written down at it or at merged doors. */
async function doorsOf(trx: Trx, ids: readonly Id[]): Promise<RuledDoor[]> {
  const { rows } = await sql<{ row: RuledDoor }>`
    with recursive up as (
      select id, merged_into from household where id = any (${[...ids]}::uuid[])
      union
      select h.id, h.merged_into from up join household h on h.id = up.merged_into
    ), down as (
      select id as kept, id from up where merged_into is null
      union
      select down.kept, h.id from down join household h on h.merged_into = down.id
    )
    select json_build_object('id', h.id, 'teamId', h.team_id, 'criteria', h.criteria, 'closedOn', h.closed_on,
      'mergedInto', h.merged_into, 'on', coalesce(s.is_on, false),
      'rule', case when r.version is not null
        then json_build_object('version', r.version, 'criteria', r.criteria, 'skills', r.skills) end,
      'persons', coalesce((
        select json_agg(json_build_object('id', p.id, 'birthYear', p.birth_year, 'criteria', p.criteria, 'skills', p.skills,
          'restrictedOn', least(p.restricted_on, p.off_on, p.erased_on), 'leftOn', p.left_on, 'mergedInto', p.merged_into))
        from down join person p on p.household_id = down.id where down.kept = h.id
      ), '[]')) as row
    from up join household h on h.id = up.id
    left join register g on g.id = h.team_id
    left join commune_register s on s.commune_id = g.commune_id and s.version = g.switch_version
    left join register_rule r on r.province_id = g.province_id and r.version = g.rule_version`.execute(trx)
  return rows.map(({ row }) => row)
}

interface Period {
  subjectId: Id
  kind: 'household' | 'person'
  householdId: Id
  teamId: Id
  from: Day
  until: Day | null
}

async function periodsOf(trx: Trx, doors: readonly RuledDoor[]): Promise<Period[]> {
  const subjects = doors.flatMap(({ persons }) => persons.map(({ id }) => id))
  const { rows } = await sql<Period>`
    select subject_id as "subjectId", kind, household_id as "householdId", team_id as "teamId", from_day as "from",
      until_day as until
    from recognition
    where household_id = any (${doors.map(({ id }) => id)}::uuid[]) or subject_id = any (${subjects}::uuid[])`.execute(
    trx,
  )
  return rows
}

interface Wanted extends Pick<Period, 'kind' | 'householdId' | 'teamId'> {
  recognised: boolean
}

async function keep(trx: Trx, before: readonly Period[], doors: readonly RuledDoor[], today: Day): Promise<void> {
  const wanted = wantedAt(doors, today)
  const held = before.map((period) => ({
    before: period,
    after: continued(period, wanted.get(period.subjectId), today),
  }))
  const running = new Set(held.flatMap(({ after }) => (after && !after.until ? [after.subjectId] : [])))
  const begun = [...wanted].flatMap(([subjectId, { recognised, ...at }]) =>
    recognised && !running.has(subjectId) ? [{ ...at, subjectId, from: today, until: null }] : [],
  )
  const resumed = new Set(begun.map(keyOf))
  // Ended and begun again on one day: it never stopped.
  const ended = held.filter(
    ({ after, before: { subjectId, from } }) => !after && !resumed.has(keyOf({ subjectId, from })),
  )
  await remove(
    trx,
    ended.map(({ before: period }) => period),
  )
  const changed = held.filter(({ before: was, after }) => after && JSON.stringify(was) !== JSON.stringify(after))
  await save(
    trx,
    changed.flatMap(({ after }) => after ?? []),
  )
  await save(trx, begun)
  await emitDeltas(trx, [
    ...[...changed, ...held.filter(({ after }) => !after)].flatMap(({ before: was, after }) => deltasOf(was, after)),
    ...begun.flatMap((period) => deltasOf(null, period)),
  ])
}

// A subject that is no longer at any of these doors (a person who went elsewhere) is not recognised here.
const wantedAt = (doors: readonly RuledDoor[], today: Day): Map<Id, Wanted> => {
  const wanted = new Map<Id, Wanted>()
  for (const door of doors) {
    const at = { householdId: door.id, teamId: door.teamId }
    const rule = ruleOf(door)
    const home = door.on && recognise(door, door.persons, rule, today).recognised
    wanted.set(door.id, { ...at, kind: 'household', recognised: home })
    for (const person of door.persons)
      wanted.set(person.id, {
        ...at,
        kind: 'person',
        recognised: door.on && recognisePerson(person, rule, today).recognised,
      })
  }
  return wanted
}

/** A period as it is now: with its holder of today, ended today when it is over; null: it never lasted a day. */
const continued = (period: Period, wanted: Wanted | undefined, today: Day): Period | null => {
  const here = wanted ? { ...period, householdId: wanted.householdId, teamId: wanted.teamId } : period
  if (period.until || wanted?.recognised) return here
  return period.from < today ? { ...here, until: today } : null
}

const keyOf = ({ subjectId, from }: Pick<Period, 'subjectId' | 'from'>): string => `${subjectId} ${from}`

const measures = { household: 'register.digital-households', person: 'register.digital-citizens' }

const deltasOf = (before: Period | null, after: Period | null): MeasureDelta[] =>
  changeOf(({ teamId, kind, from, until }: Period) => standing(teamId, measures[kind], from, until), before, after)

const remove = (trx: Trx, periods: readonly Period[]) =>
  sql`delete from recognition using json_to_recordset(${JSON.stringify(periods)}::json) as gone ("subjectId" uuid, "from" date)
    where recognition.subject_id = gone."subjectId" and recognition.from_day = gone."from"`.execute(trx)

const save = (trx: Trx, periods: readonly Period[]) =>
  sql`insert into recognition (subject_id, kind, household_id, team_id, from_day, until_day)
    select "subjectId", kind, "householdId", "teamId", "from", until
    from json_to_recordset(${JSON.stringify(periods)}::json) as period ("subjectId" uuid, kind text, "householdId" uuid,
      "teamId" uuid, "from" date, until date)
    on conflict (subject_id, from_day) do update set household_id = excluded.household_id, team_id = excluded.team_id,
      until_day = excluded.until_day`.execute(trx)
