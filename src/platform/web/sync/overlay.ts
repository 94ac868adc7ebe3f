import type { AnyCommand, CommandMeta, Outcome, SyncRow, World } from '#platform/shared/command.ts'
import { dayInVietnam } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { Memory } from './memory.ts'
import type { Kept, Moment, PhoneCommand, RowRef, Unsent } from './types.ts'
import { versioned } from './work.ts'

/** What became of one command on this phone, and which rows it is about. */
export interface LocalOutcome {
  command: PhoneCommand
  /** The server has not decided it. */
  unsent: boolean
  held: boolean
  /** Null: this version of the app does not know the command; it is only sent. */
  outcome: Outcome | null
  about: RowRef[]
  /** The rows it builds on and the rows it makes. */
  bases: RowRef[]
  creates: RowRef[]
}

/**
 * The commands whose effect the base does not hold yet, in their order, applied to it by their own declared rules. What
 * the phone shows is the base with these rows on top.
 */
export class Overlay {
  readonly rows = new Map<string, Map<Id, SyncRow>>()
  readonly outcomes = new Map<Id, LocalOutcome>()
  private readonly memory: Memory
  private readonly declarations: ReadonlyMap<string, AnyCommand>

  constructor(memory: Memory, declarations: ReadonlyMap<string, AnyCommand>) {
    this.memory = memory
    this.declarations = declarations
    for (const pending of pendingCommands(memory)) this.apply(pending)
  }

  /** A row as it is shown. */
  get(kind: string, id: Id): SyncRow | undefined {
    return this.rows.get(kind)?.get(id) ?? this.memory.baseRow(kind, id) ?? this.memory.departedRow(kind, id)
  }

  /** Adds one more command on top; says how it would end by what this phone knows. */
  apply(pending: Unsent | Kept): LocalOutcome {
    const { command } = pending
    const puts: Array<RowRef & { row: SyncRow }> = []
    const outcome = this.decide(command, puts)
    const declared = this.declared(command)
    const creates = declared?.creates?.(command.args) ?? []
    const bases = declared?.bases(command.args) ?? []
    const applied = outcome !== null && outcome.verdict !== 'refused' && outcome.verdict !== 'waiting'
    if (applied) for (const { kind, row } of puts) this.put(kind, row)
    const local: LocalOutcome = {
      command,
      unsent: 'held' in pending,
      held: 'held' in pending && pending.held,
      outcome,
      about: applied && puts.length ? puts.map(({ kind, id }) => ({ kind, id })) : [...creates, ...bases],
      bases,
      creates,
    }
    this.outcomes.set(command.id, local)
    return local
  }

  /** How a command would end if it were made now; nothing is applied. */
  wouldEnd(command: PhoneCommand): Outcome | null {
    return this.decide(command, [])
  }

  private decide(command: PhoneCommand, puts: Array<RowRef & { row: SyncRow }>): Outcome | null {
    const declaration = this.declared(command)
    if (!declaration) return null
    if (this.hasArrived(declaration, command)) return { verdict: 'accepted' }
    return declaration.decide(this.world(puts), command.args, metaOf(command))
  }

  // Sent, accepted, the answer lost, and the pull has brought the row: making it again would hide what others changed on it since.
  private hasArrived(declaration: AnyCommand, command: PhoneCommand): boolean {
    const created = declaration.creates?.(command.args) ?? []
    return created.some(({ kind, id }) => this.memory.baseRow(kind, id) !== undefined)
  }

  private world(puts: Array<RowRef & { row: SyncRow }>): World {
    return {
      get: <Row extends SyncRow>(kind: string, id: Id) =>
        (puts.findLast((put) => put.kind === kind && put.id === id)?.row ?? this.get(kind, id)) as Row | undefined,
      put: (kind, row) => puts.push({ kind, id: row.id, row }),
      left: () => false,
    }
  }

  private put(kind: string, row: SyncRow): void {
    if (!this.rows.has(kind)) this.rows.set(kind, new Map())
    this.rows.get(kind)?.set(row.id, row)
  }

  // Of a version that this app does not know, it may mean something else: it is sent, but not shown.
  private declared(command: PhoneCommand): AnyCommand | undefined {
    return this.declarations.get(versioned(command))
  }
}

/** What a rule is told about a command of this phone. */
const metaOf = (command: PhoneCommand): CommandMeta => ({
  id: command.id,
  teamId: command.team,
  accountId: command.accountId,
  memberId: command.memberId,
  madeAtMs: command.madeAtMs,
  day: dayInVietnam(command.madeAtMs),
})

/** Commands that the base does not hold yet, in the order in which they were made. */
export const pendingCommands = (memory: Memory): Array<Unsent | Kept> =>
  [...memory.outbox.values(), ...memory.kept.values()]
    .filter((pending) => !isInBase(memory, pending))
    .sort((a, b) => a.command.seq - b.command.seq)

function isInBase(memory: Memory, pending: Unsent | Kept): boolean {
  const { cursor } = memory.team(pending.command.team)
  if (hasPassed(cursor, pending.earlier)) return true
  // What was accepted for a team that the member has left is that team's to show.
  return 'at' in pending && (hasPassed(cursor, pending.at) || !memory.teams.has(pending.command.team))
}

/** Has a base that came so far the effect of that moment? Never across lives of the database. */
export const hasPassed = (cursor: Moment | null, moment: Moment | null): boolean =>
  cursor !== null && moment !== null && cursor.epoch === moment.epoch && cursor.rev >= moment.rev
