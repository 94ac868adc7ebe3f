import { sql } from 'kysely'
import { type Builders, type BuiltTeam, createBuilders } from '#platform/testing/builders.ts'
import type { TestDb } from '#platform/testing/test-db.ts'

/** A phone of a signed-in member. With one a team, only the database makes them wait for one another. */
export interface BenchPhone {
  team: string
  account: string
  member: string
  authorization: string
  doors: string[]
}

export interface World {
  phones: BenchPhone[]
  /** An officer of the nation, who looks at its figures. */
  officer: { authorization: string }
  nation: string
}

const provinces = 4
const communesEach = 10
const doorsEach = 60

/** Phones of members, `each` for each of `count` teams, spread over 40 communes of four provinces, with doors to go to. */
export async function makeWorld(db: TestDb, count: number, each = 1): Promise<World> {
  const build = await createBuilders(db)
  const communes = []
  for (let p = 0; p < provinces; p++) {
    const province = await build.province()
    for (let c = 0; c < communesEach; c++) communes.push(await build.commune(province))
  }
  const phones: BenchPhone[] = []
  for (let n = 0; n < count; n++) {
    const team = await build.team(await build.hamlet(communes[n % communes.length]))
    const doors = await addDoors(db, team.id)
    for (let m = 0; m < each; m++) phones.push({ ...(await phoneOf(build, team)), doors })
  }
  const nation = await build.nation()
  const officer = await build.officer('nation_officer', nation)
  // A database that has run for a while knows its tables.
  await sql`analyze`.execute(db.owner)
  return { phones, officer: officer.headers, nation: nation.id }
}

async function phoneOf(build: Builders, team: BuiltTeam): Promise<Omit<BenchPhone, 'doors'>> {
  const member = await build.member(team)
  const { accountId, headers } = await build.signIn(member)
  return { team: team.id, account: accountId, member: member.id, ...headers }
}

async function addDoors(db: TestDb, team: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into household (id, team_id, rev, kind, number, alley, label, folded, criteria, walk_order, note, created_on)
    select gen_random_uuid(), ${team}, 0, 'home', n::text, 'Ngõ 3', null, n || ' ngo 3', '{}', n, null, current_date - 30
    from generate_series(1, ${doorsEach}) as n returning id`.execute(db.owner)
  return rows.map(({ id }) => id)
}
