import type { SyncRow } from '#platform/shared/command.ts'
import { type Day, dayInVietnam } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { invalidInput } from '#platform/shared/problems.ts'
import { type PullAnswer, type WireChange, type WireVerdict, wireVersion } from '#platform/shared/wire.ts'
import { Refusal, type SyncApi } from './api.ts'
import type { BaseEntry, BaseSet, RowChange } from './base-set.ts'
import { keepAside } from './departed.ts'
import type { Memory } from './memory.ts'
import type { Overlay } from './overlay.ts'
import { type Change, putting, teamRecord, together } from './records.ts'
import type { Moment, TeamState } from './types.ts'
import { forgetOld, settle } from './verdicts.ts'

/** All pages of one pull, from a cursor to the head that its first page fixed. */
export interface Pulled {
  from: Moment
  epoch: string
  head: number
  /** The cursor is of no use any more: take the snapshot. */
  reset: boolean
  changes: RowChange[]
  verdicts: WireVerdict[]
  reference: number
}

/** Fetches what came since the cursor. Nothing is stored before the last page is here, so a broken line costs only time. */
export async function fetchPull(api: SyncApi, team: Id, from: Moment): Promise<Pulled> {
  const changes: RowChange[] = []
  const verdicts: WireVerdict[] = []
  let page: PullAnswer | null = null
  do {
    page = await nextPage(api, team, from, page)
    changes.push(...page.changes.map(rowChange))
    verdicts.push(...page.verdicts)
  } while (page.next !== null && !page.reset)
  const { epoch, head, reset, reference } = page
  return { from, epoch, head, reset, changes, verdicts, reference }
}

// A position that the server gave and does not read any more: asked again it would be refused again, for ever.
async function nextPage(api: SyncApi, team: Id, from: Moment, before: PullAnswer | null): Promise<PullAnswer> {
  try {
    return await api.pull(nextQuery(team, from, before))
  } catch (error) {
    const isLost = error instanceof Refusal && error.problem?.code === invalidInput.code
    if (!before || !isLost) throw error
    return { ...before, reset: true, changes: [], verdicts: [] }
  }
}

const nextQuery = (team: Id, { epoch, rev }: Moment, page: PullAnswer | null) => ({
  wire: wireVersion,
  team,
  epoch,
  rev,
  ...(page && { head: page.head, after: page.next ?? undefined }),
})

/** A line of the wire as the base takes it. */
export const rowChange = ({ kind, id, rev, row }: WireChange): RowChange => ({
  kind,
  id,
  rev,
  ...(row !== undefined && row !== null && { row: row as SyncRow }),
})

/** Which rows a phone still holds on a day; visits older than 12 months go. */
export type Keeps = (kind: string, row: SyncRow, today: Day) => boolean

/** Rows, late verdicts and the cursor, as one change: a phone that dies here has all of it or nothing. */
export function applyPull(
  memory: Memory,
  overlay: Overlay,
  team: Id,
  pulled: Pulled,
  keeps: Keeps,
  nowMs: number,
): Change {
  const state = memory.team(team)
  const set = memory.set(team, state.generation)
  const changes = [...outdated(set, keeps, dayInVietnam(nowMs)), ...pulled.changes]
  const back = new Set(changes.filter(({ row }) => row).map(({ kind, id }) => `${kind}/${id}`))
  return together(
    set.pack(changes),
    keepAside(memory, overlay, removedRows(set, pulled.changes), (kind, id) => back.has(`${kind}/${id}`)),
    settle(memory, overlay, pulled.verdicts, pulled.epoch, nowMs),
    forgetOld(memory, nowMs),
    putting(teamRecord(caughtUp(state, pulled, nowMs))),
  )
}

const caughtUp = (state: TeamState, { epoch, head }: Pulled, nowMs: number): TeamState => ({
  ...state,
  life: epoch,
  cursor: { epoch, rev: head },
  syncedAtMs: nowMs,
})

function outdated(set: BaseSet, keeps: Keeps, today: Day): RowChange[] {
  const old: RowChange[] = []
  for (const kind of set.kinds()) {
    for (const { id, rev, row } of set.ofKind(kind)) if (!keeps(kind, row, today)) old.push({ kind, id, rev })
  }
  return old
}

const removedRows = (set: BaseSet, changes: readonly RowChange[]): BaseEntry[] =>
  changes.flatMap(({ kind, id, row }) => (row ? [] : (set.get(kind, id) ?? [])))
