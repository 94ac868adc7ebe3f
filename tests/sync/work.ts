import type { AnyCommand } from '#platform/shared/command.ts'
import { type FieldChange, fieldOf } from '#platform/shared/edit.ts'
import type { Id } from '#platform/shared/ids.ts'
import { can } from '#platform/shared/permission.ts'
import type { SyncClient, Work } from '#platform/web/sync/client.ts'
import { type Household, householdKind } from '#slices/households/shared/public.ts'
import { emptyDraft, type Visit, visitKind } from '#slices/visits/shared/public.ts'
import { addPhoto, askConfirmation, removePhoto } from './around-visits.ts'
import type { Coverage } from './coverage.ts'
import {
  addPerson,
  dismissDuplicate,
  editPerson,
  leavePlace,
  mergeDoors,
  mergePersons,
  movePerson,
  namedAt,
  sayConsent,
  testSkill,
  unmergeDoors,
  unmergePersons,
} from './people.ts'
import type { SimPhone } from './sim-phone.ts'

/** Chance that follows from one number of the plan. */
export class Dice {
  private readonly random: () => number

  constructor(random: () => number) {
    this.random = random
  }

  below(limit: number): number {
    return Math.floor(this.random() * limit)
  }

  chance(probability: number): boolean {
    return this.random() < probability
  }

  one<Item>(items: readonly Item[]): Item | undefined {
    return items[this.below(items.length)]
  }

  /** One of the items, each as likely as its weight. */
  weighted<Item>(items: readonly (readonly [weight: number, item: Item])[]): Item {
    let left = this.random() * items.reduce((sum, [weight]) => sum + weight, 0)
    const found = items.find(([weight]) => {
      left -= weight
      return left < 0
    })
    return (found ?? items[0])?.[1] as Item
  }
}

type Maker = (client: SyncClient, dice: Dice, newId: () => Id) => Work | null

/** Something a member might do with what the phone shows just now. Adding a door is always possible. */
function someWork(client: SyncClient, dice: Dice, newId: () => Id): Work {
  const make = dice.weighted<Maker>([
    [20, addDoor],
    [27, editDoor],
    [25, recordVisit],
    [12, correctVisit],
    [6, cancelVisit],
    [6, tickFollowUp],
    [14, addPerson],
    [10, editPerson],
    [6, testSkill],
    [5, sayConsent],
    [3, leavePlace],
    [4, movePerson],
    [4, mergePersons],
    [3, unmergePersons],
    [3, mergeDoors],
    [3, unmergeDoors],
    [2, dismissDuplicate],
    [6, addPhoto],
    [3, removePhoto],
    [4, askConfirmation],
  ])
  return make(client, dice, newId) ?? addDoor(client, dice, newId)
}

const namesOfWire1 = ['household.add', 'household.edit', 'visit.record', 'visit.correct', 'visit.cancel']
/** Did the first app make this command? */
export const ofWire1 = ({ name, version }: AnyCommand): boolean =>
  version === 1 && [...namesOfWire1, 'conflict.resolve', 'edit.hand-over'].includes(name)

/** The same with the first app, which knew neither persons nor leaders' corrections. */
function someOldWork(client: SyncClient, dice: Dice, newId: () => Id): Work {
  const wanted = someWork(client, dice, newId)
  const visit = (wanted.args as { visit?: object }).visit
  if (!namesOfWire1.includes(wanted.name) || (visit && 'persons' in visit)) return addDoor(client, dice, newId)
  return wanted
}

/** The person does something with what their app can make; who is in no team any more has nothing to do. */
export async function doSomething(phone: SimPhone, client: SyncClient, dice: Dice): Promise<void> {
  const teams = client.me()?.teams ?? []
  if (teams.length === 0) return
  const work = (phone.old ? someOldWork : someWork)(client, dice, phone.device.newId)
  // Rows of a team that was left just now are still shown, but nothing can be made for it.
  if (!work.team || teams.includes(work.team)) await client.enqueue(work)
}

const addDoor = (client: SyncClient, dice: Dice, newId: () => Id): Work => ({
  name: 'household.add',
  team: dice.one(client.me()?.teams ?? []),
  args: {
    household: {
      id: newId(),
      kind: dice.one(['home', 'business', 'shop']),
      number: String(1 + dice.below(30)),
      alley: null,
      label: null,
      criteria: {},
      walkOrder: dice.below(5),
      note: null,
    },
  },
})

// Few values for few fields: people who work on the same door are to meet each other.
const doorValues: Record<string, readonly unknown[]> = {
  note: ['a', 'b', null],
  walkOrder: [1, 2, 3],
  alley: ['Ngõ 1', 'Ngõ 2', null],
  'criteria.fibre': [true, false, null],
  kind: ['home', 'shop'],
}

const editDoor: Maker = (client, dice) => {
  const door = someDoor(client, dice)
  return (
    door && {
      name: 'household.edit',
      team: door.teamId,
      args: { id: door.id, changes: changes(door, doorValues, dice) },
    }
  )
}

const visitValues: Record<string, readonly unknown[]> = {
  note: ['x', 'y', null],
  'groups.elderly': [0, 1],
  topics: [['vneid'], ['bhyt'], []],
}

const correctVisit: Maker = (client, dice) => {
  const visit = dice.one(
    client
      .rows<Visit>(visitKind)
      .filter(({ outcome }) => outcome === 'done')
      .slice(-6),
  )
  if (!visit) return null
  const args = { id: visit.id, changes: changes(visit, visitValues, dice) }
  return mayAny(client, visit, dice)
    ? { name: 'visit.correct-any', team: visit.doneByTeamId, args: { ...args, reason: 'ghi thiếu' } }
    : { name: 'visit.correct', team: visit.doneByTeamId, args }
}

// Who leads the team does so with any visit, and sometimes with the own ones; others try what is not theirs too.
const mayAny = (client: SyncClient, visit: Visit, dice: Dice): boolean => {
  const me = client.me()
  if (!me || !can(me, 'visit.correct-any', [visit.doneByTeamId])) return false
  return visit.madeBy !== me.memberId || dice.chance(0.3)
}

const cancelVisit: Maker = (client, dice) => {
  const visit = dice.one(client.rows<Visit>(visitKind))
  if (!visit) return null
  const name = mayAny(client, visit, dice) ? 'visit.cancel-any' : 'visit.cancel'
  return { name, team: visit.doneByTeamId, args: { id: visit.id, reason: 'ghi nhầm' } }
}

const tickFollowUp: Maker = (client, dice) => {
  const agreed = client.rows<Visit>(visitKind).filter(({ followUpOn }) => followUpOn)
  const visit = dice.one(agreed.slice(-6))
  if (!visit) return null
  const args = { id: visit.id, done: !visit.followUpDone || dice.chance(0.3), word: dice.one(['đã gặp', null]) }
  return { name: 'visit.follow-up-done', team: visit.teamId, args }
}

const recordVisit: Maker = (client, dice, newId) => {
  const door = dice.chance(0.85) ? someDoor(client, dice) : null
  const visit = {
    ...emptyDraft(newId(), door?.id ?? null),
    people: 1 + dice.below(3),
    daysAgo: dice.below(4),
    followUpInDays: dice.chance(0.4) ? 1 + dice.below(9) : null,
    note: dice.chance(0.3) ? 'x'.repeat(dice.below(400)) : null,
    ...(dice.chance(0.3) && namedAt(client, dice)),
  }
  return { name: 'visit.record', team: door?.teamId ?? dice.one(client.me()?.teams ?? []), args: { visit } }
}

// Mostly doors at the head of the list: where many work on the same few doors they meet.
const someDoor = (client: SyncClient, dice: Dice): Household | null => {
  const doors = [...client.rows<Household>(householdKind)].sort((a, b) => (a.id < b.id ? -1 : 1))
  return dice.one(dice.chance(0.7) ? doors.slice(0, 5) : doors) ?? null
}

function changes(row: object, values: Record<string, readonly unknown[]>, dice: Dice): Record<string, FieldChange> {
  const fields = Object.keys(values).filter(() => dice.chance(0.4))
  const some = fields.length ? fields : ['note']
  return Object.fromEntries(
    some.map((field) => [field, { old: fieldOf(row, field), new: dice.one(values[field] ?? []) }]),
  )
}

/** Deals with one thing that waits for a person: a version in dispute, or refused work. False: there is none. */
export async function settleSomething(client: SyncClient, dice: Dice, coverage: Coverage): Promise<boolean> {
  const conflict = dice.one(client.conflicts())
  if (conflict && dice.chance(0.7)) {
    await client.resolve(conflict, dice.chance(0.5) ? 'current' : 'proposed')
    return true
  }
  const entry = dice.one(client.tray())
  if (!entry || !client.me()?.teams.length) return false
  const { command } = entry
  if (client.canHandOver(entry) && client.me()?.teams.includes(command.team) && dice.chance(0.6)) {
    await client.handOver(command.id)
    coverage.count('tray: handed-over')
  } else if (dice.chance(0.5)) {
    await client.correct(command.id, command.args)
    coverage.count('tray: corrected')
  } else {
    await client.withdraw(command.id)
    coverage.count('tray: withdrawn')
  }
  return true
}
