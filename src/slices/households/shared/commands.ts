import * as z from 'zod/mini'
import { type CommandMeta, command, type Outcome, type World } from '#platform/shared/command.ts'
import { fieldChanges } from '#platform/shared/conflict.ts'
import { applyChanges, type FieldChange, keepConflicts } from '#platform/shared/edit.ts'
import { alreadySent } from '#platform/shared/sync-problems.ts'
import { idText } from '#platform/shared/text.ts'
import { criteriaSchema, doorFields, type Household, householdKind } from './household.ts'
import { checkDoor, checkDoorChanges } from './household-rules.ts'
import { invalid, invalidUnread, refused } from './outcomes.ts'
import { doorMoved } from './problems.ts'

const addArgs = z.object({
  household: z.object({
    id: idText,
    kind: doorFields.kind,
    number: doorFields.number,
    alley: doorFields.alley,
    label: doorFields.label,
    criteria: criteriaSchema,
    walkOrder: doorFields.walkOrder,
    note: doorFields.note,
  }),
})
export type AddDoorArgs = z.infer<typeof addArgs>

/** household.add: a door the team found. */
export const householdAdd = command<AddDoorArgs>({
  name: 'household.add',
  version: 1,
  permission: 'household.edit',
  args: addArgs,
  bases: () => [],
  creates: ({ household }) => [{ kind: householdKind, id: household.id }],
  decide: (world, { household }, meta) => {
    if (world.get(householdKind, household.id)) return refused(alreadySent)
    const wrong = checkDoor(household)
    if (wrong.length) return invalid(wrong)
    world.put<Household>(householdKind, {
      ...household,
      teamId: meta.teamId,
      createdOn: meta.day,
      closedOn: null,
      mergedInto: null,
    })
    return { verdict: 'accepted' }
  },
})

const editArgs = z.object({ id: idText, changes: fieldChanges })
export type EditDoorArgs = z.infer<typeof editArgs>

/** household.edit: changed fields with what the person saw; `closedOn` closes the door on the day of the command. */
export const householdEdit = command<EditDoorArgs>({
  name: 'household.edit',
  version: 1,
  permission: 'household.edit',
  args: editArgs,
  bases: ({ id }) => [{ kind: householdKind, id }],
  decide: (world, { id, changes }, meta) => {
    const wrong = checkDoorChanges(changes)
    if (wrong.length) return invalidUnread(wrong)
    const door = world.get<Household>(householdKind, id)
    if (!door) return { verdict: 'waiting', waitsFor: id }
    if (world.left(householdKind, id)) return refused(doorMoved)
    return edit(world, door, closedOnTheDay(door, changes, meta), meta)
  },
})

const edit = (world: World, door: Household, changes: Record<string, FieldChange>, meta: CommandMeta): Outcome => {
  const { row, disputed, merged } = applyChanges(door, changes)
  const wrong = checkDoor(row)
  if (wrong.length) return invalid(wrong)
  if (row !== door) world.put(householdKind, withoutEmptyCriteria(row))
  keepConflicts(world, { kind: householdKind, row: door }, disputed, changes, { ...meta, commandId: meta.id })
  return { verdict: disputed.length ? 'conflict' : merged ? 'merged' : 'accepted' }
}

// A door is closed on the day of the command: the date that a phone's clock shows may be years off. Two people who
// close it agree, whatever their dates.
const closedOnTheDay = (
  door: Household,
  changes: Record<string, FieldChange>,
  meta: CommandMeta,
): Record<string, FieldChange> =>
  changes.closedOn?.new
    ? { ...changes, closedOn: { old: changes.closedOn.old, new: door.closedOn ?? meta.day } }
    : changes

// null in an edit means "nobody looked", which a row says by having no such key.
const withoutEmptyCriteria = (door: Household): Household => ({
  ...door,
  criteria: Object.fromEntries(Object.entries(door.criteria).filter(([, value]) => value !== null)),
})

const moveArgs = z.object({ id: idText, toTeam: idText })
export type MoveDoorArgs = z.infer<typeof moveArgs>

/** household.move: the commune gives a door, with its visits and open conflicts, to another team. */
export const householdMove = command<MoveDoorArgs>({
  name: 'household.move',
  version: 1,
  permission: 'household.move',
  args: moveArgs,
  bases: ({ id }) => [{ kind: householdKind, id }],
  teams: ({ toTeam }) => [toTeam],
  decide: (world, { id, toTeam }) => {
    const door = world.get<Household>(householdKind, id)
    if (!door) return { verdict: 'waiting', waitsFor: id }
    if (world.left(householdKind, id)) return refused(doorMoved)
    if (door.teamId === toTeam) return { verdict: 'merged' }
    world.put<Household>(householdKind, { ...door, teamId: toTeam })
    return { verdict: 'accepted' }
  },
})
