import { raiseRevisions } from '#platform/server/sync/revision.ts'
import { dayInVietnam } from '#platform/shared/dates.ts'
import type { BuiltMember, BuiltPlace, BuiltSession, BuiltTeam } from '#platform/testing/builders.ts'
import { SimulatedDevice, seededRandom } from '#platform/testing/simulated-device.ts'
import { decideRegister } from '#slices/households/server/decide-register.ts'
import { addMemberships } from '#slices/teams/server/public.ts'
import type { Coverage } from './coverage.ts'
import { Line } from './line.ts'
import type { Crowd, Plan } from './plan.ts'
import { Rescue } from './rescue.ts'
import { type MeAnswer, meOf, type SignIn, SimPhone } from './sim-phone.ts'
import type { World } from './world.ts'

/** Who takes part in one run: the teams of one commune, its officer, and the members' phones. */
export interface Cast {
  commune: BuiltPlace
  teams: BuiltTeam[]
  officer: BuiltSession
  phones: SimPhone[]
  /** Rescue files that were saved, and phones that broke after it. */
  rescue: Rescue
  /** Has a member left for good, has a team been dissolved? Once in a run: somebody must go on. */
  left: boolean
  dissolved: boolean
}

const crowds: Record<Crowd, number[][]> = {
  // For each phone the teams of its member.
  'two teams': [[0], [0], [0], [1], [1]],
  'one member in both teams': [[0], [0], [0, 1], [1], [1]],
  'two phones of one member': [[0], [0], [0], [1], [1]],
  'two members on one phone': [[0], [0], [0], [1], [1]],
  'three teams': [[0], [0], [1], [1], [2]],
}

export async function castFor(world: World, plan: Plan, coverage: Coverage): Promise<Cast> {
  const { build } = world
  const commune = await build.commune(await provinceOf(world))
  const memberships = crowds[plan.crowd]
  const teams: BuiltTeam[] = []
  for (let team = 0; team <= Math.max(...memberships.flat()); team += 1)
    teams.push(await build.team(commune, { name: `Tổ ${team}` }))
  const officer = await build.officer('commune_officer', commune)
  const members: BuiltMember[] = []
  for (const [first = 0, second] of memberships) {
    // A leader in each team: some commands are theirs.
    const role = members.some(({ teamId }) => teamId === teams[first]?.id) ? 'member' : 'leader'
    const member = await build.member(teams[first] as BuiltTeam, { role })
    if (second !== undefined) await alsoIn(world, member, teams[second] as BuiltTeam)
    members.push(member)
  }
  if (plan.crowd === 'two phones of one member') members[4] = members[3] as BuiltMember
  const phones: SimPhone[] = []
  const others = (index: number) => phones.filter((_, other) => other !== index)
  for (const [index, member] of members.entries())
    phones.push(await startPhone(world, plan, coverage, { index, member, others: () => others(index) }))
  if (plan.crowd === 'two members on one phone') shareDevice(phones[1] as SimPhone, phones[2] as SimPhone)
  await setRegister(world, { commune }, true)
  return { commune, teams, officer, phones, rescue: new Rescue(), left: false, dissolved: false }
}

const shareDevice = (one: SimPhone, other: SimPhone): void => {
  one.roommate = other
  other.roommate = one
  other.sleep()
}

/** The commune switches its register on or off, as its office does. */
export const setRegister = ({ db }: World, { commune }: Pick<Cast, 'commune'>, on: boolean): Promise<number> =>
  db.owner.transaction().execute((trx) =>
    decideRegister(trx, {
      communeId: commune.id,
      on,
      purpose: 'Hướng dẫn kỹ năng số',
      legalBasis: 'Luật 91/2025/QH15',
      retentionMonths: 12,
      decidedBy: 'QĐ thử',
      note: null,
      validFrom: dayInVietnam(Date.now()),
      by: null,
    }),
  )

export async function isRegisterOn({ db }: World, { commune }: Pick<Cast, 'commune'>): Promise<boolean> {
  const last = await db.owner
    .selectFrom('commune_register')
    .select('is_on')
    .where('commune_id', '=', commune.id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.is_on ?? false
}

// One province for all runs of a file: places are not what is tested here.
const provinces = new WeakMap<World, ReturnType<World['build']['province']>>()
function provinceOf(world: World) {
  const known = provinces.get(world) ?? world.build.province()
  provinces.set(world, known)
  return known
}

async function alsoIn({ db }: World, member: BuiltMember, team: BuiltTeam): Promise<void> {
  await db.owner.transaction().execute(async (trx) => {
    const rev = (await raiseRevisions(trx, [team.id])).get(team.id) ?? 0
    await addMemberships(
      trx,
      { id: team.id, provinceId: team.provinceId, rev },
      [{ memberId: member.id, role: 'member' }],
      dayInVietnam(Date.now()),
    )
    await trx
      .updateTable('member')
      .set({ team_ids: [member.teamId, team.id] })
      .where('id', '=', member.id)
      .execute()
  })
}

interface Holder {
  index: number
  member: BuiltMember
  others(): SimPhone[]
}

async function startPhone(
  world: World,
  plan: Plan,
  coverage: Coverage,
  { index, member, others }: Holder,
): Promise<SimPhone> {
  const random = seededRandom(plan.seed * 31 + index)
  // Somebody else of those on the line syncs; those who are at it already are left alone.
  const meanwhile = async () => {
    const idle = others().filter(({ busy, awake }) => awake && !busy)
    await idle[Math.floor(random() * idle.length)]?.sync()
  }
  const neighbour = plan.crowd === 'two members on one phone' && index === 2 ? others()[1] : undefined
  const line = neighbour?.line ?? new Line({ url: () => world.url, random, coverage, meanwhile })
  const device = neighbour?.device ?? new SimulatedDevice(plan.seed * 37 + index, Date.now(), line.fetch)
  const signIn = () => signInto(world, member, `Máy ${index}`)
  const [sealed, old] = [plan.sealed !== null && index > 0, plan.sealed !== null && index === 0]
  return SimPhone.start({ name: `phone ${index}`, device, line, coverage, member, signIn, sealed, old })
}

export async function signInto(world: World, member: BuiltMember, device: string): Promise<SignIn> {
  const { token, headers } = await world.build.signIn(member, device)
  const answer = await fetch(new URL('/api/me', world.url), { headers })
  if (!answer.ok) throw new Error(`/api/me: ${answer.status} ${await answer.text()}`)
  return { token, me: meOf((await answer.json()) as MeAnswer) }
}
