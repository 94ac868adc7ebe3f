import type { AnyCommand, SyncRow } from '#platform/shared/command.ts'
import { type ConflictRow, conflictKind } from '#platform/shared/edit.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { Forgetting } from './forgetting.ts'
import type { Memory } from './memory.ts'
import { Overlay } from './overlay.ts'
import { departedKey } from './records.ts'
import type { RecordState, RowRef, TrayEntry, Unsent } from './types.ts'

type Lists = Map<string, readonly SyncRow[]>

/**
 * What the phone shows at one moment: the base with unsent work on top. Lists are made when first asked for, and stay the
 * same object, from one moment to the next too when nothing in them has changed: screens draw anew what is another object.
 */
export class View {
  readonly overlay: Overlay
  private readonly memory: Memory
  private readonly forgetting: Forgetting | undefined
  private readonly lists: Lists = new Map()
  /** As they were last asked for. */
  private readonly former: Lists
  private marked: Map<string, RecordState> | null = null

  constructor(
    memory: Memory,
    declarations: ReadonlyMap<string, AnyCommand>,
    before: View | null = null,
    forgetting?: Forgetting,
  ) {
    this.memory = memory
    this.forgetting = forgetting
    this.former = before ? new Map([...before.former, ...before.lists]) : new Map()
    this.overlay = new Overlay(memory, declarations)
  }

  row<Row extends SyncRow>(kind: string, id: Id): Row | undefined {
    return this.overlay.get(kind, id) as Row | undefined
  }

  /** All rows of a kind that belong to this phone's teams. Rows that left are only found by `row`. */
  rows<Row extends SyncRow>(kind: string): readonly Row[] {
    const known = this.lists.get(kind) ?? this.list(kind)
    this.lists.set(kind, known)
    return known as readonly Row[]
  }

  state(kind: string, id: Id): RecordState {
    this.marked ??= markRecords(this, openTray(this.memory))
    return this.marked.get(`${kind}/${id}`) ?? 'sent'
  }

  /** Has the row gone to another team, while work on it is not settled here? */
  hasDeparted(kind: string, id: Id): boolean {
    return this.memory.departed.has(departedKey(kind, id)) && this.memory.baseRow(kind, id) === undefined
  }

  /** Records with work the server has not decided yet. */
  waitingRecords(): RowRef[] {
    const records = new Map<string, RowRef>()
    for (const { unsent, about } of this.overlay.outcomes.values()) {
      if (unsent) for (const ref of about) records.set(`${ref.kind}/${ref.id}`, ref)
    }
    return [...records.values()]
  }

  openConflicts(): readonly ConflictRow[] {
    const read = <Row extends SyncRow>(kind: string, id: Id) => this.row<Row>(kind, id)
    return this.rows<ConflictRow>(conflictKind).filter(
      (conflict) => conflict.choice === null && !this.forgetting?.ofConflict(conflict, read),
    )
  }

  /** What one more unsent command changes; everything else stays as it is. */
  with(unsent: Unsent): void {
    const { about } = this.overlay.apply(unsent)
    for (const { kind } of about) this.lists.delete(kind)
    this.marked = null
  }

  private list(kind: string): readonly SyncRow[] {
    const rows = new Map<Id, SyncRow>()
    for (const team of this.memory.teams.keys()) {
      for (const { id, row } of this.memory.base(team).ofKind(kind)) rows.set(id, row)
    }
    for (const [id, row] of this.overlay.rows.get(kind) ?? []) if (!this.hasDeparted(kind, id)) rows.set(id, row)
    return sameOr(this.former.get(kind), [...rows.values()])
  }
}

const sameOr = (before: readonly SyncRow[] | undefined, now: readonly SyncRow[]): readonly SyncRow[] =>
  before?.length === now.length && before.every((row, index) => row === now[index]) ? before : now

/** Refused work that nobody has dealt with yet, oldest first. */
export const openTray = (memory: Memory): TrayEntry[] =>
  [...memory.tray.values()].filter(({ settled }) => !settled).sort((a, b) => a.command.seq - b.command.seq)

// Written from the weakest to the strongest, so that the last one stands.
function markRecords(view: View, tray: readonly TrayEntry[]): Map<string, RecordState> {
  const marks = new Map<string, RecordState>()
  const mark = (refs: readonly RowRef[], state: RecordState) => {
    for (const { kind, id } of refs) marks.set(`${kind}/${id}`, state)
  }
  const unsent = [...view.overlay.outcomes.values()].filter((local) => local.unsent)
  const blocked = unsent.filter(({ held, outcome }) => held || outcome?.verdict === 'waiting')
  for (const { about } of unsent) mark(about, 'waiting')
  for (const { about } of blocked) mark(about, 'waiting-for-base')
  for (const { subjectKind, subjectId } of view.openConflicts())
    mark([{ kind: subjectKind, id: subjectId }], 'conflict')
  for (const { about } of tray) mark(about, 'refused')
  return marks
}
