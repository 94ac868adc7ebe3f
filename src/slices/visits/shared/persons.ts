import type { BaseRef, World } from '#platform/shared/command.ts'
import type { FieldChange } from '#platform/shared/edit.ts'
import { type Id, isId } from '#platform/shared/ids.ts'
import {
  type Person,
  personKind,
  type Register,
  registerKind,
  withoutTestsOf,
  withTest,
} from '#slices/households/shared/public.ts'
import { type NamedPerson, type Visit, visitKind } from './visit.ts'

/** The rows that naming people builds on: their own, and the switch of the register of the team `register`. */
export const basesOfNames = (named: readonly NamedPerson[] | null | undefined, register: Id | null): BaseRef[] => {
  const rows = named?.map(({ personId }) => ({ kind: personKind, id: personId })) ?? []
  return rows.length && register ? [{ kind: registerKind, id: register }, ...rows] : rows
}

/** Those into whom named people were merged since. */
export const mergedOf = (world: World, named: readonly NamedPerson[] | null | undefined): BaseRef[] =>
  (named ?? []).flatMap(({ personId }) => {
    const into = world.get<Person>(personKind, personId)?.mergedInto
    return into ? [{ kind: personKind, id: into }] : []
  })

/** What a correction or cancelling of a visit builds on besides the visit: whom it names, and whom it is to name. */
export const basesOfCorrection = (
  world: World,
  { id, changes }: { id: Id; changes?: Record<string, FieldChange> },
): BaseRef[] => {
  const visit = world.get<Visit>(visitKind, id)
  const wanted = changes?.persons?.new
  const fresh = Array.isArray(wanted) ? wanted.filter((one) => isId(one?.personId)) : []
  return visit ? basesOfNames([...(visit.persons ?? []), ...fresh], visit.doneByTeamId) : []
}

/** Who may be named; `waitsFor`: a row that has not arrived. */
export interface Names {
  named: NamedPerson[]
  waitsFor: Id | null
}

/**
 * The people of a visit as they may be kept. Nobody is named while the register is off, nor who does not want it: then the
 * visit keeps its counts and loses the name, because what was done was done. Who was merged is named by the row that stays.
 */
export const namesIn = (
  world: World,
  persons: readonly NamedPerson[] | null | undefined,
  register: Id | null | undefined,
): Names => {
  if (!persons?.length || !register || !world.get<Register>(registerKind, register)?.on)
    return { named: [], waitsFor: null }
  const named: NamedPerson[] = []
  for (const one of persons) {
    const person = world.get<Person>(personKind, one.personId)
    if (!person) return { named, waitsFor: one.personId }
    const kept = (person.mergedInto && world.get<Person>(personKind, person.mergedInto)) || person
    if (isUsable(kept) && !named.some(({ personId }) => personId === kept.id)) named.push({ ...one, personId: kept.id })
  }
  return { named, waitsFor: null }
}

const isUsable = ({ restrictedOn, name }: Person): boolean => !restrictedOn && name !== ''

/** Brings what named people showed into their rows. */
export const setTests = (world: World, visit: Visit): void => {
  const test = { on: visit.day, by: visit.madeBy, visitId: visit.id, at: Date.parse(visit.madeAt) }
  for (const { personId, skills } of visit.persons ?? []) {
    const before = world.get<Person>(personKind, personId)
    if (!before) continue
    const after = skills.reduce((person, { skill, level }) => withTest(person, skill, { level, ...test }), before)
    if (skills.length) world.put<Person>(personKind, after)
  }
}

/** Takes back what a visit brought into people's rows. */
export const takeBackTests = (world: World, visit: Visit): void => {
  for (const { personId } of visit.persons ?? []) {
    const before = world.get<Person>(personKind, personId)
    const after = before && withoutTestsOf(before, visit.id)
    if (after && after !== before) world.put<Person>(personKind, after)
  }
}
