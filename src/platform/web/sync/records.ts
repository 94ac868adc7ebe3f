import type { SyncRow } from '#platform/shared/command.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { StoreChange, StoredRecord, Table } from '../store/phone-store.ts'
import type { Draft, Kept, Me, PhoneCommand, RowRef, TeamState, TrayEntry, Unsent } from './types.ts'

/** Records to write and to remove, not yet tied to a state of the store. */
export type Change = Pick<StoreChange, 'put' | 'remove'>

export const noChange: Change = { put: [], remove: [] }

/** Several changes as one; they must not speak of the same record. */
export const together = (...changes: Change[]): Change => ({
  put: changes.flatMap(({ put }) => put),
  remove: changes.flatMap(({ remove }) => remove),
})

export const putting = (...put: StoredRecord[]): Change => ({ put, remove: [] })
export const removing = (table: Table, ...keys: string[]): Change => ({
  put: [],
  remove: keys.map((key) => ({ table, key })),
})

/** Sorts as text in the order of the numbers. */
export const seqKey = (seq: number): string => String(seq).padStart(12, '0')

const named = ({ id, name, team }: PhoneCommand) => ({ id, name, team })

export const outboxRecord = ({ command, ...state }: Unsent): StoredRecord => ({
  table: 'outbox',
  key: seqKey(command.seq),
  clear: { ...named(command), ...state },
  body: JSON.stringify(command),
})

export const readOutbox = ({ clear, body }: StoredRecord): Unsent => {
  const { held, earlier, tried } = clear as Omit<Unsent, 'command'>
  return { command: JSON.parse(body), held, earlier, ...(tried && { tried }) }
}

export const keptRecord = ({ command, ...state }: Kept): StoredRecord => ({
  table: 'kept',
  key: seqKey(command.seq),
  clear: { ...named(command), ...state },
  body: JSON.stringify(command),
})

export const readKept = ({ clear, body }: StoredRecord): Kept => {
  const { verdict, at, earlier, atMs } = clear as Omit<Kept, 'command'>
  return { command: JSON.parse(body), verdict, at, earlier, atMs }
}

type TrayClear = ReturnType<typeof named> & { code: string } & Pick<TrayEntry, 'settled' | 'told'>

export const trayRecord = ({ command, problem, about, settled, told }: TrayEntry): StoredRecord => ({
  table: 'tray',
  key: seqKey(command.seq),
  clear: { ...named(command), code: problem.code, settled, ...(told && { told }) } satisfies TrayClear,
  body: JSON.stringify({ command, problem, about }),
})

export const readTray = ({ clear, body }: StoredRecord): TrayEntry => ({
  ...(JSON.parse(body) as Omit<TrayEntry, 'settled' | 'told'>),
  settled: (clear as TrayClear).settled,
  ...((clear as TrayClear).told && { told: (clear as TrayClear).told }),
})

export const draftRecord = ({ key, value, savedAtMs }: Draft): StoredRecord => ({
  table: 'drafts',
  key,
  clear: { savedAtMs },
  body: JSON.stringify(value ?? null),
})

export const readDraft = ({ key, clear, body }: StoredRecord): Draft => ({
  key,
  value: JSON.parse(body),
  savedAtMs: (clear as { savedAtMs: number }).savedAtMs,
})

const meta = (key: string, clear: unknown, body = ''): StoredRecord => ({ table: 'meta', key, clear, body })

export const teamRecord = (state: TeamState): StoredRecord => meta(`team/${state.team}`, state)
export const meRecord = (me: Me): StoredRecord => meta('me', { accountId: me.accountId }, JSON.stringify(me))
/** The bearer token: in the body, so that it is encrypted together with the data it opens. */
export const tokenRecord = (token: string): StoredRecord => meta('token', null, token)
export const clockRecord = (offsetMs: number): StoredRecord => meta('clock', { offsetMs })

/** Reference data (platforms, topics) as a slice fetched them; `counter` is the server's when it did. */
export interface Reference {
  team: Id
  counter: number
  value: unknown
}
export const referenceRecord = ({ team, counter, value }: Reference): StoredRecord =>
  meta(`reference/${team}`, { team, counter }, JSON.stringify(value ?? null))
export const readReference = ({ clear, body }: StoredRecord): Reference => ({
  ...(clear as { team: Id; counter: number }),
  value: JSON.parse(body),
})

/** The last known form of a row that left the team while work on it was not settled here. */
export interface Departed extends RowRef {
  team: Id
  row: SyncRow
}
export const departedKey = (kind: string, id: Id): string => `departed/${kind}/${id}`
export const departedRecord = ({ kind, id, team, row }: Departed): StoredRecord =>
  meta(departedKey(kind, id), { kind, id, team }, JSON.stringify(row))
export const readDeparted = ({ clear, body }: StoredRecord): Departed => ({
  ...(clear as RowRef & { team: Id }),
  row: JSON.parse(body),
})
