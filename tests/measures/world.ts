import { type Kysely, sql, type Transaction } from 'kysely'
import { emitDeltas } from '#platform/server/measures/emit.ts'
import { moveTeams } from '#platform/server/measures/moved.ts'
import type { Database } from '#platform/server/schema.ts'
import { type Day, dayInVietnam } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { householdDeltas } from '#slices/households/shared/measures.ts'
import type { Household } from '#slices/households/shared/public.ts'
import { membershipDeltas, teamDeltas } from '#slices/teams/shared/measures.ts'
import { visitDeltas } from '#slices/visits/shared/measures.ts'
import type { Visit } from '#slices/visits/shared/public.ts'
import '#slices/places/server/tables.ts'
import '#slices/teams/server/tables.ts'

type Trx = Transaction<Database>

/** A readable id: kind and number stand in it. */
export const testId = (kind: number, number: number): Id =>
  `01970000-0000-7000-${(0x8000 + kind).toString(16)}-${number.toString(16).padStart(12, '0')}`

export interface TestPlace {
  id: Id
  path: Id[]
  level: 'nation' | 'province' | 'commune' | 'hamlet'
}

/** A nation with so many provinces, communes in each, hamlets in each of those. */
export function placesOf(provinces: number, communes: number, hamlets: number): TestPlace[] {
  const nation: TestPlace = { id: testId(0, 0), path: [testId(0, 0)], level: 'nation' }
  const below = (above: TestPlace[], count: number, level: TestPlace['level'], kind: number): TestPlace[] =>
    above.flatMap((place, index) =>
      Array.from({ length: count }, (_, n) => {
        const id = testId(kind, index * count + n)
        return { id, path: [...place.path, id], level }
      }),
    )
  const provinceList = below([nation], provinces, 'province', 1)
  const communeList = below(provinceList, communes, 'commune', 2)
  return [nation, ...provinceList, ...communeList, ...below(communeList, hamlets, 'hamlet', 3)]
}

export async function insertPlaces(db: Kysely<Database>, places: readonly TestPlace[]): Promise<void> {
  const rows = places.map(({ id, path, level }, index) => ({
    id,
    parent_id: path.at(-2) ?? null,
    level,
    province_id: path[1] ?? null,
    commune_id: path[2] ?? null,
    path,
    kind: { nation: 'quoc-gia', province: 'tinh', commune: 'xa', hamlet: 'ap' }[level],
    name: `${level} ${index}`,
    folded: `${level} ${index}`,
    name_key: `${level} ${index}`,
    sort_key: `${level} ${index}`,
    words: '',
    valid_from: '2000-01-01',
  }))
  await db.insertInto('place').values(rows).execute()
}

export interface TestTeam {
  id: Id
  establishedOn: Day | null
  dissolvedOn: Day | null
}

/** Makes a team as an office does: its row, where it stands, what it counts for. */
export async function insertTeam(trx: Trx, team: TestTeam, place: TestPlace, from: Day): Promise<void> {
  const [, province = '', commune = ''] = place.path
  const made = await trx
    .insertInto('team')
    .values({
      id: team.id,
      place_id: place.id,
      commune_id: commune,
      province_id: province,
      path: [...place.path, team.id],
      name: `Tổ ${team.id}`,
      folded: team.id,
      name_key: team.id,
      sort_key: team.id,
      status: team.dissolvedOn ? 'dissolved' : 'active',
      established_on: team.establishedOn,
      dissolved_on: team.dissolvedOn,
    })
    .returning('created_at')
    .executeTakeFirstOrThrow()
  await insertTeamPlace(trx, team.id, place, from)
  const createdOn = dayInVietnam(made.created_at.getTime())
  await emitDeltas(trx, teamDeltas(undefined, { ...team, createdOn }))
}

async function insertTeamPlace(trx: Trx, team: Id, place: TestPlace, from: Day): Promise<void> {
  const [, province = '', commune = ''] = place.path
  await trx
    .insertInto('team_place')
    .values({ team_id: team, place_id: place.id, commune_id: commune, province_id: province, valid_from: from })
    .onConflict((on) =>
      on
        .columns(['team_id', 'valid_from'])
        .doUpdateSet({ place_id: place.id, commune_id: commune, province_id: province }),
    )
    .execute()
}

/** Sets where a team stands from a day on; a row of that day is replaced. */
export async function moveTeam(trx: Trx, team: Id, place: TestPlace, from: Day): Promise<void> {
  await moveTeams(trx, [team], () => insertTeamPlace(trx, team, place, from))
}

export async function dissolveTeam(trx: Trx, team: Id, day: Day | null): Promise<void> {
  const before = await countedTeam(trx, team)
  await trx
    .updateTable('team')
    .set({ dissolved_on: day, status: day ? 'dissolved' : 'active' })
    .where('id', '=', team)
    .execute()
  await emitDeltas(trx, teamDeltas(before, { ...before, dissolvedOn: day }))
}

async function countedTeam(trx: Trx, team: Id) {
  const row = await trx.selectFrom('team').selectAll().where('id', '=', team).executeTakeFirstOrThrow()
  return {
    id: row.id,
    establishedOn: row.established_on,
    dissolvedOn: row.dissolved_on,
    createdOn: dayInVietnam(row.created_at.getTime()),
  }
}

export interface TestMembership {
  id: Id
  team: Id
  role: 'leader' | 'member'
  sex: 'nam' | 'nu' | null
  joinedOn: Day | null
  leftOn: Day | null
}

/** Writes a membership, new or changed. */
export async function saveMembership(
  trx: Trx,
  before: TestMembership | undefined,
  after: TestMembership,
): Promise<void> {
  if (!before) {
    await sql`insert into member (id, province_id, name, folded, name_key, sex)
      select ${after.id}, province_id, 'A', 'a', 'a', ${after.sex} from team where id = ${after.team}`.execute(trx)
    await sql`insert into membership (id, team_id, member_id, province_id, role, joined_on, left_on)
      select ${after.id}, id, ${after.id}, province_id, ${after.role}, ${after.joinedOn}, ${after.leftOn}
      from team where id = ${after.team}`.execute(trx)
  } else {
    await sql`update membership set joined_on = ${after.joinedOn}, left_on = ${after.leftOn} where id = ${after.id}`.execute(
      trx,
    )
  }
  const row = await trx
    .selectFrom('membership')
    .select('created_at')
    .where('id', '=', after.id)
    .executeTakeFirstOrThrow()
  const createdOn = dayInVietnam(row.created_at.getTime())
  const counted = ({ team, ...membership }: TestMembership) => ({ ...membership, teamId: team, createdOn })
  await emitDeltas(trx, membershipDeltas(before && counted(before), counted(after)))
}

/** Writes a door, new or changed. */
export async function saveDoor(trx: Trx, before: Household | undefined, after: Household): Promise<void> {
  await sql`insert into household (id, team_id, rev, kind, number, folded, walk_order, created_on, closed_on)
    values (${after.id}, ${after.teamId}, 1, ${after.kind}, ${after.number}, '', 1, ${after.createdOn}, ${after.closedOn})
    on conflict (id) do update set team_id = excluded.team_id, created_on = excluded.created_on,
      closed_on = excluded.closed_on`.execute(trx)
  await emitDeltas(trx, householdDeltas(before, after))
}

/** Writes a visit, new or changed. */
export async function saveVisit(trx: Trx, before: Visit | undefined, after: Visit): Promise<void> {
  const json = (value: unknown) => JSON.stringify(value)
  await sql`insert into visit (id, team_id, done_by_team_id, rev, household_id, place, day, made_at, outcome, people,
      groups, skills, topics, platforms, difficulty, follow_up_on, cancelled_on, attendance)
    values (${after.id}, ${after.teamId}, ${after.doneByTeamId}, 1, ${after.householdId}, ${after.place}, ${after.day},
      ${after.madeAt}, ${after.outcome}, ${after.people}, ${json(after.groups)}::jsonb, ${json(after.skills)}::jsonb,
      ${after.topics}, ${json(after.platforms)}::jsonb,
      ${after.difficulty ? json(after.difficulty) : null}::jsonb, ${after.followUpOn}, ${after.cancelledOn}, ${after.attendance ?? null})
    on conflict (id) do update set day = excluded.day, outcome = excluded.outcome, people = excluded.people,
      groups = excluded.groups, skills = excluded.skills, topics = excluded.topics, platforms = excluded.platforms,
      difficulty = excluded.difficulty, follow_up_on = excluded.follow_up_on, cancelled_on = excluded.cancelled_on,
      household_id = excluded.household_id`.execute(trx)
  await emitDeltas(trx, visitDeltas(before, after))
}
