import type { AnyCommand, Outcome } from '#platform/shared/command.ts'
import type { Id } from '#platform/shared/ids.ts'
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

/** Into the outbox; the draft that is finished by it goes. */
export function takeCommand(memory: Memory, command: PhoneCommand, draft: string | undefined): Change {
  const finished = draft !== undefined && memory.drafts.has(draft) ? removing('drafts', draft) : noChange
  return together(putting(outboxRecord({ command, held: false, earlier: null })), finished)
}
