import * as z from 'zod/mini'
import type { AnyCommand, Outcome } from '#platform/shared/command.ts'
import { fieldProblems } from '#platform/shared/field-problems.ts'
import type { Id } from '#platform/shared/ids.ts'
import { problemBody } from '#platform/shared/problem.ts'
import { commandInvalid } from '#platform/shared/sync-problems.ts'
import type { Memory } from './memory.ts'
import { type Change, noChange, outboxRecord, putting, removing, together } from './records.ts'
import type { Environment, PhoneCommand } from './types.ts'

/** New work: a command by name. */
export interface Work {
  name: string
  args: unknown
  /** The team for which it is done; the member's first unless said otherwise. */
  team?: Id
  /** A draft that this finishes: it goes in the same moment. */
  draft?: string
}

/** `outcome`: how it ends by what this phone knows. Refused here: nothing was kept, the person can correct it now. */
export interface Done {
  id: Id
  outcome: Outcome
}

/** What stands around new work. */
export interface Maker {
  environment: Environment
  declarations: ReadonlyMap<string, AnyCommand>
  /** The best known time. */
  nowMs(): number
}

/** A command of one version; under the name alone stands the newest, with which new work is made. */
export const versioned = ({ name, version }: Pick<AnyCommand, 'name' | 'version'>): string => `${name} ${version}`

/** Commands by name (the newest) and by name and version: work of an older app that is still unsent is shown as it meant. */
export function declarationsOf(commands: readonly AnyCommand[]): ReadonlyMap<string, AnyCommand> {
  const oldestFirst = [...commands].sort((a, b) => a.version - b.version)
  return new Map(oldestFirst.flatMap((one) => [[one.name, one] as const, [versioned(one), one] as const]))
}

/** The command for new work, the last in the order of this phone. Throws when nobody is signed in or no such command exists. */
export function commandFor(memory: Memory, { name, args, team }: Work, maker: Maker): PhoneCommand {
  const { me } = memory
  const chosen = team ?? me?.teams[0]
  const declaration = maker.declarations.get(name)
  if (!me || !chosen || !declaration)
    throw new Error(`${name} needs a signed-in member of a team, and to be a known command`)
  return {
    seq: memory.nextSeq(),
    id: maker.environment.newId(),
    name,
    version: declaration.version,
    team: chosen,
    args,
    accountId: me.accountId,
    memberId: me.memberId,
    madeAt: new Date(maker.environment.nowMs()).toISOString(),
    madeAtMs: maker.nowMs(),
  }
}

/**
 * How a command ends already by the form of its arguments; null: they have it. Asked where arguments may come from an
 * older app: what fitted version 1 is not sent as version 2 unless it fits that, too.
 */
export function misfit({ name, args }: PhoneCommand, { declarations }: Maker): Outcome | null {
  const declaration = declarations.get(name)
  const result = declaration && z.safeParse(declaration.args, args)
  if (!result || result.success) return null
  return {
    verdict: 'refused',
    problem: problemBody(commandInvalid, undefined, fieldProblems(result.error.issues, args)),
  }
}

/** Into the outbox; the draft that is finished by it goes. */
export function takeCommand(memory: Memory, command: PhoneCommand, draft: string | undefined): Change {
  const finished = draft !== undefined && memory.drafts.has(draft) ? removing('drafts', draft) : noChange
  return together(putting(outboxRecord({ command, held: false, earlier: null })), finished)
}
