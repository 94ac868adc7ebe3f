import type { SyncRow } from '#platform/shared/command.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { StoredRecord, StoredState, Table } from '../store/phone-store.ts'
import { BaseSet, chunkOwner, chunkOwnerOfKey } from './base-set.ts'
import { type MediaEntry, readMedia } from './media.ts'
import {
  type Change,
  type Departed,
  departedKey,
  type Reference,
  readDeparted,
  readDraft,
  readKept,
  readOutbox,
  readReference,
  readTray,
} from './records.ts'
import type { Draft, Kept, Me, TeamState, TrayEntry, Unsent } from './types.ts'

/**
 * What the store holds, decoded. It changes in one way only: by adopting records that are in the store already. So what
 * is shown is always what a restarted app would find.
 */
export class Memory {
  stamp: number
  me: Me | null = null
  token: string | null = null
  clockOffsetMs: number | null = null
  readonly outbox = new Map<string, Unsent>()
  readonly kept = new Map<string, Kept>()
  readonly tray = new Map<string, TrayEntry>()
  readonly drafts = new Map<string, Draft>()
  readonly media = new Map<string, MediaEntry>()
  readonly references = new Map<Id, Reference>()
  readonly departed = new Map<string, Departed>()
  readonly teams = new Map<Id, TeamState>()
  private readonly sets = new Map<string, BaseSet>()

  constructor({ stamp, records }: StoredState) {
    this.stamp = stamp
    for (const record of records) this.adopters[record.table](record)
  }

  /** After a transaction: the same change in memory. */
  adopt(change: Change): void {
    for (const { table, key } of change.remove) this.forgetters[table](key)
    for (const record of change.put) this.adopters[record.table](record)
    this.stamp += 1
  }

  team(team: Id): TeamState {
    return this.teams.get(team) ?? { team, life: null, cursor: null, generation: 0, staging: null, syncedAtMs: null }
  }

  set(team: Id, generation: number): BaseSet {
    const key = `${team}/${generation}`
    const known = this.sets.get(key) ?? new BaseSet(team, generation)
    this.sets.set(key, known)
    return known
  }

  /** The rows to show for a team: the base, or what has come of the first snapshot. */
  base(team: Id): BaseSet {
    const { cursor, generation, staging } = this.team(team)
    return this.set(team, cursor || !staging ? generation : staging.generation)
  }

  /** A row of any team of this phone. */
  baseRow(kind: string, id: Id): SyncRow | undefined {
    for (const team of this.teams.keys()) {
      const entry = this.base(team).get(kind, id)
      if (entry) return entry.row
    }
    return undefined
  }

  departedRow(kind: string, id: Id): SyncRow | undefined {
    return this.departed.get(departedKey(kind, id))?.row
  }

  /** The place of the next command in the order of this phone. */
  nextSeq(): number {
    let last = 0
    for (const table of [this.outbox, this.kept, this.tray]) for (const key of table.keys()) last = Math.max(last, +key)
    return last + 1
  }

  private readonly adopters: Record<Table, (record: StoredRecord) => void> = {
    rows: (record) => {
      const { team, generation } = chunkOwner(record)
      this.set(team, generation).adopt(record)
    },
    outbox: (record) => this.outbox.set(record.key, readOutbox(record)),
    kept: (record) => this.kept.set(record.key, readKept(record)),
    tray: (record) => this.tray.set(record.key, readTray(record)),
    drafts: (record) => this.drafts.set(record.key, readDraft(record)),
    meta: (record) => this.adoptMeta(record),
    media: (record) => this.media.set(record.key, readMedia(record)),
    // Read one by one, when they are shown or sent.
    bytes: () => {},
  }

  private readonly forgetters: Record<Table, (key: string) => void> = {
    rows: (key) => {
      const { team, generation, number } = chunkOwnerOfKey(key)
      this.set(team, generation).drop(number)
    },
    outbox: (key) => this.outbox.delete(key),
    kept: (key) => this.kept.delete(key),
    tray: (key) => this.tray.delete(key),
    drafts: (key) => this.drafts.delete(key),
    meta: (key) => this.forgetMeta(key),
    media: (key) => this.media.delete(key),
    bytes: () => {},
  }

  private adoptMeta(record: StoredRecord): void {
    const { key, clear, body } = record
    if (key === 'me') this.me = JSON.parse(body)
    else if (key === 'token') this.token = body
    else if (key === 'clock') this.clockOffsetMs = (clear as { offsetMs: number }).offsetMs
    else if (key.startsWith('team/')) this.teams.set(key.slice('team/'.length), clear as TeamState)
    else if (key.startsWith('reference/')) this.references.set(key.slice('reference/'.length), readReference(record))
    else if (key.startsWith('departed/')) this.departed.set(key, readDeparted(record))
  }

  private forgetMeta(key: string): void {
    if (key === 'me') this.me = null
    else if (key === 'token') this.token = null
    else if (key.startsWith('team/')) this.teams.delete(key.slice('team/'.length))
    else if (key.startsWith('reference/')) this.references.delete(key.slice('reference/'.length))
    else if (key.startsWith('departed/')) this.departed.delete(key)
  }
}
