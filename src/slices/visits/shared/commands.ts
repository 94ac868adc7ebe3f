import * as z from 'zod/mini'
import { type CommandMeta, command, type Outcome, type World } from '#platform/shared/command.ts'
import { fieldChanges } from '#platform/shared/conflict.ts'
import { addDays, type Day } from '#platform/shared/dates.ts'
import { applyChanges, type FieldChange, keepConflicts } from '#platform/shared/edit.ts'
import type { Id } from '#platform/shared/ids.ts'
import { type FieldProblem, type ProblemDefinition, problemBody } from '#platform/shared/problem.ts'
import { alreadySent, commandInvalid } from '#platform/shared/sync-problems.ts'
import { idText, text } from '#platform/shared/text.ts'
import { type Household, householdKind } from '#slices/households/shared/public.ts'
import { visitCancelled, visitOfOtherTeam } from './problems.ts'
import { type Visit, type VisitDraft, visitDraft, visitKind } from './visit.ts'
import { checkVisit, checkVisitChanges, checkVisitDays } from './visit-rules.ts'

const recordArgs = z.object({ visit: visitDraft })
export type RecordVisitArgs = z.infer<typeof recordArgs>

/**
 * visit.record: what was done at a door or a help desk. Done is done: it is accepted also where the door has left the
 * team since; the visit is then held by the door's team and counted for the team that made it.
 */
export const visitRecord = command<RecordVisitArgs>({
  name: 'visit.record',
  version: 1,
  permission: 'visit.record',
  args: recordArgs,
  bases: ({ visit }) => (visit.householdId ? [{ kind: householdKind, id: visit.householdId }] : []),
  creates: ({ visit }) => [{ kind: visitKind, id: visit.id }],
  decide: (world, { visit }, meta) => {
    if (world.get(visitKind, visit.id)) return refused(alreadySent)
    const wrong = checkVisit(visit)
    if (wrong.length) return invalid(wrong)
    const door = visit.householdId ? world.get<Household>(householdKind, visit.householdId) : undefined
    if (visit.householdId && !door) return { verdict: 'waiting', waitsFor: visit.householdId }
    world.put<Visit>(visitKind, recorded(visit, door?.teamId ?? meta.teamId, meta))
    return { verdict: 'accepted' }
  },
})

// Field by field: "all but two" makes objects on which everything that follows is many times slower, and this is done
// with every visit of the country.
const recorded = (draft: VisitDraft, holder: Id, meta: CommandMeta): Visit => {
  const day = draft.daysAgo === 0 ? meta.day : addDays(meta.day, -draft.daysAgo)
  return {
    id: draft.id,
    teamId: holder,
    doneByTeamId: meta.teamId,
    householdId: draft.householdId,
    place: draft.place,
    day,
    madeAt: new Date(meta.madeAtMs).toISOString(),
    madeBy: meta.memberId,
    outcome: draft.outcome,
    people: draft.people,
    groups: draft.groups,
    skills: draft.skills,
    topics: draft.topics,
    platforms: draft.platforms,
    difficulty: draft.difficulty,
    followUpOn: draft.followUpInDays === null ? null : addDays(day, draft.followUpInDays),
    note: draft.note,
    cancelledOn: null,
    cancelReason: null,
  }
}

const correctArgs = z.object({ id: idText, changes: fieldChanges })
export type CorrectVisitArgs = z.infer<typeof correctArgs>

/** visit.correct: changed fields with what the person saw. Only the team that made the visit may. */
export const visitCorrect = command<CorrectVisitArgs>({
  name: 'visit.correct',
  version: 1,
  permission: 'visit.correct',
  args: correctArgs,
  bases: ({ id }) => [{ kind: visitKind, id }],
  decide: (world, { id, changes }, meta) => {
    const wrong = checkVisitChanges(changes)
    if (wrong.length) return invalid(wrong)
    const visit = world.get<Visit>(visitKind, id)
    if (!visit) return { verdict: 'waiting', waitsFor: id }
    if (visit.doneByTeamId !== meta.teamId) return refused(visitOfOtherTeam)
    if (visit.cancelledOn) return refused(visitCancelled)
    return correct(world, visit, withPossibleDays(visit, changes, meta.day), meta)
  },
})

const correct = (world: World, visit: Visit, changes: Record<string, FieldChange>, meta: CommandMeta): Outcome => {
  const { row, disputed, merged } = applyChanges(visit, changes)
  const days = changes.day || changes.followUpOn ? checkVisitDays(row, meta.day) : []
  const wrong = [...checkVisit(row), ...days]
  if (wrong.length) return invalid(wrong)
  if (row !== visit) world.put(visitKind, row)
  keepConflicts(world, { kind: visitKind, row: visit }, disputed, changes, { ...meta, commandId: meta.id })
  return { verdict: disputed.length ? 'conflict' : merged ? 'merged' : 'accepted' }
}

// The calendar of the phone that chose these days may be wrong: a visit lies not in the future, its follow-up after it.
const withPossibleDays = (
  visit: Visit,
  changes: Record<string, FieldChange>,
  today: Day,
): Record<string, FieldChange> => {
  const day = changes.day && { ...changes.day, new: earlier(changes.day.new as Day, today) }
  const shown = (day?.new as Day | undefined) ?? visit.day
  const followUpOn = changes.followUpOn?.new
    ? { ...changes.followUpOn, new: later(changes.followUpOn.new as Day, addDays(shown, 1)) }
    : changes.followUpOn
  return { ...changes, ...(day && { day }), ...(followUpOn && { followUpOn }) }
}

const earlier = (a: Day, b: Day): Day => (a < b ? a : b)
const later = (a: Day, b: Day): Day => (a > b ? a : b)

const cancelArgs = z.object({ id: idText, reason: z.nullable(text(200)) })
export type CancelVisitArgs = z.infer<typeof cancelArgs>

/** visit.cancel: it did not take place, or was entered by mistake; the row stays and counts nowhere. */
export const visitCancel = command<CancelVisitArgs>({
  name: 'visit.cancel',
  version: 1,
  permission: 'visit.correct',
  args: cancelArgs,
  bases: ({ id }) => [{ kind: visitKind, id }],
  decide: (world, { id, reason }, meta) => {
    const visit = world.get<Visit>(visitKind, id)
    if (!visit) return { verdict: 'waiting', waitsFor: id }
    if (visit.doneByTeamId !== meta.teamId) return refused(visitOfOtherTeam)
    if (visit.cancelledOn) return { verdict: 'merged' }
    world.put<Visit>(visitKind, { ...visit, cancelledOn: meta.day, cancelReason: reason })
    return { verdict: 'accepted' }
  },
})

const refused = (problem: ProblemDefinition): Outcome => ({ verdict: 'refused', problem: problemBody(problem) })
const invalid = (fields: FieldProblem[]): Outcome => ({
  verdict: 'refused',
  problem: problemBody(commandInvalid, undefined, fields),
})
