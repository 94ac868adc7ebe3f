import * as z from 'zod/mini'
import { command, type Outcome, type SyncRow, type World } from '#platform/shared/command.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { ProblemDefinition } from '#platform/shared/problem.ts'
import { rowGone } from '#platform/shared/sync-problems.ts'
import { idText } from '#platform/shared/text.ts'
import { type DismissedDuplicate, duplicateId, duplicateKind } from './duplicates.ts'
import { type Household, householdKind } from './household.ts'
import { refused, refusedUnread } from './outcomes.ts'
import { type Person, personKind } from './person.ts'
import { keptBase, personBase, registerBase, whenOff } from './person-commands.ts'
import { blanksFilledBy, givenBack, withFields } from './person-rules.ts'
import { doorMerged, doorMoved, personMerged, personMoved, personRestricted, sameSubject } from './problems.ts'

interface Mergeable extends SyncRow {
  mergedInto?: Id | null
}

interface Words {
  merged: ProblemDefinition
  moved: ProblemDefinition
}

/** Both rows of a merge, or how it ends without: not arrived, with another team, merged already. */
const pairOf = <Row extends Mergeable>(
  world: World,
  kind: string,
  { id, into }: { id: Id; into: Id },
  words: Words,
): { gone: Row; kept: Row } | Outcome => {
  if (id === into) return refused(sameSubject)
  const gone = world.get<Row>(kind, id)
  if (!gone) return { verdict: 'waiting', waitsFor: id }
  const kept = world.get<Row>(kind, into)
  if (!kept) return { verdict: 'waiting', waitsFor: into }
  if (world.left(kind, id) || world.left(kind, into)) return refused(words.moved)
  if (gone.mergedInto === into) return { verdict: 'merged' }
  return gone.mergedInto || kept.mergedInto ? refused(words.merged) : { gone, kept }
}

const personWords = { merged: personMerged, moved: personMoved }
const doorWords = { merged: doorMerged, moved: doorMoved }

const mergePersonArgs = z.object({ register: idText, id: idText, into: idText })
export type MergePersonArgs = z.infer<typeof mergePersonArgs>

/**
 * person.merge: `id` is the same human being as `into`, which is kept and takes over what it lacks. The other row keeps
 * all it has, out of sight, with what was taken over.
 */
export const personMerge = command<MergePersonArgs>({
  name: 'person.merge',
  version: 1,
  permission: 'person.edit',
  args: mergePersonArgs,
  bases: ({ register, id, into }) => [personBase(id), personBase(into), registerBase(register)],
  decide: (world, args) => {
    const pair = whenOff(world, args.register) ?? pairOf<Person>(world, personKind, args, personWords)
    if ('verdict' in pair) return pair
    const { gone, kept } = pair
    if (gone.restrictedOn || kept.restrictedOn) return refusedUnread(personRestricted)
    const took = blanksFilledBy(kept, gone)
    world.put(personKind, withFields(kept, took))
    world.put<Person>(personKind, { ...gone, mergedInto: kept.id, mergeTook: took })
    return { verdict: 'accepted' }
  },
})

const unmergePersonArgs = z.object({ register: idText, id: idText })
export type UnmergePersonArgs = z.infer<typeof unmergePersonArgs>

/** person.unmerge: they are two after all. The kept row gives back what it took over, where nobody has changed it since. */
export const personUnmerge = command<UnmergePersonArgs>({
  name: 'person.unmerge',
  version: 1,
  permission: 'person.edit',
  args: unmergePersonArgs,
  bases: ({ register, id }) => [personBase(id), registerBase(register)],
  furtherBases: (world, { id }) => keptBase(world, id),
  decide: (world, { register, id }) => {
    const off = whenOff(world, register)
    if (off) return off
    const gone = world.get<Person>(personKind, id)
    if (!gone) return { verdict: 'waiting', waitsFor: id }
    if (world.left(personKind, id)) return refused(personMoved)
    if (!gone.mergedInto) return { verdict: 'merged' }
    const kept = world.get<Person>(personKind, gone.mergedInto)
    if (kept && !kept.restrictedOn && gone.mergeTook) world.put(personKind, givenBack(kept, gone.mergeTook))
    world.put<Person>(personKind, { ...gone, mergedInto: null, mergeTook: null })
    return { verdict: 'accepted' }
  },
})

const mergeDoorArgs = z.object({ id: idText, into: idText })
export type MergeDoorArgs = z.infer<typeof mergeDoorArgs>

/**
 * household.merge: `id` is the same door as `into`, which is kept. Visits and persons stay written down where they were
 * and are read with those of the kept door (`doorsOf`), so that an undo restores exactly.
 */
export const householdMerge = command<MergeDoorArgs>({
  name: 'household.merge',
  version: 1,
  permission: 'household.edit',
  args: mergeDoorArgs,
  bases: ({ id, into }) => [
    { kind: householdKind, id },
    { kind: householdKind, id: into },
  ],
  decide: (world, args) => {
    const pair = pairOf<Household>(world, householdKind, args, doorWords)
    if ('verdict' in pair) return pair
    world.put<Household>(householdKind, { ...pair.gone, mergedInto: pair.kept.id })
    return { verdict: 'accepted' }
  },
})

const unmergeDoorArgs = z.object({ id: idText })
export type UnmergeDoorArgs = z.infer<typeof unmergeDoorArgs>

/** household.unmerge: they are two doors after all. */
export const householdUnmerge = command<UnmergeDoorArgs>({
  name: 'household.unmerge',
  version: 1,
  permission: 'household.edit',
  args: unmergeDoorArgs,
  bases: ({ id }) => [{ kind: householdKind, id }],
  decide: (world, { id }) => {
    const door = world.get<Household>(householdKind, id)
    if (!door) return { verdict: 'waiting', waitsFor: id }
    if (world.left(householdKind, id)) return refused(doorMoved)
    if (!door.mergedInto) return { verdict: 'merged' }
    world.put<Household>(householdKind, { ...door, mergedInto: null })
    return { verdict: 'accepted' }
  },
})

const dismissArgs = z.object({
  kind: z.enum([householdKind, personKind]),
  a: idText,
  b: idText,
  /** False: taken back, they are proposed again. */
  dismissed: z.boolean(),
})
export type DismissArgs = z.infer<typeof dismissArgs>

/** duplicate.dismiss: these two are not the same; nobody is asked again. */
export const duplicateDismiss = command<DismissArgs>({
  name: 'duplicate.dismiss',
  version: 1,
  permission: 'household.edit',
  args: dismissArgs,
  bases: ({ kind, a, b }) => [
    { kind: duplicateKind, id: duplicateId(a, b) },
    { kind, id: a },
    { kind, id: b },
  ],
  decide: (world, { kind, a, b, dismissed }, meta) => {
    if (a === b) return refused(sameSubject)
    const missing = [a, b].find((id) => !world.get(kind, id))
    if (missing) return { verdict: 'waiting', waitsFor: missing }
    if (world.left(kind, a) || world.left(kind, b)) return refused(rowGone)
    const id = duplicateId(a, b)
    const before = world.get<DismissedDuplicate>(duplicateKind, id)
    if ((before?.dismissed ?? false) === dismissed) return { verdict: 'merged' }
    const [first, second] = a < b ? [a, b] : [b, a]
    const row = { id, teamId: meta.teamId, kind, a: first, b: second, dismissed, by: meta.memberId, on: meta.day }
    world.put<DismissedDuplicate>(duplicateKind, row)
    return { verdict: 'accepted' }
  },
})
