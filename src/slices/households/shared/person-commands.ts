import * as z from 'zod/mini'
import { type BaseRef, type CommandMeta, command, type Outcome, type World } from '#platform/shared/command.ts'
import { fieldChanges } from '#platform/shared/conflict.ts'
import { applyChanges, type FieldChange, keepConflicts } from '#platform/shared/edit.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { FieldProblem } from '#platform/shared/problem.ts'
import { alreadySent } from '#platform/shared/sync-problems.ts'
import { code, idText } from '#platform/shared/text.ts'
import { type Household, householdKind } from './household.ts'
import { invalid, invalidUnread, refused, refusedUnread } from './outcomes.ts'
import {
  consentGivers,
  consentWays,
  type Mastery,
  masteryValue,
  type Person,
  personCriteria,
  personFields,
  personKind,
  purposes,
  type SkillState,
} from './person.ts'
import { checkPersonChanges, withoutEmptyKeys } from './person-rules.ts'
import { withoutNewestTest, withTest } from './person-skills.ts'
import { doorMoved, personMoved, personRestricted, registerOff } from './problems.ts'
import { isOn, type Register, registerKind } from './register.ts'

/** The register's row on which a command about persons builds: the team's id. */
export const registerBase = (id: Id): BaseRef => ({ kind: registerKind, id })
export const personBase = (id: Id): BaseRef => ({ kind: personKind, id })

/** Null when persons may be recorded. */
export const whenOff = (world: World, register: Id): Outcome | null =>
  isOn(world.get<Register>(registerKind, register)) ? null : refusedUnread(registerOff)

/** What was said at the door to one purpose. */
export const saidConsent = z.object({
  purpose: z.enum(purposes),
  given: z.boolean(),
  by: z.enum(consentGivers),
  how: z.enum(consentWays),
})

const addArgs = z.object({
  register: idText,
  person: z.object({
    id: idText,
    householdId: idText,
    name: personFields.name,
    birthYear: personFields.birthYear,
    sex: personFields.sex,
    phone: personFields.phone,
    relation: personFields.relation,
    criteria: personCriteria,
    /** Skills that were tested right away. */
    skills: z.record(code, masteryValue),
  }),
  /** What the person was asked and said; nothing is taken for granted. */
  consent: z.array(saidConsent).check(z.minLength(1), z.maxLength(purposes.length)),
})
export type AddPersonArgs = z.infer<typeof addArgs>

/**
 * person.add: somebody at a door who agreed to be in the register. Accepted also where the door has left the team since:
 * the person is then held by the door's team.
 */
export const personAdd = command<AddPersonArgs>({
  name: 'person.add',
  version: 1,
  permission: 'person.edit',
  args: addArgs,
  bases: ({ register, person }) => [{ kind: householdKind, id: person.householdId }, registerBase(register)],
  creates: ({ person }) => [personBase(person.id)],
  decide: (world, args, meta) => {
    const off = whenOff(world, args.register)
    if (off) return off
    if (world.get(personKind, args.person.id)) return refused(alreadySent)
    if (!agreed(args)) return { ...invalid([noConsent]), ...forgotten }
    const door = world.get<Household>(householdKind, args.person.householdId)
    if (!door) return { verdict: 'waiting', waitsFor: args.person.householdId }
    world.put<Person>(personKind, added(args, door, meta))
    return { verdict: 'accepted' }
  },
})

const forgotten = { forget: true } as const

const agreed = ({ consent }: AddPersonArgs): boolean =>
  consent.some(({ purpose, given }) => purpose === 'register' && given) &&
  new Set(consent.map(({ purpose }) => purpose)).size === consent.length

const noConsent: FieldProblem = {
  path: 'consent',
  vi: 'Chưa có sự đồng ý của người dân. Hãy đọc phần giải thích, hỏi, rồi ghi câu trả lời.',
  en: 'The person has not agreed. Read the explanation, ask, and record the answer.',
}

const added = ({ person, consent }: AddPersonArgs, door: Household, meta: CommandMeta): Person => {
  const { skills, ...fields } = person
  const bare: Person = {
    ...fields,
    teamId: door.teamId,
    skills: {},
    vneidSaidOn: null,
    consent: consent.map((said) => ({ ...said, on: meta.day, takenBy: meta.memberId })),
    restrictedOn: null,
    leftOn: null,
    mergedInto: null,
    mergeTook: null,
    createdOn: meta.day,
  }
  return Object.entries(skills).reduce(
    (row, [skill, level]) => withTest(row, skill, testedNow(level, null, meta)),
    bare,
  )
}

const editArgs = z.object({ register: idText, id: idText, changes: fieldChanges })
export type EditPersonArgs = z.infer<typeof editArgs>

/** person.edit: changed fields with what the person saw. An edit of a row that was merged goes to the kept one. */
export const personEdit = command<EditPersonArgs>({
  name: 'person.edit',
  version: 1,
  permission: 'person.edit',
  args: editArgs,
  bases: ({ register, id }) => [personBase(id), registerBase(register)],
  furtherBases: (world, { id }) => keptBase(world, id),
  decide: (world, { register, id, changes }, meta) => {
    const found = usable(world, register, id)
    if ('verdict' in found) return found
    if (world.left(personKind, found.id)) return refused(personMoved)
    const wrong = checkPersonChanges(changes)
    if (wrong.length) return invalidUnread(wrong)
    return edit(world, found, saidOnTheDay(changes, meta), meta)
  },
})

const edit = (world: World, person: Person, changes: Record<string, FieldChange>, meta: CommandMeta): Outcome => {
  const { row, disputed, merged } = applyChanges(person, changes)
  if (row !== person) world.put(personKind, withoutEmptyKeys(row))
  keepConflicts(world, { kind: personKind, row: person }, disputed, changes, { ...meta, commandId: meta.id })
  return { verdict: disputed.length ? 'conflict' : merged ? 'merged' : 'accepted' }
}

// "Confirmed on VNeID" is said on the day of the command: the calendar of the phone may be years off.
const saidOnTheDay = (changes: Record<string, FieldChange>, meta: CommandMeta): Record<string, FieldChange> =>
  changes.vneidSaidOn?.new ? { ...changes, vneidSaidOn: { old: changes.vneidSaidOn.old, new: meta.day } } : changes

const skillArgs = z.object({
  register: idText,
  id: idText,
  skill: code,
  /** Null: the last test was a slip. */
  level: z.nullable(masteryValue),
  visitId: z.nullable(idText),
})
export type TestSkillArgs = z.infer<typeof skillArgs>

/** person.skill: what a test at the door showed. Done is done: accepted also where the door has left the team since. */
export const personSkill = command<TestSkillArgs>({
  name: 'person.skill',
  version: 1,
  permission: 'person.edit',
  args: skillArgs,
  bases: ({ register, id }) => [personBase(id), registerBase(register)],
  furtherBases: (world, { id }) => keptBase(world, id),
  decide: (world, { register, id, skill, level, visitId }, meta) => {
    const found = usable(world, register, id)
    if ('verdict' in found) return found
    const tested =
      level === null ? withoutNewestTest(found, skill) : withTest(found, skill, testedNow(level, visitId, meta))
    if (tested === found) return { verdict: 'merged' }
    world.put(personKind, tested)
    return { verdict: 'accepted' }
  },
})

const testedNow = (level: Mastery, visitId: Id | null, meta: CommandMeta): SkillState => ({
  level,
  on: meta.day,
  by: meta.memberId,
  visitId,
  at: meta.madeAtMs,
})

const moveArgs = z.object({ register: idText, id: idText, from: idText, to: idText })
export type MovePersonArgs = z.infer<typeof moveArgs>

/** person.move: to another door of the team. Two people who move somebody to two doors are told of one another. */
export const personMove = command<MovePersonArgs>({
  name: 'person.move',
  version: 1,
  permission: 'person.edit',
  args: moveArgs,
  bases: ({ register, id, to }) => [personBase(id), { kind: householdKind, id: to }, registerBase(register)],
  decide: (world, { register, id, from, to }, meta) => {
    const found = usable(world, register, id)
    if ('verdict' in found) return found
    if (world.left(personKind, found.id)) return refused(personMoved)
    if (!world.get(householdKind, to)) return { verdict: 'waiting', waitsFor: to }
    if (world.left(householdKind, to)) return refused(doorMoved)
    return edit(world, found, { householdId: { old: from, new: to } }, meta)
  },
})

const leaveArgs = z.object({ register: idText, id: idText, gone: z.boolean() })
export type LeavePersonArgs = z.infer<typeof leaveArgs>

/** person.leave: no longer lives here, from the day of the command; `gone` false takes it back. */
export const personLeave = command<LeavePersonArgs>({
  name: 'person.leave',
  version: 1,
  permission: 'person.edit',
  args: leaveArgs,
  bases: ({ register, id }) => [personBase(id), registerBase(register)],
  decide: (world, { register, id, gone }, meta) => {
    const found = usable(world, register, id)
    if ('verdict' in found) return found
    if (world.left(personKind, found.id)) return refused(personMoved)
    if (gone === Boolean(found.leftOn)) return { verdict: 'merged' }
    world.put<Person>(personKind, { ...found, leftOn: gone ? meta.day : null })
    return { verdict: 'accepted' }
  },
})

/** The person a command is about, or how it ends without: register off, not arrived, restricted. */
const usable = (world: World, register: Id, id: Id): Person | Outcome => {
  const off = whenOff(world, register)
  if (off) return off
  const person = keptPerson(world, id)
  if (!person) return { verdict: 'waiting', waitsFor: id }
  return person.restrictedOn ? refusedUnread(personRestricted) : person
}

/** The row itself, or the one into which it was merged. */
export const keptPerson = (world: World, id: Id): Person | undefined => {
  const person = world.get<Person>(personKind, id)
  return person?.mergedInto ? (world.get<Person>(personKind, person.mergedInto) ?? person) : person
}

/** The kept row of a merged one, to be read too. */
export const keptBase = (world: World, id: Id): BaseRef[] => {
  const into = world.get<Person>(personKind, id)?.mergedInto
  return into ? [personBase(into)] : []
}
