import * as z from 'zod/mini'
import { type BaseRef, type CommandMeta, command, type Outcome, type World } from '#platform/shared/command.ts'
import { addDays } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { FieldProblem } from '#platform/shared/problem.ts'
import { alreadySent } from '#platform/shared/sync-problems.ts'
import { idText } from '#platform/shared/text.ts'
import { type Household, householdKind } from '#slices/households/shared/public.ts'
import { invalid, refused } from './outcomes.ts'
import { basesOfNames, mergedOf, namesIn, setTests } from './persons.ts'
import { type NamedPerson, type Visit, type VisitDraft, visitDraft, visitKind } from './visit.ts'
import { checkDraft, checkVisit } from './visit-rules.ts'
import { visitDraftVersion1 } from './visit-v1.ts'

const args = z.object({
  visit: visitDraft,
  /** The team's row of the register, named where people are. */
  register: z.optional(z.nullable(idText)),
})
export type RecordVisitArgs = z.infer<typeof args>

const argsVersion1 = z.object({ visit: visitDraftVersion1 })

const common = {
  name: 'visit.record',
  permission: 'visit.record',
  creates: ({ visit }: { visit: { id: Id } }): BaseRef[] => [{ kind: visitKind, id: visit.id }],
} as const

const doorOf = ({ visit }: { visit: { householdId: Id | null } }): BaseRef[] =>
  visit.householdId ? [{ kind: householdKind, id: visit.householdId }] : []

/** visit.record as the first app sends it: at a door or a help desk, nobody named, without a reason for coming late. */
export const visitRecordVersion1 = command<z.infer<typeof argsVersion1>>({
  ...common,
  version: 1,
  args: argsVersion1,
  bases: doorOf,
  decide: (world, { visit }, meta) => record(world, { visit }, meta, checkVisit(visit)),
})

/**
 * visit.record: what was done at a door, a help desk, with a group or by phone. Done is done: it is accepted also where
 * the door has left the team since; the visit is then held by the door's team and counted for the team that made it.
 */
export const visitRecord = command<RecordVisitArgs>({
  ...common,
  version: 2,
  args,
  bases: ({ visit, register = null }) => [...doorOf({ visit }), ...basesOfNames(visit.persons, register)],
  furtherBases: (world, { visit }) => mergedOf(world, visit.persons),
  decide: (world, args, meta) => record(world, args, meta, checkDraft(args.visit)),
})

const record = (
  world: World,
  { visit, register }: RecordVisitArgs,
  meta: CommandMeta,
  wrong: FieldProblem[],
): Outcome => {
  if (world.get(visitKind, visit.id)) return refused(alreadySent)
  if (wrong.length) return invalid(wrong)
  const door = visit.householdId ? world.get<Household>(householdKind, visit.householdId) : undefined
  if (visit.householdId && !door) return { verdict: 'waiting', waitsFor: visit.householdId }
  const names = namesIn(world, visit.persons, register)
  if (names.waitsFor) return { verdict: 'waiting', waitsFor: names.waitsFor }
  const row = recorded(visit, names.named, door?.teamId ?? meta.teamId, meta)
  world.put<Visit>(visitKind, row)
  setTests(world, row)
  return { verdict: 'accepted' }
}

// Field by field: "all but two" makes objects on which everything that follows is many times slower, and this is done
// with every visit of the country.
const recorded = (draft: VisitDraft, named: readonly NamedPerson[], holder: Id, meta: CommandMeta): Visit => {
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
    members: withoutRecorder(draft.members, meta.memberId),
    persons: named.length ? [...named] : null,
    attendance: attendanceOf(draft, named),
    backdateReason: draft.backdateReason ?? null,
    followUpDone: null,
    photos: null,
    cancelledOn: null,
    cancelReason: null,
  }
}

// Who records took part anyway.
const withoutRecorder = (members: VisitDraft['members'], recorder: Id | null): Id[] | null => {
  const others = members?.filter((member) => member !== recorder) ?? []
  return others.length ? others : null
}

// A list from which somebody is missing is a count.
const attendanceOf = ({ attendance = null, people }: VisitDraft, named: readonly NamedPerson[]): Visit['attendance'] =>
  attendance === 'list' && named.length < people ? 'count' : attendance
