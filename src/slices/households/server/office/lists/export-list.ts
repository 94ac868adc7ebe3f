import type { Transaction } from 'kysely'
import { type TableFile, tablesFile } from '#platform/server/documents/table-file.ts'
import type { Context } from '#platform/server/endpoint.ts'
import type { Database } from '#platform/server/schema.ts'
import type { Id } from '#platform/shared/ids.ts'
import { namesOfTeams } from '#slices/teams/server/public.ts'
import { type Household, keptDoors } from '../../../shared/household.ts'
import { listFileName, type MarkedBy } from '../../../shared/list/file-name.ts'
import type { exportListRoute } from '../../../shared/list-routes.ts'
import { isPresent, type Person } from '../../../shared/person.ts'
import { isOn, ruleOf } from '../../../shared/register.ts'
import { type DoorStanding, doorTable, personTable } from './export-tables.ts'
import { doorCriteria, doorsOfTeam, personsOfTeam, registerOfTeam } from './team-doors.ts'

type Trx = Transaction<Database>

/** What the export needs from outside this slice; given by the composition root. */
export interface ExportDeps {
  nameOfAccount(accountId: Id): Promise<string>
  /** Of the doors of a team, by id: the visits are a later slice's. */
  standingsOf(trx: Trx, teamId: Id): Promise<ReadonlyMap<Id, DoorStanding>>
  /** Names of skills by code, as the library calls them for the team. */
  skillNames(trx: Trx, teamId: Id): Promise<ReadonlyMap<string, string>>
}

/** Before the transaction, since names of accounts are read with another role. */
export const exportedBy = ({ nameOfAccount }: ExportDeps, accountId: Id): Promise<string> => nameOfAccount(accountId)

/**
 * A team's doors, and where the register is on the persons in it who agreed, as one Excel file. Who took it and when stands
 * in its first line and in its name; the audit keeps how many doors and persons left the system.
 */
export const exportList = async (
  deps: ExportDeps,
  { trx, params: { teamId }, reply, audit }: Context<typeof exportListRoute>,
  by: string,
): Promise<Buffer> => {
  const mark: MarkedBy = { by, atMs: Date.now(), team: (await namesOfTeams(trx, [teamId])).get(teamId) ?? '' }
  const { doors } = await doorsOfTeam(trx, teamId)
  const shown = doors.filter(({ mergedInto, closedOn }) => !mergedInto && !closedOn)
  const register = await registerOfTeam(trx, teamId)
  const tables = [doorTable(mark, shown, doorCriteria(register), await deps.standingsOf(trx, teamId))]
  const persons = isOn(register) ? await agreedPersons(trx, teamId) : []
  if (isOn(register)) {
    const names = { rule: ruleOf(register), skills: await deps.skillNames(trx, teamId) }
    tables.push(personTable(mark, inOrderOf(shown, doors, persons), names))
  }
  await audit({ action: 'household.export', teamId, details: { doors: shown.length, persons: persons.length } })
  return asFile(reply, mark, tables)
}

const asFile = async (
  reply: Context<typeof exportListRoute>['reply'],
  mark: MarkedBy,
  tables: readonly TableFile[],
): Promise<Buffer> => {
  reply
    .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${listFileName(mark)}"`)
  return tablesFile(tables)
}

/** Who may be used and said yes to the register. */
const agreedPersons = async (trx: Trx, teamId: Id): Promise<Person[]> =>
  (await personsOfTeam(trx, teamId)).filter((person) => isPresent(person) && agreed(person, 'register'))

const agreed = ({ consent }: Person, purpose: string): boolean =>
  consent.some((one) => one.purpose === purpose && one.given)

/** Persons with the door that is kept, in the order of the walk; a number is only for who agreed to be called. */
const inOrderOf = (shown: readonly Household[], all: readonly Household[], persons: readonly Person[]) => {
  const kept = keptDoors(all)
  return shown.flatMap((door) =>
    persons
      .filter(({ householdId }) => (kept.get(householdId) ?? householdId) === door.id)
      .map((person) => ({ door, person: agreed(person, 'contact') ? person : { ...person, phone: null } })),
  )
}
