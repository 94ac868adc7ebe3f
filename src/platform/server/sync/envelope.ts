import * as z from 'zod/mini'
import { clockSkew, correctClock } from '#platform/shared/clock.ts'
import type { AnyCommand } from '#platform/shared/command.ts'
import { dayInVietnam } from '#platform/shared/dates.ts'
import { fieldProblems } from '#platform/shared/field-problems.ts'
import { type Id, isId } from '#platform/shared/ids.ts'
import { type ProblemBody, type ProblemDefinition, problemBody } from '#platform/shared/problem.ts'
import { commandInvalid, commandMalformed, commandOutdated, commandUnknown } from '#platform/shared/sync-problems.ts'
import { type WireCommand, type WireVerdict, wireCommand } from '#platform/shared/wire.ts'
import type { Item } from './items.ts'

/** Whose push it is and when it came: what the commands of one push have in common. */
export interface Sender {
  teamId: Id
  accountId: Id
  memberId: Id | null
  sentAt: string
  receivedMs: number
}

const nameShape = /^[a-z]+\.[a-z-]+$/
const mostVersion = 10_000

/**
 * Reads one command of a push, by itself: whatever is wrong with it concerns no other. Damaged beyond its id: a verdict
 * that is not stored. Otherwise an item, refused already when its kind, version or arguments are not right.
 */
export function readCommand(raw: unknown, sender: Sender, commands: readonly AnyCommand[]): Item | WireVerdict {
  const parsed = z.safeParse(wireCommand, raw)
  if (!parsed.success || !isWhole(parsed.data)) return malformed(raw)
  const { id, name, version } = parsed.data
  const { command, args, refused } = matchCommand(parsed.data, commands)
  const times = { ...parsed.data, sentAt: sender.sentAt }
  const madeAtMs = correctClock(times, sender.receivedMs)
  const { teamId, accountId, memberId } = sender
  const meta = { id, teamId, accountId, memberId, madeAtMs, day: dayInVietnam(madeAtMs) }
  return { meta, name, version, command, args, skewMs: clockSkew(times, madeAtMs), waitsFor: null, refused }
}

export const isItem = (read: Item | WireVerdict): read is Item => 'meta' in read

const isWhole = ({ id, name, version }: WireCommand): boolean =>
  isId(id) && nameShape.test(name) && version >= 0 && version <= mostVersion

type Matched = Pick<Item, 'command' | 'args' | 'refused'>

function matchCommand({ name, version, args }: WireCommand, commands: readonly AnyCommand[]): Matched {
  const sameName = commands.filter((command) => command.name === name)
  const command = sameName.find((one) => one.version === version)
  if (command) return checkArgs(command, args)
  const outdated = sameName.some((one) => one.version > version)
  return { command: null, args: null, refused: problemBody(outdated ? commandOutdated : commandUnknown) }
}

function checkArgs(command: AnyCommand, args: unknown): Matched {
  const result = z.safeParse(command.args, args)
  if (result.success) return { command, args: result.data, refused: null }
  const fields = fieldProblems(result.error.issues, args)
  return { command: null, args: null, refused: problemBody(commandInvalid, undefined, fields) }
}

function malformed(raw: unknown): WireVerdict {
  const id = (raw as { id?: unknown } | null)?.id
  const known = typeof id === 'string' && id.length <= 100 ? id : null
  return { id: known, verdict: 'refused', rev: 0, problem: problemOf(commandMalformed) }
}

const problemOf = (definition: ProblemDefinition): ProblemBody => problemBody(definition)
