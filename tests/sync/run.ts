import { expireWaiting } from '#platform/server/sync/jobs.ts'
import { seededRandom } from '#platform/testing/simulated-device.ts'
import { type Cast, castFor } from './cast.ts'
import { checkEverything, checkShown } from './check.ts'
import type { Coverage } from './coverage.ts'
import { events } from './events.ts'
import type { Plan, Step } from './plan.ts'
import type { SimPhone } from './sim-phone.ts'
import { Dice, doSomething } from './work.ts'
import type { World } from './world.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

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
    await workOnLock(run, index)
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
  await phone.survive((client) => doSomething(phone, client, dice))
  await events[step.event](run, phone, dice)
  checkShown(phone)
}

const forgottenLater = 20

/** The first phone of a sealed run: its app is updated, sometimes in a power cut; later its PIN is changed, and forgotten. */
async function workOnLock({ plan, cast, coverage }: Run, index: number): Promise<void> {
  const phone = cast.phones[0] as SimPhone
  if (!plan.sealed || cast.rescue.broken.some(({ name }) => name === 'phone 0')) return
  const dice = new Dice(seededRandom(plan.seed * 41 + index))
  if (index === plan.sealed.updateAfter) {
    if (dice.chance(0.5)) phone.disk.cutPowerAt(1, dice.chance(0.5) ? 'before' : 'after')
    await phone.update()
  }
  const forgotten = index === plan.sealed.newPinAfter + forgottenLater
  if ((index !== plan.sealed.newPinAfter && !forgotten) || !phone.lock.hasPin) return
  phone.disk.keepPower()
  await phone.relock((lock) => (forgotten ? lock.forgetPin('271828') : lock.changePin('314159')))
  coverage.fault(forgotten ? 'PIN forgotten' : 'another PIN')
}

// Sessions of after the backup are gone: those people sign in again.
async function restore({ world, cast, coverage }: Run): Promise<void> {
  await world.restore()
  for (const phone of cast.phones) await phone.signInAgain()
  coverage.fault('server restored from an older backup')
}

const passesMax = 12

/** No more faults, no more work: everybody syncs until nothing moves any more. */
async function comeToRest(run: Run): Promise<void> {
  const { cast } = run
  const { phones } = cast
  for (const { line, disk } of phones) {
    line.calm = true
    disk.keepPower()
    await line.deliverLate()
  }
  await cast.rescue.bringAllOfBroken(run)
  await syncUntilStill(run)
  if ((await waitingOnServer(run)) === 0) return
  // What waits for something that will never come is refused after 30 days.
  await expireWaiting(run.world.db.worker, Date.now() + 31 * dayMs)
  await syncUntilStill(run)
}

async function waitingOnServer({ world, cast }: Run): Promise<number> {
  const teams = cast.teams.map(({ id }) => id)
  const query = world.db.owner.selectFrom('command').select('id').where('verdict', '=', 'waiting')
  return (await query.where('team_id', 'in', teams).execute()).length
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
