import { randomUUID } from 'node:crypto'
import { expireWaiting, forgetRemovals } from '#platform/server/sync/jobs.ts'
import { dayInVietnam } from '#platform/shared/dates.ts'
import { seededRandom } from '#platform/testing/simulated-device.ts'
import { type Household, householdKind, type Person, personKind } from '#slices/households/shared/public.ts'
import { type Member, memberKind } from '#slices/teams/shared/public.ts'
import { type Cast, castFor, isRegisterOn, setRegister } from './cast.ts'
import { checkEverything, checkShown } from './check.ts'
import type { Coverage } from './coverage.ts'
import type { Event, Plan, Step } from './plan.ts'
import type { SimPhone } from './sim-phone.ts'
import { Dice, settleSomething, someWork } from './work.ts'
import type { World } from './world.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const yearMs = 365 * dayMs

/** Everything a run is about. */
export interface Run {
  world: World
  plan: Plan
  coverage: Coverage
  cast: Cast
  startedMs: number
}

/** Plays a plan, lets everything come to rest, and checks that all promises were kept. Throws when one was not. */
export async function play(world: World, plan: Plan, coverage: Coverage): Promise<void> {
  const startedMs = Date.now()
  const run: Run = { world, plan, coverage, cast: await castFor(world, plan, coverage), startedMs }
  for (const [index, step] of plan.steps.entries()) {
    await playStep(run, step)
    if (plan.restore?.backupAfter === index) await world.backup()
    if (plan.restore?.restoreAfter === index) await restore(run)
    if (world.faults.length) throw new Error(`the server met a fault: ${world.faults.splice(0).join('')}`)
  }
  await comeToRest(run)
  await checkEverything(run)
}

async function playStep(run: Run, step: Step): Promise<void> {
  const phone = run.cast.phones[step.phone] as SimPhone
  const dice = new Dice(seededRandom(step.chance))
  await phone.device.pass(1_000 + dice.below(60_000))
  await phone.survive((client) => client.enqueue(someWork(client, dice, phone.device.newId)))
  await events[step.event](run, phone, dice)
  checkShown(phone)
}

const events: Record<Event, (run: Run, phone: SimPhone, dice: Dice) => Promise<void>> = {
  rest: async () => {},
  sync: (_run, phone) => phone.sync(),
  'all at once': async ({ cast, coverage }) => {
    coverage.fault('all phones at once')
    await Promise.all(cast.phones.map((phone) => phone.sync()))
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
    await phone.inSecondTab((client) => client.enqueue(someWork(client, dice, phone.device.newId)))
    // The first tab does not know of it yet.
    await phone.survive((client) => client.enqueue(someWork(client, dice, phone.device.newId)))
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

async function restore({ world, coverage }: Run): Promise<void> {
  await world.restore()
  coverage.fault('server restored from an older backup')
}

const passesMax = 12

/** No more faults, no more work: everybody syncs until nothing moves any more. */
async function comeToRest(run: Run): Promise<void> {
  const { phones } = run.cast
  for (const { line, disk } of phones) {
    line.calm = true
    disk.keepPower()
    await line.deliverLate()
  }
  await syncUntilStill(run)
  if (!phones.some(({ client }) => client.state().held > 0)) return
  // What waits for something that will never come is refused after 30 days.
  await expireWaiting(run.world.db.worker, Date.now() + 31 * dayMs)
  await syncUntilStill(run)
}

async function syncUntilStill({ cast: { phones } }: Run): Promise<void> {
  let before = ''
  for (let pass = 1; pass <= passesMax; pass += 1) {
    for (const phone of phones) {
      // Long enough for any time the server asked for; at first also to ask again in which teams the member is.
      await phone.device.pass(pass <= 2 ? 7 * hourMs : hourMs)
      await phone.sync()
    }
    const now = phones.map(contentOf).join('\n')
    const troubled = phones.find(({ client }) => client.state().trouble)
    if (now === before && !troubled) return
    if (pass === passesMax && troubled)
      throw new Error(`${troubled.name}: ${JSON.stringify(troubled.client.state().trouble)}`)
    before = now
  }
  throw new Error(`the phones do not come to rest in ${passesMax} passes`)
}

// What a phone holds, without the notes of when it synced.
const contentOf = ({ disk }: SimPhone): string =>
  JSON.stringify(
    [...disk.records].flatMap(([key, { table, clear }]) => (table === 'meta' ? [] : [[key, clear]])).sort(),
  )
