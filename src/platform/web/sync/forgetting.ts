import type { AnyCommand, SyncRow } from '#platform/shared/command.ts'
import type { ConflictRow } from '#platform/shared/edit.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { ProblemBody } from '#platform/shared/problem.ts'
import type { Memory } from './memory.ts'
import type { LocalOutcome, Overlay } from './overlay.ts'
import {
  type Change,
  draftRecord,
  keptRecord,
  noChange,
  outboxRecord,
  putting,
  removing,
  seqKey,
  together,
  trayRecord,
} from './records.ts'
import type { Draft, PhoneCommand, TrayEntry, Unsent } from './types.ts'

/** Reads a row as it is shown. */
export type ReadRow = <Row extends SyncRow>(kind: string, id: Id) => Row | undefined
type Said = Pick<PhoneCommand, 'name' | 'args'>

/**
 * What a slice says of rows whose content must leave the phone for good, with every trace: somebody took their consent
 * back, or nobody may be held any more. The rows themselves go or become bare by the pull; this is about what else speaks
 * of them: commands that are unsent, kept or refused, half-done forms, versions of their fields.
 */
export interface Forgetting {
  /** The kind of those rows. */
  kind: string
  /** The row whose content this command asks to be forgotten; null: it asks for nothing. Such commands always travel. */
  asks(command: Said): Id | null
  /** What must go from a command: all it says, with the reason for the tray; a part; or nothing (null). */
  ofCommand(command: Said, read: ReadRow): { refused: ProblemBody } | { args: unknown } | null
  /** What stays of a half-done form: nothing, another value; null: all of it. */
  ofDraft(draft: Draft, read: ReadRow): 'nothing' | { value: unknown } | null
  /** Must two versions of a field not be shown any more? */
  ofConflict(conflict: ConflictRow, read: ReadRow): boolean
}

/**
 * Everything on the phone that must be forgotten by now. What the server has decided goes, once its effect is in the
 * base. Refused work stays in the tray with its reason, saying nothing. Unsent work goes into the tray likewise; quietly,
 * where it was this phone on which it was asked for. A row that this phone made and has never sent was never there: it
 * goes together with all work on it, also with what asked for it. One that may have reached the server, though its answer
 * was lost, is sent again, because what asks to forget it must find it; it goes when the answer is here.
 */
export function forget(memory: Memory, overlay: Overlay, forgetting: Forgetting): Change {
  const read: ReadRow = <Row extends SyncRow>(kind: string, id: Id) => overlay.get(kind, id) as Row | undefined
  const ofCommand = (command: PhoneCommand) => (command.args === null ? null : forgetting.ofCommand(command, read))
  const refusedWishes = new Set(
    [...memory.tray.values()].map(({ command }) => command.args && forgetting.asks(command)),
  )
  // What asked for it was refused too, so no row here says it.
  const ofRefused = ({ command, about }: TrayEntry) =>
    command.args !== null && !forgetting.asks(command) && about.some(({ id }) => refusedWishes.has(id))
      ? { args: null }
      : null
  return together(
    ...unsentChanges(memory, overlay, forgetting, ofCommand),
    ...[...memory.kept.values()].map((kept) => {
      // Not in the base yet: it is what the phone shows.
      const gone = overlay.outcomes.has(kept.command.id) ? null : ofCommand(kept.command)
      if (!gone) return noChange
      return 'args' in gone
        ? putting(keptRecord({ ...kept, command: { ...kept.command, args: gone.args } }))
        : removing('kept', seqKey(kept.command.seq))
    }),
    ...[...memory.tray.values()].map((entry) => {
      const gone = ofCommand(entry.command) ?? ofRefused(entry)
      return gone ? putting(trayRecord(saying('args' in gone ? gone.args : null, entry))) : noChange
    }),
    ...[...memory.drafts.values()].map((draft) => {
      const stays = forgetting.ofDraft(draft, read)
      if (!stays) return noChange
      return stays === 'nothing' ? removing('drafts', draft.key) : putting(draftRecord({ ...draft, ...stays }))
    }),
  )
}

type OfCommand = (command: PhoneCommand) => ReturnType<Forgetting['ofCommand']>

function unsentChanges(memory: Memory, overlay: Overlay, { kind, asks }: Forgetting, ofCommand: OfCommand): Change[] {
  const unsent = [...memory.outbox.values()].map((entry) => {
    const { creates = [], bases = [] } = overlay.outcomes.get(entry.command.id) ?? {}
    const makes = idsOf(kind, creates)
    return { entry, gone: ofCommand(entry.command), makes, about: [...makes, ...idsOf(kind, bases)] }
  })
  const asked = new Set(unsent.map(({ entry }) => asks(entry.command)))
  const isAsked = (ids: readonly Id[]) => ids.some((id) => asked.has(id))
  const unborn = new Map<Id, ProblemBody>()
  for (const { entry, gone, makes } of unsent) {
    if (!gone || !('refused' in gone) || isPerhapsThere(entry)) continue
    for (const id of makes) if (!memory.baseRow(kind, id)) unborn.set(id, gone.refused)
  }
  return unsent.map(({ entry, gone, makes, about }) => {
    if (gone && 'args' in gone)
      return putting(outboxRecord({ ...entry, command: { ...entry.command, args: gone.args } }))
    const why = gone?.refused ?? about.map((id) => unborn.get(id)).find(Boolean)
    const isStillNeeded = makes.length > 0 && !makes.some((id) => unborn.has(id))
    return why && !isStillNeeded ? intoTray(entry, why, isAsked(about)) : noChange
  })
}

const isPerhapsThere = ({ tried, held, earlier }: Unsent): boolean => Boolean(tried) || held || earlier !== null

const idsOf = (kind: string, refs: LocalOutcome['bases'] | undefined): Id[] =>
  (refs ?? []).flatMap((ref) => (ref.kind === kind ? [ref.id] : []))

const intoTray = ({ command }: Unsent, problem: ProblemBody, quietly: boolean): Change => {
  const entry: TrayEntry = { command, problem, about: [], settled: null }
  const quiet = { ...entry, settled: { how: 'withdrawn', atMs: null }, told: 'withdrawn' } as const
  return together(removing('outbox', seqKey(command.seq)), putting(trayRecord(saying(null, quietly ? quiet : entry))))
}

const saying = (args: unknown, entry: TrayEntry): TrayEntry => ({ ...entry, command: { ...entry.command, args } })

/** The unsent commands among these that make rows which may have to be forgotten: from now on the server may have them. */
export const tried = (
  memory: Memory,
  ids: ReadonlySet<Id>,
  forgetting: Forgetting,
  declarationOf: (command: PhoneCommand) => AnyCommand | undefined,
): Change =>
  putting(
    ...[...memory.outbox.values()]
      .filter(({ command, tried }) => !tried && ids.has(command.id))
      .filter(({ command }) =>
        declarationOf(command)
          ?.creates?.(command.args)
          .some(({ kind }) => kind === forgetting.kind),
      )
      .map((entry) => outboxRecord({ ...entry, tried: true })),
  )
