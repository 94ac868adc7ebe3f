import { randomUUID } from 'node:crypto'
import { forgetRemovals } from '#platform/server/sync/jobs.ts'
import { dayInVietnam } from '#platform/shared/dates.ts'
import { type Household, householdKind, type Person, personKind } from '#slices/households/shared/public.ts'
import { type Member, memberKind } from '#slices/teams/shared/public.ts'
import { type Cast, isRegisterOn, setRegister } from './cast.ts'
import type { Event } from './plan.ts'
import { breakPhone, bringSomeFile } from './rescue.ts'
import type { Run } from './run.ts'
import type { SimPhone } from './sim-phone.ts'
import { type Dice, doSomething, settleSomething } from './work.ts'
import type { World } from './world.ts'

const dayMs = 86_400_000
const yearMs = 365 * dayMs

/** What happens after a command was made. */
export const events: Record<Event, (run: Run, phone: SimPhone, dice: Dice) => Promise<void>> = {
  rest: async () => {},
  sync: (_run, phone) => phone.sync(),
  'all at once': async ({ cast, coverage }) => {
    coverage.fault('all phones at once')
    await Promise.all(cast.phones.filter(({ awake }) => awake).map((phone) => phone.sync()))
  },
  'cut the power': async (_run, phone, dice) => {
    phone.disk.cutPowerAt(1 + dice.below(4), dice.chance(0.5) ? 'before' : 'after')
    await phone.sync()
  },
  'set the clock': async ({ coverage }, phone, dice) => {
    // Never by less than the server takes for the age of a command: such a jump cannot be told from a long wait.
    phone.device.skewMs = 2 * (dice.below(57) - 28) * yearMs
    coverage.fault('clock set years off')
    if (dice.chance(0.5)) await phone.restart()
  },
  'second tab': async ({ coverage }, phone, dice) => {
    coverage.fault('work in a second tab')
    await phone.inSecondTab((client) => doSomething(phone, client, dice))
    // The first tab does not know of it yet.
    await phone.survive((client) => doSomething(phone, client, dice))
    await phone.sync()
  },
  'settle something': async ({ coverage }, phone, dice) => {
    await phone.survive((client) => settleSomething(client, dice, coverage))
  },
  'move a door': moveDoor,
  'move a member': moveMember,
  'forget removals': async ({ world, coverage }) => {
    await forgetRemovals(world.db.worker, Date.now() + 200 * dayMs)
    coverage.fault('clean re-sync demanded')
  },
  'restrict a person': restrictPerson,
  'switch the register': switchRegister,
  'save a draft': (_run, phone, dice) =>
    phone.survive((client) => client.saveDraft(`visit/${phone.name}/${dice.below(3)}`, { note: dice.below(1_000) })),
  'bring a rescue file': bringSomeFile,
  'break a phone': breakPhone,
  'lose a phone': losePhone,
  'ask for a clean start': async ({ world, cast, coverage }, phone) => {
    const [team] = phone.client.me()?.teams ?? []
    if (team && (await asOfficer(world, cast, `/api/teams/${team}/resync`, {})) < 300)
      coverage.fault('clean start asked by the office')
  },
  'end a membership': endMembership,
  'dissolve a team': dissolveTeam,
}

async function moveDoor({ world, cast, coverage }: Run, phone: SimPhone, dice: Dice): Promise<void> {
  const door = dice.one(phone.client.rows<Household>(householdKind).filter(({ rev }) => rev !== undefined))
  const to = dice.one(cast.teams.filter(({ id }) => id !== door?.teamId))
  if (!door || !to) return
  const body = { id: randomUUID(), name: 'household.move', version: 1, args: { id: door.id, toTeam: to.id } }
  const status = await asOfficer(world, cast, `/api/teams/${door.teamId}/commands`, body)
  if (status === 200) coverage.fault('door moved to another team')
}

async function restrictPerson({ world, cast }: Run, phone: SimPhone, dice: Dice): Promise<void> {
  const person = dice.one(phone.client.rows<Person>(personKind).filter(({ rev }) => rev !== undefined))
  if (!person) return
  const args = { id: person.id, restricted: !person.restrictedOn }
  const body = { id: randomUUID(), name: 'person.restrict', version: 1, args }
  await asOfficer(world, cast, `/api/teams/${person.teamId}/commands`, body)
}

/** Off, and on again at the next turn: what was made in between goes to the tray. */
async function switchRegister({ world, cast, coverage }: Run): Promise<void> {
  const on = !(await isRegisterOn(world, cast))
  await setRegister(world, cast, on)
  coverage.fault(on ? 'register switched on again' : 'register switched off')
}

async function moveMember({ world, cast, coverage }: Run, phone: SimPhone, dice: Dice): Promise<void> {
  const present = phone.client.rows<Member>(memberKind).filter(({ leftOn }) => !leftOn)
  const member = dice.one(present)
  const to = dice.one(cast.teams.filter(({ id }) => id !== member?.teamId))
  if (!member || !to) return
  const body = { toTeamId: to.id, on: dayInVietnam(Date.now()) }
  const status = await asOfficer(world, cast, `/api/teams/${member.teamId}/members/${member.id}/move`, body)
  if (status === 200) coverage.fault('member moved to another team')
}

/** Reported lost: at its next contact nothing is left on it, and files that it made are worth nothing. */
async function losePhone({ world, cast, coverage }: Run, phone: SimPhone): Promise<void> {
  const membership = await presentMembership(world, phone)
  const sessions = await fetch(new URL('/api/me/sessions', world.url), { headers: bearer(phone) })
  const { sessions: list = [] } = (await sessions.json()) as { sessions?: { id: string; current: boolean }[] }
  const session = list.find(({ current }) => current)
  if (!membership || !session) return
  const file = await cast.rescue.saved(phone)
  const path = `/api/teams/${membership.teamId}/members/${membership.id}/phones/${session.id}/lost`
  if ((await asOfficer(world, cast, path, {})) >= 300) return
  if (file) await cast.rescue.isRefused(world, cast, file, 'rescue.phone-lost')
  if (file) coverage.fault('rescue file of a lost phone refused')
  phone.line.calm = true
  phone.disk.keepPower()
  await phone.device.pass(dayMs)
  await phone.sync()
  phone.line.calm = false
  if (phone.disk.records.size > 0) throw new Error(`${phone.name} was lost and still holds something`)
  coverage.fault('lost phone wiped')
  phone.forgetEverything()
  cast.rescue.forgetDraftsOf(phone.accountId)
  await phone.restart()
  await phone.signInAgain()
}

/** One member of a run leaves; what is unsent on the phone was done in time or goes to the tray. */
async function endMembership({ world, cast, coverage }: Run, phone: SimPhone): Promise<void> {
  const membership = await presentMembership(world, phone)
  if (!membership || cast.left) return
  const path = `/api/teams/${membership.teamId}/members/${membership.id}/leave`
  const unsent = phone.client.state().waiting > 0
  if ((await asOfficer(world, cast, path, { on: dayInVietnam(Date.now()) })) >= 300) return
  cast.left = true
  if (unsent) coverage.fault('member left with unsent work')
}

/** The last of several teams is dissolved, once: its doors stay with it, its members' work becomes theirs to deal with. */
async function dissolveTeam({ world, cast, plan, coverage }: Run): Promise<void> {
  const last = cast.teams.at(-1)
  if (!last || cast.dissolved || plan.crowd !== 'three teams') return
  cast.dissolved = true
  const status = await asOfficer(world, cast, `/api/teams/${last.id}/dissolve`, { on: dayInVietnam(Date.now()) })
  if (status < 300) coverage.fault('team dissolved')
}

const bearer = ({ token }: SimPhone) => ({ authorization: `Bearer ${token}` })

async function presentMembership({ db }: World, { member }: SimPhone) {
  const row = await db.owner
    .selectFrom('membership')
    .select(['id', 'team_id'])
    .where('member_id', '=', member.id)
    .where('left_on', 'is', null)
    .executeTakeFirst()
  return row && { id: row.id, teamId: row.team_id }
}

/** An officer does what they see; that the phone's picture was old is no fault, so refusals are only told. */
async function asOfficer(world: World, { officer }: Cast, path: string, body: unknown): Promise<number> {
  const answer = await fetch(new URL(path, world.url), {
    method: 'POST',
    headers: { ...officer.headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (answer.status >= 500) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  await answer.arrayBuffer()
  return answer.status
}
