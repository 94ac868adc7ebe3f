import * as z from 'zod/mini'
import { command, type Outcome, type World } from '#platform/shared/command.ts'
import type { Day } from '#platform/shared/dates.ts'
import { idText } from '#platform/shared/text.ts'
import { refused } from './outcomes.ts'
import { type Person, personKind, withoutContent } from './person.ts'
import { keptBase, keptPerson, personBase, registerBase, saidConsent, whenOff } from './person-commands.ts'
import { hasConsent, withConsent } from './person-rules.ts'
import { personRestricted } from './problems.ts'

const consentArgs = z.object({ register: idText, id: idText, consent: saidConsent })
export type ConsentArgs = z.infer<typeof consentArgs>

/**
 * person.consent: what somebody says to a purpose, anew. Taking back the consent to the register stops the use at once,
 * on whoever's phone the person stands and whatever the switch says; the content is erased by the retention rule. Until
 * then it can be given again.
 */
export const personConsent = command<ConsentArgs>({
  name: 'person.consent',
  version: 1,
  permission: 'person.edit',
  args: consentArgs,
  bases: ({ register, id }) => [personBase(id), registerBase(register)],
  furtherBases: (world, { id }) => keptBase(world, id),
  decide: (world, { register, id, consent }, meta) => {
    const person = keptPerson(world, id)
    if (!person) return { verdict: 'waiting', waitsFor: id }
    const said = { ...consent, on: meta.day, takenBy: meta.memberId }
    const now = { ...person, consent: withConsent(person.consent, said) }
    if (consent.purpose === 'register' && !consent.given) return stop(world, now, meta.day)
    return whenOff(world, register) ?? (person.restrictedOn ? again(world, person, now) : keep(world, now))
  },
})

const keep = (world: World, person: Person): Outcome => {
  world.put(personKind, person)
  return { verdict: 'accepted' }
}

const stop = (world: World, person: Person, day: Day): Outcome =>
  keep(world, withoutContent({ ...person, restrictedOn: person.restrictedOn ?? day }))

// Only what the person themselves took back can be given again at the door: a restriction is lifted by the commune, and
// of whom all was erased nothing is known any more, not even that.
const again = (world: World, before: Person, now: Person): Outcome =>
  before.consent.some(({ purpose, given }) => purpose === 'register' && !given) && hasConsent(now, 'register')
    ? keep(world, { ...now, restrictedOn: null })
    : refused(personRestricted)

const restrictArgs = z.object({ id: idText, restricted: z.boolean() })
export type RestrictArgs = z.infer<typeof restrictArgs>

/** person.restrict: the commune stops the use because the person asked it to, or lifts that. */
export const personRestrict = command<RestrictArgs>({
  name: 'person.restrict',
  version: 1,
  permission: 'register.manage',
  args: restrictArgs,
  bases: ({ id }) => [personBase(id)],
  furtherBases: (world, { id }) => keptBase(world, id),
  decide: (world, { id, restricted }, meta) => {
    const person = keptPerson(world, id)
    if (!person) return { verdict: 'waiting', waitsFor: id }
    if (restricted === Boolean(person.restrictedOn)) return { verdict: 'merged' }
    if (restricted) return stop(world, person, meta.day)
    return hasConsent(person, 'register') ? keep(world, { ...person, restrictedOn: null }) : refused(personRestricted)
  },
})
