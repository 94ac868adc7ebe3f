import type { Id } from '#platform/shared/ids.ts'
import { problemBody } from '#platform/shared/problem.ts'
import { bodyTooLarge } from '#platform/shared/problems.ts'
import { limits, type PushRequest, type WireCommand, wireVersion } from '#platform/shared/wire.ts'
import type { Memory } from './memory.ts'
import type { Overlay } from './overlay.ts'
import { type Change, together } from './records.ts'
import type { PhoneCommand, Unsent } from './types.ts'
import { refuse } from './verdicts.ts'

/** Commands of a team that go into the next push, oldest first; `tooLarge` can never be sent. */
export interface Batch {
  send: Unsent[]
  tooLarge: Unsent[]
}

// What stands around the commands in the body, with room to spare.
const envelopeBytes = 1_000

/** @param atMost the number of commands the server took last time it found a batch too large */
export function nextBatch(memory: Memory, team: Id, atMost: number = limits.pushCommands): Batch {
  const batch: Batch = { send: [], tooLarge: [] }
  let bytes = envelopeBytes
  for (const entry of unsentOf(memory, team)) {
    const size = commandBytes(entry.command)
    if (envelopeBytes + size > limits.pushBytes) {
      batch.tooLarge.push(entry)
      continue
    }
    if (batch.send.length >= atMost || bytes + size > limits.pushBytes) break
    batch.send.push(entry)
    bytes += size
  }
  return batch
}

const unsentOf = (memory: Memory, team: Id): Unsent[] =>
  [...memory.outbox.values()]
    .filter(({ command, held }) => command.team === team && !held)
    .sort((a, b) => a.command.seq - b.command.seq)

const encoder = new TextEncoder()
// A monotonic age never has more digits than this one.
const longestAgeMs = 9_999_999_999.999
const commandBytes = (command: PhoneCommand): number =>
  encoder.encode(JSON.stringify(wireCommand(command, longestAgeMs))).length + 1

/** A command as it travels. */
export const wireCommand = (
  { id, name, version, madeAt, args }: PhoneCommand,
  sinceMs: number | null,
): WireCommand => ({
  id,
  name,
  version,
  madeAt,
  sinceMs,
  args,
})

/** @param sinceMs how long ago a command was made by the monotonic clock; null when the app was restarted since */
export const pushRequest = (
  team: Id,
  epoch: string | null,
  batch: Batch,
  sentAtMs: number,
  sinceMs: (id: Id) => number | null,
): PushRequest => ({
  wire: wireVersion,
  team,
  sentAt: new Date(sentAtMs).toISOString(),
  epoch,
  commands: batch.send.map(({ command }) => wireCommand(command, sinceMs(command.id))),
})

/** Puts what can never be sent into the tray. */
export const refuseTooLarge = (memory: Memory, overlay: Overlay, tooLarge: readonly Unsent[]): Change => {
  const problem = problemBody(bodyTooLarge, { limit: '1 MB' })
  return refuseAll(memory, overlay, tooLarge, problem)
}

/** Refuses commands that are still unsent; another tab may have settled some. */
export const refuseAll = (
  memory: Memory,
  overlay: Overlay,
  entries: readonly Unsent[],
  problem: Parameters<typeof refuse>[1],
): Change => {
  const ids = new Set(entries.map(({ command }) => command.id))
  return together(
    ...[...memory.outbox.values()]
      .filter(({ command }) => ids.has(command.id))
      .map((entry) => refuse(entry, problem, overlay)),
  )
}
