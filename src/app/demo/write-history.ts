import { sql, type Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import { startOfDayMs } from '#platform/shared/dates.ts'
import { type Activity, quantileDays, quantiles } from './activity.ts'
import { type DoorStyle, doorList, doorStyleOf, doorStyles, doorsInList } from './door-list.ts'
import { regionOf } from './hamlets.ts'
import { idTail } from './ids.ts'
import { insertRows } from './insert-rows.ts'
import { randomFrom } from './random.ts'
import type { Span, TeamPlan } from './teams.ts'
import { bodiesOfTheme, bodyList, type Phase, phaseAt, phases, themesInList } from './visit-bodies.ts'

type Trx = Transaction<Database>

/**
 * The thin history of all teams but the full one: set-based SQL over lists that were made here, because a million visits
 * made one by one would take minutes. What people did (numbers, skills, platforms ...) stands in `demo_body`, doors in
 * `demo_door`, both made by the same functions as the full group's; SQL only says which, when, whose and by whom.
 */
export async function prepareHistory(trx: Trx, span: Span, platformsOf: LocalPlatforms, seed: string): Promise<void> {
  for (const table of tables) await table.execute(trx)
  await insertRows(trx, 'demo_day', dayRows(span, seed))
  for (const style of doorStyles) await insertRows(trx, 'demo_door', doorRows(style, seed))
  for (const [list, local] of bodyLists(platformsOf))
    for (const phase of phases)
      for (const place of ['home', 'desk'] as const)
        await insertRows(trx, 'demo_body', bodyRows({ list, phase, place }, local, seed))
  for (const table of ['demo_day', 'demo_door', 'demo_body']) await sql`analyze ${sql.table(table)}`.execute(trx)
}

const dayRows = (span: Span, seed: string) => {
  const random = randomFrom(`${seed}/phases`)
  return quantileDays(span).map((day, q) => ({ q, day, phase: phaseAt(random, q / quantiles) }))
}

const doorRows = (style: DoorStyle, seed: string) => doorList(style, seed).map((door, n) => ({ style, n, ...door }))

const bodyRows = (
  where: { list: string; phase: Phase; place: 'home' | 'desk' },
  local: readonly string[],
  seed: string,
) =>
  bodyList(where, local, seed).map(({ followUpInDays, ...body }, n) => ({
    ...where,
    n,
    ...body,
    follow_up_in_days: followUpInDays,
  }))

/** Codes of platforms that only one province has, by the province's code. */
export type LocalPlatforms = ReadonlyMap<string, readonly string[]>

/** A list of what was done for each province with platforms of its own, and '' for the others. */
const bodyLists = (platformsOf: LocalPlatforms): [string, readonly string[]][] => [['', []], ...platformsOf]

const tables = [
  sql`create temporary table demo_day (q int primary key, day date, phase int) on commit drop`,
  sql`create temporary table demo_door (style text, n int, kind text, number text, alley text, label text, folded text,
    criteria jsonb, note text, walk int, primary key (style, n)) on commit drop`,
  sql`create temporary table demo_body (list text, phase int, place text, n int, outcome text, people smallint,
    groups jsonb, skills jsonb, topics text[], platforms jsonb, difficulty jsonb, note text, follow_up_in_days int,
    primary key (list, phase, place, n)) on commit drop`,
  sql`create temporary table demo_team (team_id uuid primary key, salt bigint, door_tail text, visit_tail text,
    first_ms bigint, visits int, round int, unvisited int, begin real, "end" real, style text, list text, members uuid[])
    on commit drop`,
  sql`create temporary table demo_turn (team_id uuid, i int, chance bigint, q int, body int, door int, first boolean)
    on commit drop`,
]

/** The revision of a team's phones after its thin history: 1 is the team itself, 2 the list, then a visit each. */
export const lastRevision = ({ visits, unvisited }: Activity): number =>
  visits > 0 ? 2 + visits : unvisited > 0 ? 2 : 1

export interface HistoryOptions {
  span: Span
  platformsOf: LocalPlatforms
  seed: string
}

/** Writes the doors and visits of these teams; the rows of the teams are there already. */
export async function writeHistory(
  trx: Trx,
  jobs: readonly { team: TeamPlan; activity: Activity }[],
  options: HistoryOptions,
): Promise<void> {
  await sql`truncate demo_team, demo_turn`.execute(trx)
  const active = jobs.filter(({ activity }) => activity.visits + activity.unvisited > 0)
  await insertRows(
    trx,
    'demo_team',
    active.map(({ team, activity }) => teamRow(team, activity, options)),
  )
  await turns.execute(trx)
  for (const table of ['demo_team', 'demo_turn']) await sql`analyze ${sql.table(table)}`.execute(trx)
  for (const statement of [visitedDoors, unvisitedDoors, visitsOf(options.span)]) await statement.execute(trx)
}

function teamRow(team: TeamPlan, activity: Activity, { span, platformsOf, seed }: HistoryOptions) {
  const { commune, hamlet, establishedOn } = team
  const random = randomFrom(`${seed}/history/${team.id}`)
  return {
    ...activity,
    team_id: team.id,
    salt: random.int(0, 2_000_000_000),
    round: random.int(7, 13),
    door_tail: idTail(`${seed}/doors/${team.id}`),
    visit_tail: idTail(`${seed}/visits/${team.id}`),
    first_ms: startOfDayMs(span.from),
    style: doorStyleOf(hamlet.kind, regionOf(commune.provinceCode)),
    list: platformsOf.has(commune.provinceCode) ? commune.provinceCode : '',
    // Who was there all the time: no visit is by somebody who had not come yet or had left.
    members: team.members
      .filter(({ joinedOn, leftOn }) => leftOn === null && (joinedOn <= span.from || joinedOn === establishedOn))
      .map(({ id }) => id),
  }
}

// Turn i of a team: of three turns two go to a door where nobody has been, the third to one of those found so far, every
// twelfth to the help desk. Teams go out in rounds of some ten turns with one theme, with weeks between the rounds; days
// never go back. hashint8extended gives 64 bits that are the same on every machine.
const turns = sql`insert into demo_turn
  select team_id, i, chance,
    floor(${quantiles} * (begin + ("end" - begin) * (this_round + starts
      + (1 - starts) * 0.15 * ((i - 1) % round + (chance & 1023) / 1024.0) / round) / ceil(visits::float / round)))::int,
    (of_round >> 10 & 1023) % ${themesInList} * ${bodiesOfTheme} + (chance >> 16 & 4095) % ${bodiesOfTheme},
    case when i % 12 = 0 then null
      when i % 3 = 0 then 1 + ((chance >> 10) & 65535) % (i - i / 3)
      else i - i / 3 end,
    i % 3 <> 0
  from demo_team
  cross join lateral generate_series(1, visits) as i
  cross join lateral (values ((i - 1) / round)) as rounds (this_round)
  cross join lateral hashint8extended(salt * 1000 + i, 42) as chance
  cross join lateral hashint8extended(salt * 1000 + this_round, 43) as of_round
  cross join lateral (values ((of_round & 1023) / 1024.0)) as start (starts)`

// An id of version 7: 48 bits of a time, then the team's own tail.
const doorId = (door: ReturnType<typeof sql>) => sql`(lpad(to_hex(first_ms + ${door}), 12, '0') || door_tail)::uuid`

const doorColumns = sql`id, team_id, rev, kind, number, alley, label, folded, criteria, walk_order, note, created_on`
const doorBody = sql`kind, number, alley, label, folded, criteria, walk`

const visitedDoors = sql`insert into household (${doorColumns})
  select ${doorId(sql`door`)}, team_id, 2 + i, ${doorBody}, note, day
  from demo_turn
  join demo_team using (team_id)
  join demo_day using (q)
  join demo_door on demo_door.style = demo_team.style and n = (salt + door) % ${doorsInList}
  where first`

const unvisitedDoors = sql`insert into household (${doorColumns})
  select ${doorId(sql`door`)}, team_id, 2, ${doorBody}, note, day
  from demo_team
  cross join lateral generate_series(visits - visits / 3 + 1, visits - visits / 3 + unvisited) as door
  join demo_day on q = floor((${quantiles} - 1) * begin)::int
  join demo_door on demo_door.style = demo_team.style and n = (salt + door) % ${doorsInList}`

// Members differ: the first of the list does most. Visits lie between 7:30 and 20:30.
const visitsOf = ({
  to,
}: Span) => sql`insert into visit (id, team_id, done_by_team_id, rev, household_id, place, day, made_at,
    made_by, outcome, people, groups, skills, topics, platforms, difficulty, follow_up_on, note, cancelled_on, cancel_reason)
  select (lpad(to_hex((extract(epoch from made_at) * 1000)::bigint + i % 1000), 12, '0') || visit_tail)::uuid,
    team_id, team_id, 2 + i, case when door is not null then ${doorId(sql`door`)} end, place, day, made_at,
    members[1 + least((chance >> 38 & 255) % cardinality(members), (chance >> 46 & 255) % cardinality(members))],
    outcome, people, groups, skills, topics, platforms, difficulty, day + follow_up_in_days, body.note,
    case when cancelled then least(day + 1, ${to}::date) end, case when cancelled then 'Ghi nhầm' end
  from demo_turn
  join demo_team using (team_id)
  join demo_day using (q)
  cross join lateral (
    select case when door is null then 'desk' else 'home' end as place, (chance >> 52 & 511) < 2 as cancelled,
      (day + interval '7 hours 30 minutes' + ((chance >> 28) & 1023) * interval '45.7 seconds' + (i % 60) * interval '1 second')
        at time zone 'Asia/Ho_Chi_Minh' as made_at
  ) as moment
  join demo_body body using (list, phase, place)
  where body.n = demo_turn.body`
