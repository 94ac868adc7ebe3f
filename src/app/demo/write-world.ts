import { sql, type Transaction } from 'kysely'
import type { Db } from '#platform/server/db.ts'
import { declareFigures } from '#platform/server/measures/declared.ts'
import { rebuildWithin } from '#platform/server/measures/recount/recount.ts'
import type { Database } from '#platform/server/schema.ts'
import { nationId } from '#slices/places/server/public.ts'
import { recountSources } from '../server/recount.ts'
import { memberAccounts } from './accounts.ts'
import { type Activity, planActivity } from './activity.ts'
import { readCommunes } from './communes.ts'
import { communeFigures, type FormerProvince, pressDeclarations } from './declared.ts'
import { fullGroup } from './facts.ts'
import { planFullGroup } from './full-group.ts'
import { type CommunePlan, type DemoSize, planNetwork } from './network.ts'
import type { Progress } from './progress.ts'
import { planTeams, type Span, type TeamPlan } from './teams.ts'
import { writeAccounts } from './write-accounts.ts'
import { writeFullGroup } from './write-full-group.ts'
import { type LocalPlatforms, lastRevision, prepareHistory, writeHistory } from './write-history.ts'
import { writeTeams } from './write-teams.ts'

type Trx = Transaction<Database>

export interface WorldOptions {
  size: DemoSize
  seed: string
  visits: number
  span: Span
}

/** Writes the whole world into the transaction and builds its figures. `db`: only for hashing the password. */
export async function writeWorld(trx: Trx, db: Db, options: WorldOptions, progress: Progress): Promise<void> {
  const { size, seed, span } = options
  const communes = await readCommunes(trx)
  const plans = planNetwork(communes, size, seed)
  const world: World = { ...options, platformsOf: await readLocalPlatforms(trx), persons: 0, known: 0 }
  await prepareHistory(trx, span, world.platformsOf, seed)
  const group = await progress.step('tổ, thành viên, hộ và lượt đến', (tell) => writeNetwork(trx, world, plans, tell))
  await progress.step('số liệu khai báo', () => writeDeclared(trx, plans, span, seed))
  await progress.step('tài khoản thử', () => writeAccounts(trx, db, group, communes))
  await progress.step('tính số liệu tổng hợp (theo tỉnh)', async (tell) => {
    // The planner knows nothing of tables filled in this transaction.
    for (const table of filled) await sql`analyze ${sql.table(table)}`.execute(trx)
    await rebuildWithin(trx, { sources: recountSources, progress: tell })
  })
}

const filled = ['place', 'team', 'team_place', 'member', 'membership', 'household', 'visit', 'declared_figure']

interface World extends WorldOptions {
  platformsOf: LocalPlatforms
  /** Written so far. */
  persons: number
  /** How many there were when the planner last looked. */
  known: number
}

/** Teams that are written at a time: their rows are held in memory. */
const teamsAtOnce = 1_500

/** Writes all communes that have rows; answers the full group's team. */
async function writeNetwork(
  trx: Trx,
  world: World,
  plans: readonly CommunePlan[],
  tell: (done: number, of: number) => void,
): Promise<TeamPlan> {
  const withRows = plans.filter(({ rows, teams }) => rows && teams > 0)
  const activities = planActivity(withRows, world.visits, world.seed)
  const total = withRows.reduce((sum, { teams }) => sum + teams, 0)
  let group: TeamPlan | undefined
  let batch: Job[] = []
  let done = 0
  for (const [index, plan] of withRows.entries()) {
    const teams = planTeams(plan, world.span, world.seed)
    batch.push(...teams.map((team, n) => ({ team, activity: activities[index]?.[n] ?? idle })))
    if (batch.length < teamsAtOnce && index < withRows.length - 1) continue
    group = (await writeBatch(trx, world, batch)) ?? group
    done += batch.length
    tell(done, total)
    batch = []
  }
  if (!group) throw new Error(`the places lack the commune ${fullGroup.commune}`)
  return group
}

interface Job {
  team: TeamPlan
  activity: Activity
}

const idle: Activity = { visits: 0, unvisited: 0, begin: 0, end: 1 }
const isFullGroup = ({ team: { commune, hamlet } }: Job): boolean =>
  commune.code === fullGroup.commune && hamlet.name === fullGroup.name

/** Writes teams with all they have; answers the full group's team if it is among them. */
async function writeBatch(trx: Trx, world: World, batch: readonly Job[]): Promise<TeamPlan | undefined> {
  const full = batch.find(isFullGroup)
  const rest = batch.filter((job) => job !== full)
  const { span, seed, platformsOf } = world
  const group = full && withAccountPhones(full.team)
  const story = group && planFullGroup(group, span, platformsOf.get(group.commune.provinceCode) ?? [], seed)
  const teams = [...rest.map(({ team }) => team), ...(group ? [group] : [])]
  const revs = [...rest.map(({ activity }) => lastRevision(activity)), ...(story ? [story.rev] : [])]
  await writeTeams(trx, teams, revs, world.persons)
  world.persons += teams.reduce((sum, { members }) => sum + members.length, 0)
  await keepPlans(trx, world)
  await writeHistory(trx, rest, world)
  if (story) await writeFullGroup(trx, story)
  return group
}

// The trigger on memberships keeps its plans: those made for empty tables would read them whole, again and again.
async function keepPlans(trx: Trx, world: World): Promise<void> {
  if (world.persons < world.known * 3) return
  world.known = world.persons
  for (const table of ['team', 'member', 'membership']) await sql`analyze ${sql.table(table)}`.execute(trx)
}

const withAccountPhones = (team: TeamPlan): TeamPlan => ({
  ...team,
  members: team.members.map((member, place) => ({
    ...member,
    phone: memberAccounts.find((account) => account.member === place)?.signInName,
  })),
})

async function writeDeclared(trx: Trx, plans: readonly CommunePlan[], span: Span, seed: string): Promise<void> {
  await declareFigures(trx, communeFigures(plans, span, seed))
  await declareFigures(trx, pressDeclarations(nationId, await readFormerProvinces(trx)))
}

async function readFormerProvinces(trx: Trx): Promise<FormerProvince[]> {
  const { rows } = await sql<FormerProvince>`
    select former.id, former.name, former.province_id as "provinceId", code.code as "provinceCode"
    from former_unit former
    join place_code code on code.place_id = former.province_id and code.scheme = 'gso2025' and code.valid_to is null
    where former.level = 'province' and former.list = '2025-06-30'`.execute(trx)
  return rows
}

/** Platforms of the library that belong to one province. */
async function readLocalPlatforms(trx: Trx): Promise<LocalPlatforms> {
  const { rows } = await sql<{ province: string; codes: string[] }>`
    select province.code as province, array_agg(item.code order by item.code) as codes
    from library_item item
    join place on place.id = item.place_id and place.level = 'province'
    join place_code province on province.place_id = place.id and province.scheme = 'gso2025' and province.valid_to is null
    where item.kind = 'platform' and item.retired_on is null
    group by province.code
    order by province.code`.execute(trx)
  return new Map(rows.map(({ province, codes }) => [province, codes]))
}
