import type { Id } from '#platform/shared/ids.ts'
import type { RescueContent } from '#platform/shared/rescue.ts'
import type { Memory } from './memory.ts'
import { wireCommand } from './push.ts'
import { openTray } from './view.ts'

/** The clocks of the phone, and the ages it still knows. */
export interface Ages {
  deviceMs: number
  clockOffsetMs: number | null
  sinceMs(id: Id): number | null
}

/**
 * Everything on the phone that the server does not have for good: unsent work, refused work that nobody has dealt with,
 * half-done forms. Null: this phone has not been in touch since rescue files exist, so it holds no proof of whose it is.
 */
export function unsentWork(memory: Memory, { deviceMs, clockOffsetMs, sinceMs }: Ages): RescueContent | null {
  const author = memory.me?.phone?.author
  if (!author) return null
  const commands = [
    ...[...memory.outbox.values()].map(({ command }) => command),
    // Of some of it nothing may be kept but that it was refused.
    ...openTray(memory).flatMap(({ command }) => (command.args === null ? [] : [command])),
  ]
  return {
    author,
    madeAt: new Date(deviceMs).toISOString(),
    clockOffsetMs,
    commands: commands
      .sort((a, b) => a.seq - b.seq)
      .map((command) => ({ team: command.team, command: wireCommand(command, sinceMs(command.id)) })),
    drafts: [...memory.drafts.values()].map(({ key, value, savedAtMs }) => ({ key, value, savedAtMs })),
  }
}
