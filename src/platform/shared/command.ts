import type * as z from 'zod/mini'
import type { Day } from './dates.ts'
import type { Id } from './ids.ts'
import type { Permission } from './permission.ts'
import type { ProblemBody } from './problem.ts'

/**
 * A row as phones hold it. `teamId`: whose phones hold it now. `rev`: the team's revision at which it last changed;
 * absent while it exists only on this phone.
 */
export interface SyncRow {
  id: Id
  teamId: Id
  rev?: number
}

/** What a command is decided with, besides its arguments: nothing of it is asked from the clock inside a rule. */
export interface CommandMeta {
  /** The command's own id. */
  id: Id
  /** The team for which the command was made: the team that did the work. */
  teamId: Id
  /** The account and the person who made it. */
  accountId: Id
  memberId: Id | null
  /** When it was made, corrected for the device's clock, in ms UTC, and the day of that in Vietnam. */
  madeAtMs: number
  day: Day
}

/**
 * The rows a decision may look at and change, by kind and id, synchronous and in memory. On the server the bases of the
 * whole batch; on the phone base + outbox. `get` does not tell rows of foreign teams from rows that do not exist.
 * `left`: did this row leave the command's team (it was moved away)? Always false on a phone.
 */
export interface World {
  get<Row extends SyncRow>(kind: string, id: Id): Row | undefined
  put<Row extends SyncRow>(kind: string, row: Row): void
  left(kind: string, id: Id): boolean
}

/**
 * How a command ends. accepted, merged, conflict and refused are final; waiting means that the row it builds on
 * (`waitsFor`) has not arrived.
 */
export type Outcome =
  | { verdict: 'accepted' }
  | { verdict: 'merged' }
  | { verdict: 'conflict' }
  | {
      verdict: 'refused'
      problem: ProblemBody
      /** What the command said must not be kept: it names somebody of whom nothing may be held. */
      forget?: true
    }
  | { verdict: 'waiting'; waitsFor: Id }

export type Verdict = Outcome['verdict']

/** Which rows must be in the world before `decide` runs. */
export interface BaseRef {
  kind: string
  id: Id
}

/**
 * A command, declared once and run on both sides: the phone runs `decide` to show the result at once, the server runs
 * the same code on its own rows and has the last word.
 */
export interface CommandDeclaration<Args = never> {
  /** noun.verb, 'visit.record'. */
  name: string
  /** Raised when the arguments change their meaning; the server keeps the older ones it still accepts. */
  version: number
  /** Needed on the team for which the command is made. */
  permission: Permission
  args: z.core.$ZodType<Args>
  /** The rows it builds on. The first of `creates`, else of these, is the command's subject in the audit. */
  bases(args: Args): BaseRef[]
  /** The rows it makes: commands that wait for them are decided with it. They are not loaded: an id that is taken is refused by the table. */
  creates?(args: Args): BaseRef[]
  /** Bases that are known only when those of `bases` have been read. */
  furtherBases?(world: World, args: Args): BaseRef[]
  /** Other teams it reaches; the permission is needed on each of them too. */
  teams?(args: Args): Id[]
  decide(world: World, args: Args, meta: CommandMeta): Outcome
}

/** Declares a command; only for its types. */
export const command = <Args>(declaration: CommandDeclaration<Args>): CommandDeclaration<Args> => declaration

/** A command of any arguments, as lists of commands hold them; its args are checked against the schema before use. */
// biome-ignore lint/suspicious/noExplicitAny: a list of commands is contravariant in their arguments
export type AnyCommand = CommandDeclaration<any>
