import * as z from 'zod/mini'
import { command, type Outcome, type SyncRow } from '#platform/shared/command.ts'
import { addDays, type Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { type ProblemDefinition, problemBody } from '#platform/shared/problem.ts'
import { alreadySent, commandInvalid } from '#platform/shared/sync-problems.ts'
import { idText } from '#platform/shared/text.ts'
import { type Visit, visitKind } from '#slices/visits/shared/public.ts'
import { teamMark } from './mark.ts'
import { confirmationOfOtherTeam, nothingToConfirm } from './problems.ts'

export const visitCodeKind = 'visit-code'

/** A code on a phone's screen is used on the spot; a slip lies on the table for a while. */
const validDays = { code: 7, slip: 30 }

/** A code by which the citizen may confirm a visit; `confirmedOn` when that happened. */
export interface VisitCode extends SyncRow {
  visitId: Id
  mark: string
  /** Six digits on the phone's screen; null: the code is on the printed slip. */
  code: string | null
  slip: number | null
  madeOn: Day
  validTo: Day
  confirmedOn: Day | null
  rating: number | null
}

const args = z.object({
  id: idText,
  visitId: idText,
  code: z.nullable(z.string().check(z.regex(/^\d{6}$/))),
  slip: z.nullable(z.int().check(z.gte(1), z.lte(1_000_000))),
})
export type ConfirmationCodeArgs = z.infer<typeof args>

/**
 * visit.confirmation-code: binds a code (of the screen, or the slip that was handed over) to a visit. The citizen may have
 * confirmed already: what was typed waits on the server.
 */
export const visitConfirmationCode = command<ConfirmationCodeArgs>({
  name: 'visit.confirmation-code',
  version: 1,
  permission: 'visit.record',
  args,
  bases: ({ visitId }) => [{ kind: visitKind, id: visitId }],
  creates: ({ id }) => [{ kind: visitCodeKind, id }],
  decide: (world, { id, visitId, code, slip }, meta) => {
    if (world.get(visitCodeKind, id)) return refused(alreadySent)
    if ((code === null) === (slip === null)) return refused(commandInvalid)
    const visit = world.get<Visit>(visitKind, visitId)
    if (!visit) return { verdict: 'waiting', waitsFor: visitId }
    if (visit.doneByTeamId !== meta.teamId) return refused(confirmationOfOtherTeam)
    if (visit.outcome !== 'done' || visit.cancelledOn) return refused(nothingToConfirm)
    world.put<VisitCode>(visitCodeKind, {
      id,
      teamId: meta.teamId,
      visitId,
      mark: teamMark(meta.teamId),
      code,
      slip,
      madeOn: meta.day,
      validTo: addDays(meta.day, slip === null ? validDays.code : validDays.slip),
      confirmedOn: null,
      rating: null,
    })
    return { verdict: 'accepted' }
  },
})

const refused = (problem: ProblemDefinition): Outcome => ({ verdict: 'refused', problem: problemBody(problem) })
