import type { ConflictRow } from '#platform/shared/edit.ts'
import type { Id } from '#platform/shared/ids.ts'
import { type ProblemBody, problemBody } from '#platform/shared/problem.ts'
import type { Forgetting, ReadRow } from '#platform/web/sync/forgetting.ts'
import type { ConsentArgs } from '#slices/households/shared/consent-commands.ts'
import { householdKind } from '#slices/households/shared/household.ts'
import { type Person, personKind } from '#slices/households/shared/person.ts'
import { personRestricted, registerOff } from '#slices/households/shared/problems.ts'
import { isOn, type Register, registerKind } from '#slices/households/shared/register.ts'

/** Why nothing of somebody may be on a phone any more; null: it may. */
export const whyForgotten = (read: ReadRow, id: Id): ProblemBody | null => {
  const person = read<Person>(personKind, id)
  const kept = person?.mergedInto ? read<Person>(personKind, person.mergedInto) : undefined
  return person?.restrictedOn || kept?.restrictedOn ? problemBody(personRestricted) : null
}

/** The same, where the commune's switch of a team's register is known to be off. */
export const whyOff = (read: ReadRow, register: Id | null | undefined): ProblemBody | null => {
  const row = register ? read<Register>(registerKind, register) : undefined
  return row && !isOn(row) ? problemBody(registerOff) : null
}

/**
 * Who takes the consent back, or whose commune switches its register off, is forgotten by the phone: the name, the phone
 * number and all else that commands, half-done forms and versions of fields say of them (README, "What a phone forgets").
 */
export const forgetPersons: Forgetting = {
  kind: personKind,
  asks: ({ name, args }) => {
    if (name !== 'person.consent') return null
    const { id, consent } = args as ConsentArgs
    return consent.purpose === 'register' && !consent.given ? id : null
  },
  ofCommand: (command, read) => {
    if (forgetPersons.asks(command)) return null
    if (command.name === 'conflict.resolve') return ofChoice(command.args as { id: string }, read)
    const args = command.args as { register?: Id; id?: Id; kind?: string; person?: { id: Id } }
    const isOfPerson = command.name.startsWith('person.') || args.kind === personKind
    const id = args.person?.id ?? args.id
    const refused = isOfPerson && id ? (whyForgotten(read, id) ?? whyOff(read, args.register)) : null
    return refused && { refused }
  },
  ofDraft: ({ key, value }, read) => {
    if (!key.startsWith('person/')) return null
    const { before } = (value ?? {}) as { before?: Pick<Person, 'id' | 'teamId'> }
    const why = before ? (whyForgotten(read, before.id) ?? whyOff(read, before.teamId)) : whyNotNew(key, read)
    return why && 'nothing'
  },
  ofConflict: ({ subjectKind, subjectId, teamId }, read) =>
    subjectKind === personKind && Boolean(whyForgotten(read, subjectId) ?? whyOff(read, teamId)),
}

/** Somebody half written down at a door was never sent: only the switch of the door's team speaks against it. */
const whyNotNew = (key: string, read: ReadRow): ProblemBody | null =>
  whyOff(read, read(householdKind, key.slice('person/new/'.length))?.teamId)

const fieldsOfPersons = new Set(['name', 'birthYear', 'sex', 'phone', 'relation', 'vneidSaidOn'])

// A choice between two names holds one of them. Its conflict leaves the phone together with the person.
const ofChoice = ({ id }: { id: string }, read: ReadRow): ReturnType<Forgetting['ofCommand']> => {
  const conflict = read<ConflictRow>('conflict', id)
  const isGone = conflict ? forgetPersons.ofConflict(conflict, read) : fieldsOfPersons.has(id.split('/')[1] ?? '')
  return isGone ? { refused: problemBody(personRestricted) } : null
}
