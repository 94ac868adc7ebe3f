import { sql, type Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import { loadRows } from '#platform/server/sync/kinds.ts'
import { horizon } from '#platform/server/sync/pull.ts'
import type { Day } from '#platform/shared/dates.ts'
import { fold } from '#platform/shared/folding.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { OutputOf, QueryOf } from '#platform/shared/route.ts'
import { householdStore } from '#slices/households/server/public.ts'
import { type Household, keptDoors } from '#slices/households/shared/public.ts'
import { type DoorState, type DoorStateCode, type DoorVisit, doorState, doorStates } from '../shared/door-state.ts'
import type { DoorInList, doorsRoute } from '../shared/office.ts'

type Trx = Transaction<Database>

interface Standing {
  id: Id
  folded: string
  closed: boolean
  mergedInto: Id | null
  visits: DoorVisit[] | null
}

// The doors that are kept, each with the visits at those that were merged into it.
const withMerged = (standings: readonly Standing[]): Standing[] => {
  const kept = keptDoors(standings)
  const merged = standings.filter(({ mergedInto }) => mergedInto)
  if (merged.length === 0) return [...standings]
  const visitsAt = (door: Standing) =>
    merged.flatMap(({ id, visits }) => (kept.get(id) === door.id ? (visits ?? []) : []))
  return standings
    .filter(({ mergedInto }) => !mergedInto)
    .map((door) => ({ ...door, visits: [...(door.visits ?? []), ...visitsAt(door)] }))
}

/**
 * The doors of a team. States are derived here by the same function as on the phone, from all doors of the team (6,000 at
 * most) and the visits that phones hold, so that office and phone cannot differ; only the page's rows are then read whole.
 */
export async function listDoors(
  trx: Trx,
  team: Id,
  query: QueryOf<typeof doorsRoute>,
): Promise<OutputOf<typeof doorsRoute>> {
  const found = withMerged(await standingsOf(trx, team))
    .filter((door) => isWanted(door, query))
    .map(withState)
  const states = Object.fromEntries(doorStates.map((state) => [state, 0])) as Record<DoorStateCode, number>
  for (const { state } of found) states[state.state] += 1
  const matching = query.state ? found.filter(({ state }) => state.state === query.state) : found
  const shown = matching.slice((query.page - 1) * query.size, query.page * query.size)
  return { total: matching.length, states, doors: await wholeDoors(trx, shown) }
}

/** One door of the team with its state; undefined when the team does not hold it. */
export async function doorOf(trx: Trx, team: Id, doorId: Id): Promise<DoorInList | undefined> {
  const standing = withMerged(await standingsOf(trx, team, doorId)).find(({ id }) => id === doorId)
  return standing && (await wholeDoors(trx, [withState(standing)]))[0]
}

/** How each door of a team stands, in Vietnamese words for a file, with the day of the last visit at the door. */
export const standingsInWords = async (
  trx: Trx,
  team: Id,
): Promise<Map<Id, { state: string; lastVisit: Day | null }>> =>
  new Map(
    withMerged(await standingsOf(trx, team))
      .map(withState)
      .map(({ id, state }) => [id, { state: inWords(state), lastVisit: state.lastDay }]),
  )

const inWords = ({ state, absences, followUpOn }: DoorState): string =>
  ({
    new: 'Chưa tới',
    done: 'Đã tới',
    'follow-up': `Hẹn lại ${(followUpOn ?? '').split('-').reverse().join('/')}`,
    absent: `Vắng ${absences} lần`,
    refused: 'Từ chối',
    moved: 'Đã chuyển đi',
  })[state]

async function standingsOf(trx: Trx, team: Id, doorId?: Id): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select h.id, h.folded, h.closed_on is not null as closed, h.merged_into as "mergedInto", v.visits
    from household h
    left join lateral (
      select json_agg(json_build_object('day', v.day, 'madeAt', v.made_at, 'place', v.place, 'outcome', v.outcome,
        'followUpOn', v.follow_up_on, 'followUpDone', v.follow_up_done, 'cancelledOn', v.cancelled_on)) as visits
      from visit v where v.household_id = h.id and v.cancelled_on is null and v.day >= ${horizon(Date.now())}::date
    ) v on true
    where h.team_id = ${team} ${doorId ? sql`and (h.id = ${doorId} or h.merged_into is not null)` : sql``}
    order by h.walk_order, h.id`.execute(trx)
  return rows
}

const isWanted = (door: Standing, { q, closed }: QueryOf<typeof doorsRoute>): boolean =>
  (closed === 'with' || door.closed === (closed === 'only')) && (!q || door.folded.includes(fold(q)))

const withState = ({ id, visits }: Standing): { id: Id; state: DoorState } => ({ id, state: doorState(visits ?? []) })

async function wholeDoors(trx: Trx, shown: readonly { id: Id; state: DoorState }[]): Promise<DoorInList[]> {
  const rows = await loadRows(
    trx,
    householdStore,
    shown.map(({ id }) => id),
  )
  const byId = new Map(rows.map((row) => [row.id, row as Household]))
  return shown.flatMap(({ id, state }) => {
    const door = byId.get(id)
    return door ? [{ ...door, ...state }] : []
  })
}
