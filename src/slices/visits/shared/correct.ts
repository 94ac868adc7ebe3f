import * as z from 'zod/mini'
import { type BaseRef, type CommandMeta, command, type Outcome, type World } from '#platform/shared/command.ts'
import { fieldChanges } from '#platform/shared/conflict.ts'
import { addDays, type Day } from '#platform/shared/dates.ts'
import { applyChanges, type FieldChange, keepConflicts } from '#platform/shared/edit.ts'
import { freeText } from '#platform/shared/free-text.ts'
import type { Id } from '#platform/shared/ids.ts'
import { idText } from '#platform/shared/text.ts'
import { type MayTouch, ofTheRecorder, ofTheTeam } from './may-touch.ts'
import { invalid, refused } from './outcomes.ts'
import { basesOfCorrection, namesIn, setTests, takeBackTests } from './persons.ts'
import { personsChanged, visitCancelled } from './problems.ts'
import { type Visit, visitKind } from './visit.ts'
import { checkLateDay, checkVisit, checkVisitChanges, checkVisitDays } from './visit-rules.ts'

type Changes = Record<string, FieldChange>

const args = z.object({ id: idText, changes: fieldChanges })
export type CorrectVisitArgs = z.infer<typeof args>

const argsWithReason = z.object({ id: idText, changes: fieldChanges, reason: freeText(200).check(z.minLength(3)) })

const rows = {
  bases: ({ id }: { id: Id }): BaseRef[] => [{ kind: visitKind, id }],
  furtherBases: basesOfCorrection,
}

/** visit.correct as the first app sends it: anybody of the team that made it, at any time. */
export const visitCorrectVersion1 = command<CorrectVisitArgs>({
  name: 'visit.correct',
  version: 1,
  permission: 'visit.correct',
  args,
  ...rows,
  decide: (world, { id, changes }, meta) =>
    correct(world, id, changes, meta, { mayTouch: ofTheTeam, asksWhyLate: false }),
})

/** visit.correct: changed fields with what the person saw; by who recorded the visit, for a week. */
export const visitCorrect = command<CorrectVisitArgs>({
  name: 'visit.correct',
  version: 2,
  permission: 'visit.correct',
  args,
  ...rows,
  decide: (world, { id, changes }, meta) =>
    correct(world, id, changes, meta, { mayTouch: ofTheRecorder, asksWhyLate: true }),
})

/** visit.correct-any: any visit of the team at any time, by who leads it, who says why. The reason stays in the command's row. */
export const visitCorrectAny = command<z.infer<typeof argsWithReason>>({
  name: 'visit.correct-any',
  version: 1,
  permission: 'visit.correct-any',
  args: argsWithReason,
  ...rows,
  decide: (world, { id, changes }, meta) =>
    correct(world, id, changes, meta, { mayTouch: ofTheTeam, asksWhyLate: true }),
})

const unread = { forget: true } as const

interface Rules {
  mayTouch: MayTouch
  /** The first app had no field for it. */
  asksWhyLate: boolean
}

const correct = (world: World, id: Id, changes: Changes, meta: CommandMeta, rules: Rules): Outcome => {
  const wrong = checkVisitChanges(changes)
  // What no field takes may be what nobody may keep.
  if (wrong.length) return { ...invalid(wrong), ...unread }
  const visit = world.get<Visit>(visitKind, id)
  if (!visit) return { verdict: 'waiting', waitsFor: id }
  const problem = rules.mayTouch(visit, meta) ?? (visit.cancelledOn ? visitCancelled : null)
  return problem ? refused(problem) : apply(world, visit, withPossibleDays(visit, changes, meta.day), meta, rules)
}

const apply = (world: World, visit: Visit, changes: Changes, meta: CommandMeta, rules: Rules): Outcome => {
  const { row, disputed, merged } = applyChanges(visit, changes)
  const days = changes.day || changes.followUpOn ? checkVisitDays(row, meta.day) : []
  const late = rules.asksWhyLate && row.day < visit.day ? checkLateDay(row) : []
  const wrong = [...checkVisit(row), ...days, ...late]
  if (wrong.length) return invalid(wrong)
  if (disputed.includes('persons')) return refused(personsChanged)
  const names = changes.persons
    ? namesIn(world, row.persons, visit.doneByTeamId)
    : { named: row.persons ?? [], waitsFor: null }
  if (names.waitsFor) return { verdict: 'waiting', waitsFor: names.waitsFor }
  if (row !== visit) replace(world, visit, { ...row, persons: names.named.length ? names.named : null })
  keepConflicts(world, { kind: visitKind, row: visit }, disputed, changes, { ...meta, commandId: meta.id })
  return { verdict: disputed.length ? 'conflict' : merged ? 'merged' : 'accepted' }
}

const replace = (world: World, before: Visit, after: Visit): void => {
  world.put<Visit>(visitKind, agreedAnew(before, after))
  takeBackTests(world, before)
  setTests(world, after)
}

// Another day to come again is another appointment: the old tick does not answer it.
const agreedAnew = (before: Visit, after: Visit): Visit =>
  before.followUpOn === after.followUpOn ? after : { ...after, followUpDone: null }

// The calendar of the phone that chose these days may be wrong: a visit lies not in the future, its follow-up after it.
const withPossibleDays = (visit: Visit, changes: Changes, today: Day): Changes => {
  const day = changes.day && { ...changes.day, new: earlier(changes.day.new as Day, today) }
  const shown = (day?.new as Day | undefined) ?? visit.day
  const followUpOn = changes.followUpOn?.new
    ? { ...changes.followUpOn, new: later(changes.followUpOn.new as Day, addDays(shown, 1)) }
    : changes.followUpOn
  return { ...changes, ...(day && { day }), ...(followUpOn && { followUpOn }) }
}

const earlier = (a: Day, b: Day): Day => (a < b ? a : b)
const later = (a: Day, b: Day): Day => (a > b ? a : b)
