import { type SettledWork, settledRoute } from '#platform/shared/refused-routes.ts'
import { Refusal } from './api.ts'
import type { Memory } from './memory.ts'
import { putting, trayRecord } from './records.ts'
import { commit, type RoundTools } from './round-tools.ts'
import type { TrayEntry } from './types.ts'

// As many as the server takes at once.
const atOnce = 500

/** Tells the server what was done here about refused work: what nobody has dealt with goes on to the leader and the commune. */
export async function tellSettled(tools: RoundTools): Promise<void> {
  const untold = untoldOf(tools.phone.memory).slice(0, atOnce)
  if (untold.length === 0) return
  const settled = untold.map((entry) => ({ id: entry.command.id, team: entry.command.team, how: howOf(entry) }))
  try {
    await tools.api.say(settledRoute.path, { settled } satisfies { settled: SettledWork[] })
  } catch (error) {
    // A server of before this was invented: it does not ask for it.
    if (error instanceof Refusal && error.status === 404) return
    throw error
  }
  const told = new Map(settled.map(({ id, how }) => [id, how]))
  await commit(tools, (memory) =>
    putting(
      ...untoldOf(memory)
        .filter((entry) => told.get(entry.command.id) === howOf(entry))
        .map((entry) => trayRecord({ ...entry, told: howOf(entry) })),
    ),
  )
}

const untoldOf = (memory: Memory): TrayEntry[] =>
  [...memory.tray.values()].filter((entry) => (entry.told ?? 'open') !== howOf(entry))

const howOf = ({ settled }: TrayEntry): SettledWork['how'] => settled?.how ?? 'open'
