import type { BaseRef, SyncRow, World } from '#platform/shared/command.ts'
import type { Id } from '#platform/shared/ids.ts'

/** A row of the batch: as it was loaded (absent: made here) and as it is now. */
export interface Held {
  kind: string
  before: SyncRow | undefined
  now: SyncRow
}

/** A row that a team holds no more, and who does. */
export interface Departure extends BaseRef {
  team: Id
  to: Id
  /** As in `Moved`. */
  hidden?: boolean
}

export const keyOf = ({ kind, id }: BaseRef): string => `${kind}/${id}`

/**
 * The rows of one batch in memory. Rows of other teams do not exist for a command, except those that left its team:
 * what was done there is still accepted.
 */
export class BatchWorld {
  readonly #held = new Map<string, Held>()
  readonly #left = new Set<string>()
  readonly #written = new Set<string>()
  readonly #departures = new Map<string, Departure>()

  /** Takes rows as the database has them; a row that is here already stays as it is. */
  load(kind: string, rows: readonly SyncRow[]): void {
    for (const row of rows) {
      const key = keyOf({ kind, id: row.id })
      if (!this.#held.has(key)) this.#held.set(key, { kind, before: row, now: row })
    }
  }

  has(ref: BaseRef): boolean {
    return this.#held.has(keyOf(ref))
  }

  /** Says that this row once was the team's and left it. */
  markLeft(team: Id, ref: BaseRef): void {
    this.#left.add(`${team}/${keyOf(ref)}`)
  }

  /** May a command of the team see this row? */
  sees(team: Id, ref: BaseRef): boolean {
    const held = this.#held.get(keyOf(ref))
    return held !== undefined && this.#visible(team, keyOf(ref), held.now)
  }

  /** What one command sees and writes; nothing stays of it unless `keep` is called. */
  viewFor(team: Id): World & { keep(): BaseRef[] } {
    const pending = new Map<string, { kind: string; row: SyncRow }>()
    const seen = (kind: string, id: Id): SyncRow | undefined => {
      const key = keyOf({ kind, id })
      const row = pending.get(key)?.row ?? this.#held.get(key)?.now
      return row && this.#visible(team, key, row) ? row : undefined
    }
    return {
      get: <Row extends SyncRow>(kind: string, id: Id) => seen(kind, id) as Row | undefined,
      put: (kind, row) => void pending.set(keyOf({ kind, id: row.id }), { kind, row }),
      left: (kind, id) => {
        const row = seen(kind, id)
        return row !== undefined && row.teamId !== team
      },
      keep: () => [...pending.values()].flatMap(({ kind, row }) => this.#keep(team, kind, row)),
    }
  }

  /** Rows that were made or changed. */
  written(): Held[] {
    return [...this.#written].flatMap((key) => this.#held.get(key) ?? [])
  }

  /** Rows that teams no longer hold, or that they wrote for another team. */
  departures(): Departure[] {
    return [...this.#departures.values()]
  }

  /** Rows that are new to the team that holds them: commands may have waited for them. */
  newcomers(): BaseRef[] {
    return this.written().flatMap(({ kind, before, now }) =>
      before?.teamId === now.teamId ? [] : [{ kind, id: now.id }],
    )
  }

  /** Rows that are now with another team than they were when loaded. */
  moves(): (BaseRef & { from: Id; to: Id })[] {
    return this.written().flatMap(({ kind, before, now }) =>
      before && before.teamId !== now.teamId ? [{ kind, id: now.id, from: before.teamId, to: now.teamId }] : [],
    )
  }

  // Answers the row when it is new to its team: commands may wait for it.
  #keep(team: Id, kind: string, row: SyncRow): BaseRef[] {
    const key = keyOf({ kind, id: row.id })
    const held = this.#held.get(key)
    this.#held.set(key, { kind, before: held?.before, now: row })
    this.#written.add(key)
    const holder = held?.now.teamId ?? team
    if (holder !== row.teamId) this.#depart(holder, kind, row)
    return held && held.now.teamId === row.teamId ? [] : [{ kind, id: row.id }]
  }

  #depart(team: Id, kind: string, row: SyncRow): void {
    const ref = { kind, id: row.id }
    this.markLeft(team, ref)
    this.#departures.set(`${team}/${keyOf(ref)}`, { ...ref, team, to: row.teamId })
  }

  #visible(team: Id, key: string, row: SyncRow): boolean {
    return row.teamId === team || this.#left.has(`${team}/${key}`)
  }
}
