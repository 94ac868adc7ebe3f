import type { AnyCommand, BaseRef, CommandMeta, Verdict } from '#platform/shared/command.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { ProblemBody } from '#platform/shared/problem.ts'

/** A command in the server's hands: fresh from a push, or stored while it waited for its base. */
export interface Item {
  meta: CommandMeta
  name: string
  version: number
  /** Absent when the command was refused before its arguments could be read. */
  command: AnyCommand | null
  args: unknown
  skewMs: number | null
  /** The row it waits for, when it is stored with the verdict `waiting`; null: fresh from a push. */
  waitsFor: string | null
  /** Refused before it could be decided: not of a known kind, not allowed, not in the team on that day. */
  refused: ProblemBody | null
  /** From an office, which has no outbox: what would wait does not exist. */
  impatient?: boolean
}

/** How an item ended, ready to be stored and answered. */
export interface Decided {
  item: Item
  verdict: Verdict
  problem: ProblemBody | null
  waitsFor: string | null
  /** Its arguments must not be kept. */
  forget?: boolean
}

/** What the command is about: the first row it makes, else the first it builds on. */
export const subjectOf = ({ command, args }: Item): BaseRef | undefined =>
  command ? (command.creates?.(args)[0] ?? command.bases(args)[0]) : undefined

/** The rows that must be read before the item can be decided. */
export const basesOf = ({ command, args, refused }: Item): BaseRef[] => (command && !refused ? command.bases(args) : [])

/** The rows for which other commands may wait and that this item may bring: those it makes, those it moves. */
export const broughtBy = ({ command, args, refused }: Item): BaseRef[] =>
  command && !refused ? [...(command.creates?.(args) ?? []), ...(command.teams ? command.bases(args) : [])] : []

/** The teams whose rows the item may write; more are found when a base turns out to have left the team. */
export const teamsOf = ({ command, args, refused, meta }: Item): Id[] =>
  command && !refused ? [meta.teamId, ...(command.teams?.(args) ?? [])] : [meta.teamId]
