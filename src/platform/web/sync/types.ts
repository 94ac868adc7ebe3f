import type { Id } from '#platform/shared/ids.ts'
import type { Grant } from '#platform/shared/permission.ts'
import type { ProblemBody } from '#platform/shared/problem.ts'
import type { PhoneWords } from '#platform/shared/rescue.ts'

/** Who works on this phone, as the server said last; kept so that work goes on without it. */
export interface Me {
  accountId: Id
  memberId: Id | null
  name: string
  /** Teams whose data this phone holds; the first is the one new work is done for. */
  teams: readonly Id[]
  /** What the member may do, for hiding what the server would refuse. */
  grants: readonly Grant[]
  /** What the server said for the time when it cannot be asked; absent: an older server said nothing. */
  phone?: PhoneWords
}

/** A command as the phone keeps it. `seq` is its place in the order of this phone. */
export interface PhoneCommand {
  seq: number
  id: Id
  name: string
  version: number
  team: Id
  args: unknown
  accountId: Id
  memberId: Id | null
  /** The device's own clock, as it goes over the wire. */
  madeAt: string
  /** The same, corrected by what was known of the device's clock: for showing it at once. */
  madeAtMs: number
}

/** A revision of a team in one life (epoch) of the server's database. */
export interface Moment {
  epoch: string
  rev: number
}

/**
 * Not final yet. `held`: the server has it and decides it when its base arrives. `earlier`: where its effect was in an
 * earlier life of the database; a base of that life has it already.
 */
export interface Unsent {
  command: PhoneCommand
  held: boolean
  earlier: Moment | null
  /** The server may have it: it was on its way once. Kept only of work that may have to be forgotten. */
  tried?: true
}

/** Decided by the server and kept 35 days, because a restored server may have forgotten it. */
export interface Kept {
  command: PhoneCommand
  verdict: 'accepted' | 'merged' | 'conflict'
  /** Where its effect is in the pull. */
  at: Moment
  earlier: Moment | null
  /** When the verdict came, in corrected ms. */
  atMs: number
}

export interface RowRef {
  kind: string
  id: Id
}

/** Refused work, kept until a person has dealt with it, and 35 days longer. */
export interface TrayEntry {
  command: PhoneCommand
  problem: ProblemBody
  /** The rows it was about, so that their screens can show it. */
  about: readonly RowRef[]
  /** `atMs` is filled in by the next pull: between two contacts a device's clock may have been set. */
  settled: null | { how: 'corrected' | 'handed-over' | 'withdrawn'; atMs: number | null }
  /** What the server was told of that; absent: nothing. */
  told?: 'corrected' | 'handed-over' | 'withdrawn' | 'open'
}

export interface Draft {
  key: string
  value: unknown
  savedAtMs: number
}

/** What one record of the view is, for its mark on the screen; when several hold, the first of this list. */
export type RecordState = 'refused' | 'conflict' | 'waiting-for-base' | 'waiting' | 'sent'

/** A snapshot being fetched, chunk by chunk. Its rows become the base when all are there. */
export interface Staging {
  generation: number
  at: Moment
  chunks: readonly { hash: string; rows: number }[]
  done: readonly string[]
}

/** Where the phone stands with one team. */
export interface TeamState {
  team: Id
  /** The epoch the server named last; another one means that it was restored. */
  life: string | null
  /** How far the base has come; null until the first snapshot is whole. */
  cursor: Moment | null
  /** Which set of stored rows is the base. */
  generation: number
  staging: Staging | null
  syncedAtMs: number | null
}

/** Why nothing is being sent, for a screen to say it in words. Work goes on in every one of them. */
export type SyncTrouble =
  | { kind: 'offline' }
  | { kind: 'session-ended' }
  | { kind: 'outdated' }
  | { kind: 'server'; problem: ProblemBody | null }
  /** The device has no room for what came. */
  | { kind: 'storage-full' }
  /** Something in this app is wrong; it has been reported. */
  | { kind: 'fault' }

export interface SyncState {
  phase: 'idle' | 'syncing'
  trouble: SyncTrouble | null
  /** When the next attempt is due (device clock, ms). */
  nextTryMs: number | null
  /** Records with work that the server has not decided yet; all, and by kind. */
  waiting: number
  waitingByKind: Readonly<Record<string, number>>
  /** Commands the server has but cannot decide before another one arrives. */
  held: number
  refused: number
  conflicts: number
  /** The oldest of the teams' last complete syncs (corrected ms); null: never. */
  lastSyncMs: number | null
  /** Chunks of a first sync that are there. */
  firstSync: { done: number; total: number } | null
  /** Server time minus device time, as measured last; null: never measured. */
  clockOffsetMs: number | null
}

/** What is said of a request; a part of the browser's RequestInit. */
export interface FetchInit {
  method?: string
  headers?: Record<string, string>
  body?: string
  signal?: AbortSignal
  cache?: 'no-store'
}

/** Everything impure that the client needs, so that it runs in a browser, in Node and in simulated time. */
export interface Environment {
  fetch: (url: string, init: FetchInit) => Promise<Response>
  /** The device's clock, ms since 1970: may lie by years. */
  nowMs(): number
  /** A clock that only goes forward, ms since any moment. */
  monotonicMs(): number
  /** 0 to 1. */
  random(): number
  newId(): Id
  /** Runs `fn` once after `ms`; the answer cancels it. */
  schedule(ms: number, fn: () => void): () => void
  /** Hears of errors that nobody waits for. */
  report(error: unknown): void
}
