import type { CommandMeta } from '#platform/shared/command.ts'
import type { ProblemDefinition } from '#platform/shared/problem.ts'
import { visitOfOther, visitOfOtherTeam, visitTooLate } from './problems.ts'
import { ownCorrectionDays, type Visit } from './visit.ts'

/** Who may touch a visit: null, or why not. */
export type MayTouch = (visit: Visit, meta: CommandMeta) => ProblemDefinition | null

/** Anybody of the team that made it: figures follow that team, and it must agree to what changes them. */
export const ofTheTeam: MayTouch = (visit, { teamId }) => (visit.doneByTeamId === teamId ? null : visitOfOtherTeam)

/** Who recorded it, for a week. */
export const ofTheRecorder: MayTouch = (visit, meta) => {
  if (visit.doneByTeamId !== meta.teamId) return visitOfOtherTeam
  if (!visit.madeBy || visit.madeBy !== meta.memberId) return visitOfOther
  return isInTime(visit, meta.madeAtMs) ? null : visitTooLate
}

/** Is it early enough for the one who recorded the visit to change it? `atMs`: ms UTC. */
export const isInTime = ({ madeAt }: Pick<Visit, 'madeAt'>, atMs: number): boolean =>
  atMs - Date.parse(madeAt) <= ownCorrectionDays * 86_400_000
