import { fieldOf } from '#platform/shared/edit.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { SyncClient, Work } from '#platform/web/sync/client.ts'
import {
  type Household,
  householdKind,
  type Person,
  personKind,
  type Register,
  registerKind,
} from '#slices/households/shared/public.ts'
import type { Dice } from './work.ts'

type Maker = (client: SyncClient, dice: Dice, newId: () => Id) => Work | null

// Few names for many: some are to look like one another.
const names = ['Nguyễn Văn An', 'Nguyen Van An', 'Trần Thị Bưởi', 'Danh Sà Ry', 'Lê Thị Ánh Tuyết']
const skills = ['payment', 'safety']
const levels = ['cannot', 'with-help', 'alone', 'can-teach'] as const

/** Somebody of the register who took part in a visit, with what they can do: the visit says so of the person. */
export function namedAt(client: SyncClient, dice: Dice): object {
  const person = someOf(people(client), dice)
  if (!person) return {}
  const skill = dice.one(skills)
  const level = dice.one(levels)
  const counted = level === 'cannot' ? 'guided' : level === 'with-help' ? 'with-help' : 'alone'
  return {
    people: 1,
    skills: [{ skill, level: counted, people: 1 }],
    persons: [{ personId: person.id, skills: [{ skill, level }] }],
  }
}

/** Somebody at a door who agrees; also where the register is off: the server has the last word. */
export const addPerson: Maker = (client, dice, newId) => {
  const door = someOf(client.rows<Household>(householdKind), dice)
  if (!door || (!mayRecord(client, door.teamId) && dice.chance(0.8))) return null
  const person = {
    id: newId(),
    householdId: door.id,
    name: dice.one(names),
    birthYear: dice.chance(0.7) ? 1950 + dice.below(60) : null,
    sex: null,
    phone: dice.chance(0.3) ? `+8491234567${dice.below(10)}` : null,
    relation: dice.one(['head', 'spouse', 'child', null]),
    criteria: {},
    skills: {},
  }
  const consent = [{ purpose: 'register', given: dice.chance(0.95), by: 'self', how: 'spoken' }]
  return { name: 'person.add', team: door.teamId, args: { register: door.teamId, person, consent } }
}

const values: Record<string, readonly unknown[]> = {
  name: names,
  birthYear: [1960, 1961, null],
  relation: ['head', 'other', null],
  'criteria.smartphone': [true, false, null],
}

export const editPerson: Maker = (client, dice) =>
  about(client, dice, 'person.edit', (person) => {
    const fields = Object.keys(values).filter(() => dice.chance(0.4))
    const change = (field: string) => [field, { old: fieldOf(person, field), new: dice.one(values[field] ?? []) }]
    return { changes: Object.fromEntries((fields.length ? fields : ['birthYear']).map(change)) }
  })

export const testSkill: Maker = (client, dice) =>
  about(client, dice, 'person.skill', () => ({
    skill: dice.one(skills),
    level: dice.chance(0.15) ? null : dice.one(levels),
    visitId: null,
  }))

export const sayConsent: Maker = (client, dice) =>
  about(client, dice, 'person.consent', () => ({
    consent: { purpose: dice.one(['register', 'contact']), given: dice.chance(0.5), by: 'self', how: 'spoken' },
  }))

export const leavePlace: Maker = (client, dice) =>
  about(client, dice, 'person.leave', ({ leftOn }) => ({ gone: !leftOn || dice.chance(0.2) }))

export const movePerson: Maker = (client, dice) =>
  about(client, dice, 'person.move', ({ householdId, teamId }) => {
    const doors = client.rows<Household>(householdKind).filter((door) => door.teamId === teamId)
    return { from: householdId, to: someOf(doors, dice)?.id }
  })

export const mergePersons: Maker = (client, dice) => {
  const all = people(client)
  const gone = dice.one(all.filter(({ mergedInto }) => !mergedInto))
  const kept = dice.one(all.filter(({ id, teamId }) => id !== gone?.id && teamId === gone?.teamId))
  if (!gone || !kept) return null
  const args = { register: gone.teamId, id: gone.id, into: kept.id }
  return { name: 'person.merge', team: gone.teamId, args }
}

export const unmergePersons: Maker = (client, dice) => {
  const gone = dice.one(people(client).filter(({ mergedInto }) => mergedInto))
  return gone ? { name: 'person.unmerge', team: gone.teamId, args: { register: gone.teamId, id: gone.id } } : null
}

export const mergeDoors: Maker = (client, dice) => {
  const doors = client.rows<Household>(householdKind)
  const gone = dice.one(doors)
  const kept = dice.one(doors.filter(({ id, teamId }) => id !== gone?.id && teamId === gone?.teamId))
  return gone && kept ? { name: 'household.merge', team: gone.teamId, args: { id: gone.id, into: kept.id } } : null
}

export const unmergeDoors: Maker = (client, dice) => {
  const gone = dice.one(client.rows<Household>(householdKind).filter(({ mergedInto }) => mergedInto))
  return gone ? { name: 'household.unmerge', team: gone.teamId, args: { id: gone.id } } : null
}

export const dismissDuplicate: Maker = (client, dice) => {
  const kind = dice.one([householdKind, personKind]) ?? householdKind
  const rows = client.rows<Household | Person>(kind).slice(0, 4)
  const a = dice.one(rows)
  const b = dice.one(rows.filter(({ id, teamId }) => id !== a?.id && teamId === a?.teamId))
  if (!a || !b) return null
  return {
    name: 'duplicate.dismiss',
    team: a.teamId,
    args: { kind, a: a.id, b: b.id, dismissed: dice.chance(0.7) },
  }
}

function about(client: SyncClient, dice: Dice, name: string, more: (person: Person) => object): Work | null {
  const person = someOf(people(client), dice)
  return person && { name, team: person.teamId, args: { register: person.teamId, id: person.id, ...more(person) } }
}

const people = (client: SyncClient): readonly Person[] => client.rows<Person>(personKind)

const mayRecord = (client: SyncClient, team: Id): boolean =>
  client.rows<Register>(registerKind).some(({ id, on }) => id === team && on)

// Mostly the first of the list: where many work on the same few they meet.
const someOf = <Row extends { id: Id }>(rows: readonly Row[], dice: Dice): Row | null => {
  const sorted = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1))
  return dice.one(dice.chance(0.7) ? sorted.slice(0, 5) : sorted) ?? null
}
