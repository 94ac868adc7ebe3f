import { sql } from 'kysely'
import { emitDeltas } from '#platform/server/measures/emit.ts'
import type { KindStore, Moved } from '#platform/server/sync/kinds.ts'
import type { Day } from '#platform/shared/dates.ts'
import { changeOf, type MeasureDelta } from '#platform/shared/measures.ts'
import { householdKind } from '../shared/household.ts'
import { peopleMeasure, personDeltas, standing } from '../shared/measures.ts'
import { type Person, personKind, personSearchText } from '../shared/person.ts'
import './tables.ts'

const columns = `id uuid, "teamId" uuid, rev bigint, "householdId" uuid, name text, folded text, "birthYear" smallint, sex text,
  phone text, relation text, criteria jsonb, skills jsonb, "vneidSaidOn" date, consent jsonb, "restrictedOn" date,
  "leftOn" date, "mergedInto" uuid, "mergeTook" jsonb, "createdOn" date`

// What nobody may use leaves the database in no answer at all: this expression is the only way to phones and commands.
const open = sql`(t.restricted_on is null and t.off_on is null and t.erased_on is null)`
const content = (column: string) => sql`case when ${open} then ${sql.ref(`t.${column}`)} end`

// The content stays as it is while the use is restricted, and when a restriction ends: the command had none of it.
const usable = `person.restricted_on is null and fresh."restrictedOn" is null`
const kept = (column: string, field = `fresh.${column}`) =>
  `${column} = case when ${usable} then ${field} else person.${column} end`

interface Counted {
  createdOn: Day
  until: Day | null
  counted: boolean
}

// Like the doors of a team, the persons of a team are those it holds.
const deltasOfMove = ({ from, to, createdOn, until, counted }: Moved & Counted): MeasureDelta[] =>
  counted ? changeOf((team: string) => standing(team, peopleMeasure, createdOn, until), from, to) : []

/** Persons as phones hold them: without content when the use is restricted, not at all while the register is off. */
export const personStore: KindStore<Person> = {
  kind: personKind,
  from: sql`person t`,
  json: sql`json_build_object('id', t.id, 'teamId', t.team_id, 'rev', t.rev, 'householdId', t.household_id,
    'name', coalesce(${content('name')}, ''), 'birthYear', ${content('birth_year')}, 'sex', ${content('sex')},
    'phone', ${content('phone')}, 'relation', ${content('relation')}, 'criteria', coalesce(${content('criteria')}, '{}'),
    'skills', coalesce(${content('skills')}, '{}'), 'vneidSaidOn', ${content('vneid_said_on')}, 'consent', case when t.erased_on is null then t.consent else '[]' end,
    'restrictedOn', least(t.restricted_on, t.off_on), 'leftOn', t.left_on, 'mergedInto', t.merged_into,
    'mergeTook', ${content('merge_took')}, 'createdOn', t.created_on)`,
  since: () => sql`t.off_on is null and t.erased_on is null`,
  write: {
    insert: `insert into person (id, team_id, rev, household_id, name, folded, birth_year, sex, phone, relation, criteria, skills,
          vneid_said_on, consent, restricted_on, left_on, merged_into, merge_took, created_on)
        select id, "teamId", rev, "householdId", name, folded, "birthYear", sex, phone, relation, criteria, skills,
          "vneidSaidOn", consent, "restrictedOn", "leftOn", "mergedInto", "mergeTook", "createdOn"
        from json_to_recordset($rows) as fresh (${columns})`,
    update: `update person set team_id = fresh."teamId", rev = fresh.rev, household_id = fresh."householdId",
          ${kept('name')}, ${kept('folded')}, ${kept('birth_year', 'fresh."birthYear"')}, ${kept('sex')}, ${kept('phone')},
          ${kept('relation')}, ${kept('criteria')}, ${kept('skills')}, ${kept('vneid_said_on', 'fresh."vneidSaidOn"')},
          ${kept('merge_took', 'fresh."mergeTook"')}, consent = fresh.consent, restricted_on = fresh."restrictedOn",
          left_on = fresh."leftOn", merged_into = fresh."mergedInto"
        from json_to_recordset($rows) as fresh (${columns})
        where person.id = fresh.id and person.erased_on is null`,
    columns: (person) => ({ ...person, folded: personSearchText(person) }),
  },
  // A door takes its persons along, and a merged door those who were written down there.
  follow: async (trx, moved, revs) => {
    const doors = moved.filter(({ kind }) => kind === householdKind).map((one) => ({ ...one, rev: revs.get(one.to) }))
    const found = await sql<Moved & Counted>`update person set team_id = gone."to", rev = gone.rev
      from json_to_recordset(${JSON.stringify(doors)}::json) as gone (id uuid, "from" uuid, "to" uuid, rev bigint)
      where person.household_id = gone.id and person.team_id = gone."from"
      returning ${personKind}::text as kind, person.id, gone."from", gone."to", person.created_on as "createdOn",
        least(person.left_on, person.restricted_on, person.off_on) as until, person.merged_into is null as counted,
        person.off_on is not null or person.erased_on is not null as hidden`.execute(trx)
    await emitDeltas(trx, found.rows.flatMap(deltasOfMove))
    return found.rows.map(({ kind, id, from, to, hidden }) => ({ kind, id, from, to, hidden }))
  },
  deltas: personDeltas,
}
