/**
 * What a phone keeps of one member's account, as records of named tables. The store knows nothing of what they mean:
 * `clear` holds what must be readable without a key (ids, kinds, revisions, states), `body` is an opaque text, so that a
 * store that encrypts bodies can be put around any other without touching anything else.
 */
export interface StoredRecord {
  table: Table
  key: string
  clear: unknown
  body: string
}

/**
 * rows: chunks of up to 250 base rows · outbox, kept, tray: commands before, after and refused by a verdict · drafts · meta: the
 * rest, by name · media: what is known of files · bytes: the files themselves, as base64.
 */
export const tables = ['rows', 'outbox', 'kept', 'tray', 'drafts', 'meta', 'media', 'bytes'] as const
/** What is in memory while the app runs: files are read one by one. */
export const loadedTables: readonly Table[] = tables.filter((table) => table !== 'bytes')
export type Table = (typeof tables)[number]

export interface StoreChange {
  /** The stamp of the state this change was worked out from; the store then holds `expect + 1`. */
  expect: number
  put: readonly StoredRecord[]
  remove: readonly Pick<StoredRecord, 'table' | 'key'>[]
}

export interface StoredState {
  stamp: number
  records: StoredRecord[]
}

/**
 * One store per account and device. Several tabs may hold it open at once: the stamp makes them notice one another.
 * After a crash at any moment a change is either there whole or not at all.
 */
export interface PhoneStore {
  /** Everything but the files' bytes. */
  load(): Promise<StoredState>
  /** One record, without reading the others. */
  read(table: Table, key: string): Promise<StoredRecord | undefined>
  /** Counts the changes; differs from one's own count when another tab has written. */
  stamp(): Promise<number>
  /** All or nothing. Rejects with StaleStore, and changes nothing, when another tab wrote since `expect`. */
  transact(change: StoreChange): Promise<void>
  /** Takes or renews the right to sync for `ms` from `nowMs`: for browsers without Web Locks. True: it is ours. */
  lease(holder: string, nowMs: number, ms: number): Promise<boolean>
  /** Removes everything for good (sign-out leaves nothing readable). */
  erase(): Promise<void>
  close(): void
}

/** Another tab changed the store: load again, then work the change out anew. */
export class StaleStore extends Error {
  constructor() {
    super('the store was changed by another tab')
    this.name = 'StaleStore'
  }
}

/** Who may sync until when. A clock that was set back must not lock everybody out for years: no lease lasts beyond twice its length. */
export interface Lease {
  holder: string
  until: number
}

/** May `holder` take the lease that is there now? The same rule for every store. */
export const leaseIsFree = (lease: Lease | undefined, holder: string, nowMs: number, ms: number): boolean =>
  !lease || lease.holder === holder || lease.until <= nowMs || lease.until > nowMs + 2 * ms
