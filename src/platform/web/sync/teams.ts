import type { Id } from '#platform/shared/ids.ts'
import { problemBody } from '#platform/shared/problem.ts'
import { membershipEnded } from '#platform/shared/sync-problems.ts'
import { keepAside } from './departed.ts'
import type { Memory } from './memory.ts'
import type { Overlay } from './overlay.ts'
import { type Change, meRecord, outboxRecord, putting, removing, teamRecord, together } from './records.ts'
import type { Me, Unsent } from './types.ts'
import { refuse } from './verdicts.ts'

/** Takes note of who the member is by now. Teams that were joined get a place to be synced to; teams that were left keep theirs until `leaveTeam`. */
export function meetMe(memory: Memory, me: Me): Change {
  const joined = me.teams.filter((team) => !memory.teams.has(team))
  return putting(meRecord(me), ...joined.map((team) => teamRecord(memory.team(team))))
}

/** Teams of which something is still here, data or unsent work, although the member is in them no more. */
export const leftTeams = (memory: Memory): Id[] => {
  const here = [...memory.teams.keys(), ...[...memory.outbox.values()].map(({ command }) => command.team)]
  return [...new Set(here)].filter((team) => !memory.me?.teams.includes(team))
}

/** The member left the team: nothing of its data stays (F1). Work that the server holds stays, to be asked about again. */
export function leaveTeam(memory: Memory, overlay: Overlay, team: Id): Change {
  const { generation, staging } = memory.team(team)
  const sets = [memory.set(team, generation), ...(staging ? [memory.set(team, staging.generation)] : [])]
  const rows = sets.flatMap((set) => [...set.kinds()].flatMap((kind) => [...set.ofKind(kind)]))
  return together(
    ...sets.map((set) => set.dropAll()),
    keepAside(memory, overlay, rows, () => false),
    ...(memory.teams.has(team) ? [removing('meta', `team/${team}`, `reference/${team}`)] : []),
  )
}

/** The server takes no work for the team from this member: what is unsent goes to the tray. */
export const refuseForTeam = (memory: Memory, overlay: Overlay, team: Id): Change =>
  together(...outboxOf(memory, team).map((entry) => refuse(entry, problemBody(membershipEnded), overlay)))

/** Asks again about what the server holds, where no pull will tell its late verdict. */
export const askAgain = (memory: Memory, team: Id): Change =>
  putting(
    ...outboxOf(memory, team)
      .filter(({ held }) => held)
      .map((entry) => outboxRecord({ ...entry, held: false })),
  )

const outboxOf = (memory: Memory, team: Id): Unsent[] =>
  [...memory.outbox.values()].filter(({ command }) => command.team === team)
