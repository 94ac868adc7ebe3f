import type { Id } from '#platform/shared/ids.ts'
import { problemBody } from '#platform/shared/problem.ts'
import { membershipEnded } from '#platform/shared/sync-problems.ts'
import { keepAside } from './departed.ts'
import type { Memory } from './memory.ts'
import type { Overlay } from './overlay.ts'
import { type Change, meRecord, putting, removing, teamRecord, together } from './records.ts'
import type { Me } from './types.ts'
import { refuse } from './verdicts.ts'

/** Takes note of who the member is by now. Teams that were joined get a place to be synced to; teams that were left keep theirs until `leaveTeam`. */
export function meetMe(memory: Memory, me: Me): Change {
  const joined = me.teams.filter((team) => !memory.teams.has(team))
  return putting(meRecord(me), ...joined.map((team) => teamRecord(memory.team(team))))
}

/** Teams whose data is still here although the member is in them no more. */
export const leftTeams = (memory: Memory): Id[] =>
  [...memory.teams.keys()].filter((team) => !memory.me?.teams.includes(team))

/** The member left the team: nothing of its data stays (F1); what could not be sent any more goes to the tray. */
export function leaveTeam(memory: Memory, overlay: Overlay, team: Id): Change {
  const { generation, staging } = memory.team(team)
  const sets = [memory.set(team, generation), ...(staging ? [memory.set(team, staging.generation)] : [])]
  const rows = sets.flatMap((set) => [...set.kinds()].flatMap((kind) => [...set.ofKind(kind)]))
  const unsent = [...memory.outbox.values()].filter(({ command }) => command.team === team)
  return together(
    ...sets.map((set) => set.dropAll()),
    keepAside(memory, overlay, rows, () => false),
    ...unsent.map((entry) => refuse(entry, problemBody(membershipEnded), overlay)),
    removing('meta', `team/${team}`, `reference/${team}`),
  )
}
