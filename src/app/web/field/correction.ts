import { type Day, dayInVietnam } from '#platform/shared/dates.ts'
import type { FieldChange } from '#platform/shared/edit.ts'
import { withField } from '#platform/shared/edit.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { SyncClient } from '#platform/web/sync/client.ts'
import type { TrayEntry } from '#platform/web/sync/types.ts'
import {
  type Household,
  householdKind,
  type Person,
  personKind,
  type Register,
  registerKind,
} from '#slices/households/shared/public.ts'
import {
  type AddPersonArgs,
  asNewPerson,
  newPersonKey,
  personKey,
  valuesOf,
} from '#slices/households/web/field/people/person-values.ts'
import { handedInOn, type VisitDraft } from '#slices/visits/shared/public.ts'
import { draftKey } from '#slices/visits/web/field/record-page.tsx'

/** A form opened with refused work in it. */
export interface Correction {
  key: string
  value: unknown
  page: string
}

/**
 * How refused work can be done again: its own form, filled with what was refused. null where there is no form for it, or
 * where the row it was about is gone (then it can be handed over).
 *
 * @param madeOn the day on which the work was made: the days of a visit are told from it
 */
export const correctionOf = (
  client: SyncClient,
  command: Pick<TrayEntry['command'], 'name' | 'args'>,
  madeOn: Day,
): Correction | null => {
  // What did not fit its own form was not kept.
  if (!command.args) return null
  if (command.name === 'visit.record') return recordAgain(client, command.args as { visit: VisitDraft }, madeOn)
  if (command.name === 'household.add') return addDoorAgain(command.args as { household: Household })
  if (command.name === 'household.edit')
    return editAgain(client, command.args as { id: string; changes: Record<string, FieldChange> })
  if (command.name === 'person.add') return addAgain(client, command.args as AddPersonArgs)
  if (command.name === 'person.edit')
    return editPersonAgain(client, command.args as { id: string; changes: Record<string, FieldChange> })
  return null
}

const addDoorAgain = ({ household }: { household: Household }): Correction => {
  const { id, kind, number, alley, label, note, criteria } = household
  return { key: 'door/new', value: { id, kind, number, alley, label, note, criteria }, page: '/doors/new' }
}

const addAgain = (client: SyncClient, args: AddPersonArgs): Correction | null => {
  const door = args.person.householdId
  if (
    !client.row(householdKind, door) ||
    client.hasDeparted(householdKind, door) ||
    !keepsRegister(client, args.register)
  )
    return null
  return { key: newPersonKey(door), value: asNewPerson(args), page: `/doors/${door}/people/new` }
}

const editPersonAgain = (
  client: SyncClient,
  { id, changes }: { id: string; changes: Record<string, FieldChange> },
): Correction | null => {
  const before = client.row<Person>(personKind, id)
  if (!before || before.restrictedOn || client.hasDeparted(personKind, id) || !keepsRegister(client, before.teamId))
    return null
  const after = Object.entries(changes).reduce((row, [field, change]) => withField(row, field, change.new), before)
  return { key: personKey(id), value: { before, after: valuesOf(after) }, page: `/people/${id}/edit` }
}

const keepsRegister = (client: SyncClient, team: Id): boolean => client.row<Register>(registerKind, team)?.on === true

const recordAgain = (client: SyncClient, { visit }: { visit: VisitDraft }, madeOn: Day): Correction | null => {
  const door = visit.householdId
  if (door && (!client.row(householdKind, door) || client.hasDeparted(householdKind, door))) return null
  return { key: draftKey(visit), value: handedInOn(visit, madeOn, dayInVietnam(client.nowMs())), page: pageOf(visit) }
}

const pageOf = ({ place, householdId }: VisitDraft): string => {
  if (place === 'home') return `/record/${householdId}`
  if (place === 'phone') return householdId ? `/record/phone/${householdId}` : '/record/phone'
  return place === 'desk' ? '/record/desk/full' : '/record/group'
}

const editAgain = (
  client: SyncClient,
  { id, changes }: { id: string; changes: Record<string, FieldChange> },
): Correction | null => {
  const before = client.row<Household>(householdKind, id)
  if (!before || client.hasDeparted(householdKind, id)) return null
  const after = Object.entries(changes).reduce((row, [field, change]) => withField(row, field, change.new), before)
  return { key: `door/${id}`, value: { before, after }, page: `/doors/${id}/edit` }
}
