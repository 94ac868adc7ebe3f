import type { Id } from '#platform/shared/ids.ts'
import type { ProblemBody } from '#platform/shared/problem.ts'
import { problemBody } from '#platform/shared/problem.ts'
import { internal } from '#platform/shared/problems.ts'
import { limits, type WireVerdict } from '#platform/shared/wire.ts'
import type { Memory } from './memory.ts'
import type { Overlay } from './overlay.ts'
import {
  type Change,
  keptRecord,
  noChange,
  outboxRecord,
  putting,
  removing,
  seqKey,
  teamRecord,
  together,
  trayRecord,
} from './records.ts'
import type { Kept, Unsent } from './types.ts'

const dayMs = 86_400_000

/** What verdicts do to the phone's commands: out of the outbox, into what is kept or into the tray. Unknown ids are other devices' work. */
export function settle(
  memory: Memory,
  overlay: Overlay,
  verdicts: readonly WireVerdict[],
  epoch: string,
  nowMs: number,
): Change {
  const unsent = new Map([...memory.outbox.values()].map((entry) => [entry.command.id, entry]))
  const changes = verdicts.map((verdict) => {
    const entry = unsent.get(verdict.id ?? '')
    // A verdict may be told twice, by the push and by the pull: the first one counts.
    unsent.delete(verdict.id ?? '')
    return entry ? settleOne(entry, verdict, overlay, epoch, nowMs) : { put: [], remove: [] }
  })
  return together(...changes)
}

function settleOne(
  entry: Unsent,
  { verdict, rev, problem }: WireVerdict,
  overlay: Overlay,
  epoch: string,
  nowMs: number,
): Change {
  if (verdict === 'waiting') return putting(outboxRecord({ ...entry, held: true }))
  if (verdict === 'refused')
    return refuse(entry, (problem as ProblemBody | undefined) ?? problemBody(internal, { reference: '—' }), overlay)
  const kept: Kept = { command: entry.command, verdict, at: { epoch, rev }, earlier: entry.earlier, atMs: nowMs }
  return together(removing('outbox', seqKey(entry.command.seq)), putting(keptRecord(kept)))
}

/** From the outbox into the tray, with the reason. */
export const refuse = ({ command }: Unsent, problem: ProblemBody, overlay: Overlay): Change =>
  together(
    removing('outbox', seqKey(command.seq)),
    putting(trayRecord({ command, problem, about: overlay.outcomes.get(command.id)?.about ?? [], settled: null })),
  )

/**
 * Takes note of the epoch an answer names. Another one than before means that the server was restored: what it accepted
 * may be gone, so all that is kept goes back into the outbox, in its old place before the unsent work; what the server
 * still knows it will answer as before. A half-fetched snapshot of the old life is of no use.
 */
export function meetEpoch(memory: Memory, team: Id, epoch: string): Change {
  const state = memory.team(team)
  if (state.life === epoch) return noChange
  const { staging } = state
  const stale = staging && staging.at.epoch !== epoch
  return together(
    requeue(memory, team, epoch),
    ...(stale ? [memory.set(team, staging.generation).dropAll()] : []),
    putting(teamRecord({ ...state, life: epoch, staging: stale ? null : staging })),
  )
}

/**
 * Puts what was kept of another life of the database, and what that server was holding, back into the outbox. Nothing
 * else speaks for teams that the member has left, so their work goes with that of any other team.
 */
export function requeue(memory: Memory, team: Id, life: string): Change {
  const concerns = (id: Id) => id === team || !memory.me?.teams.includes(id)
  const kept = [...memory.kept.values()].filter(({ command, at }) => concerns(command.team) && at.epoch !== life)
  const held = [...memory.outbox.values()].filter((entry) => entry.command.team === team && entry.held)
  return together(
    ...kept.map(({ command, at }) =>
      together(removing('kept', seqKey(command.seq)), putting(outboxRecord({ command, held: false, earlier: at }))),
    ),
    putting(...held.map((entry) => outboxRecord({ ...entry, held: false }))),
  )
}

/**
 * Forgets accepted and dealt-with work after 35 days. Only to be called with a time that the server has just told: by a
 * device's clock alone everything might look old.
 */
export function forgetOld(memory: Memory, nowMs: number): Change {
  const oldestMs = nowMs - limits.keptAcceptedDays * dayMs
  const kept = [...memory.kept].filter(([, { atMs }]) => atMs < oldestMs)
  const settled = [...memory.tray].filter(([, entry]) => entry.settled !== null)
  const old = settled.filter(([, entry]) => (entry.settled?.atMs ?? nowMs) < oldestMs)
  const undated = settled.flatMap(([, entry]) =>
    entry.settled?.atMs === null ? [{ ...entry, settled: { ...entry.settled, atMs: nowMs } }] : [],
  )
  return together(
    removing('kept', ...kept.map(([key]) => key)),
    removing('tray', ...old.map(([key]) => key)),
    putting(...undated.map(trayRecord)),
  )
}
