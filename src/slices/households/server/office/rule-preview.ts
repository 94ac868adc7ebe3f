import { sql, type Transaction } from 'kysely'
import type { Database } from '#platform/server/schema.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { Household } from '../../shared/household.ts'
import { isPresent, type Person } from '../../shared/person.ts'
import { recognise, recognisePerson } from '../../shared/recognise.ts'
import type { RegisterRule } from '../../shared/register.ts'
import type { RulePreview } from '../../shared/rule-routes.ts'

type Trx = Transaction<Database>

/** What the rule looks at, of a door and those who live there; nothing by which they could be told from others. */
interface Profile extends Pick<Household, 'criteria' | 'closedOn' | 'mergedInto'> {
  persons: Pick<Person, 'birthYear' | 'criteria' | 'skills' | 'restrictedOn' | 'leftOn' | 'mergedInto'>[]
}

const teamsAtOnce = 20
/** Some 90,000 persons, seconds: of larger provinces a part that is the same each time, and the answer says so. */
const mostTeams = 60

/** Counts what two rules recognise on a day over the registers of a province's own teams. Writes nothing. */
export const previewRules = async (
  trx: Trx,
  provinceId: Id,
  { present, planned }: { present: RegisterRule; planned: RegisterRule },
  day: Day,
  limit = mostTeams,
): Promise<RulePreview> => {
  const preview: RulePreview = {
    teams: await teamsOf(trx, provinceId),
    counted: 0,
    doors: 0,
    people: 0,
    present: none(),
    planned: none(),
  }
  for (let after = ''; preview.counted < limit; ) {
    const teams = await profilesOf(trx, provinceId, after, Math.min(teamsAtOnce, limit - preview.counted))
    const last = teams.at(-1)
    if (!last) break
    after = last.team
    preview.counted += teams.length
    for (const door of teams.flatMap(({ doors }) => doors)) {
      const people = door.persons.filter(isPresent).length
      if (people === 0) continue
      preview.doors += 1
      preview.people += people
      add(preview.present, door, present, day)
      add(preview.planned, door, planned, day)
    }
  }
  return preview
}

const none = () => ({ households: 0, citizens: 0 })

const add = (sum: RulePreview['present'], door: Profile, rule: RegisterRule, day: Day): void => {
  if (recognise(door, door.persons, rule, day).recognised) sum.households += 1
  sum.citizens += door.persons.filter((person) => recognisePerson(person, rule, day).recognised).length
}

const profilesOf = async (trx: Trx, provinceId: Id, after: string, count: number) => {
  const { rows } = await sql<{ team: string; doors: Profile[] }>`
    select team, doors from register_profiles(${provinceId}, ${after}, ${count})`.execute(trx)
  return rows
}

const teamsOf = async (trx: Trx, provinceId: Id): Promise<number> => {
  const { rows } = await sql<{ teams: number }>`select teams_with_register(${provinceId}) as teams`.execute(trx)
  return rows[0]?.teams ?? 0
}
