import { expect } from 'vitest'
import type { Id } from '#platform/shared/ids.ts'
import { type Person, personKind, type Register, registerKind } from '#slices/households/shared/public.ts'
import type { CommandRow } from './check.ts'
import type { Run } from './run.ts'
import type { SimPhone } from './sim-phone.ts'

/** What the law asks of the register, told apart from the expressions by which server and phones read it. */
export async function checkPeople({ world, cast }: Run, onServer: Map<Id, CommandRow>): Promise<void> {
  for (const phone of cast.phones) checkHeld(phone)
  const rows = await world.db.owner
    .selectFrom('person')
    .select(['id', 'phone', 'skills', 'consent', 'restricted_on', 'merged_into'])
    .where(
      'team_id',
      'in',
      cast.teams.map(({ id }) => id),
    )
    .execute()
  const done = [...onServer.values()].filter(({ verdict }) => verdict === 'accepted' || verdict === 'merged')
  for (const row of rows) {
    const agreed = (row.consent as Person['consent']).some(({ purpose, given }) => purpose === 'register' && given)
    expect(agreed || row.restricted_on !== null, `${row.id} is held without consent`).toBe(true)
    if (row.restricted_on !== null) continue
    checkSkills(row.id, row.skills as Person['skills'], done)
    checkTaken(row.id, row.phone, done)
  }
}

/** A phone holds nobody while the register is off, and of who withdrew only that. */
function checkHeld({ name, client }: SimPhone): void {
  const isOn = new Map(client.rows<Register>(registerKind).map(({ id, on }) => [id, on]))
  for (const person of client.rows<Person>(personKind)) {
    expect(isOn.get(person.teamId), `${name} holds a person though the register is off`).toBe(true)
    if (person.restrictedOn) expect([person.name, person.phone], `${name}: who withdrew`).toEqual(['', null])
  }
}

const argsOf = ({ args }: CommandRow) => (args ?? {}) as Record<string, unknown>
const about = (done: readonly CommandRow[], person: Id, ...names: string[]) =>
  done.filter((row) => names.includes(row.name) && argsOf(row).id === person)

/** The newest test stands, whenever it arrived. Where tests were taken back or merged this cannot be told from outside. */
function checkSkills(person: Id, skills: Person['skills'], done: readonly CommandRow[]): void {
  if (wasMerged(person, done) || about(done, person, 'person.restrict', 'person.consent').length) return
  const tests = about(done, person, 'person.skill')
  for (const skill of new Set(tests.map((row) => String(argsOf(row).skill)))) {
    const ofSkill = tests.filter((row) => argsOf(row).skill === skill)
    if (ofSkill.some((row) => argsOf(row).level === null)) continue
    const newest = Math.max(...ofSkill.map(({ made_at }) => made_at.getTime()))
    expect(skills[skill]?.at, `${skill} of ${person} is an older test`).toBeGreaterThanOrEqual(newest)
  }
}

/** Nobody edits phone numbers here: who holds another one than at first took it over, and gives it back with the undo. */
function checkTaken(person: Id, phone: string | null, done: readonly CommandRow[]): void {
  const merges = done.filter((row) => row.name === 'person.merge' && argsOf(row).into === person)
  const gone = merges.map((row) => String(argsOf(row).id))
  const undone = gone.every((id) => about(done, id, 'person.unmerge').length > 0)
  const isPlain = (id: Id) => !done.some((row) => row.name === 'person.merge' && argsOf(row).into === id)
  const quiet = [person, ...gone].every((id) => !about(done, id, 'person.restrict', 'person.consent').length)
  const onceEach =
    new Set(gone).size === gone.length && gone.every((id) => about(done, id, 'person.unmerge').length === 1)
  if (!undone || !onceEach || !quiet || !gone.every(isPlain)) return
  const added = done.find((row) => row.name === 'person.add' && (argsOf(row).person as { id: Id }).id === person)
  if (added?.args) expect(phone, `phone number of ${person}`).toBe((argsOf(added).person as Person).phone)
}

const wasMerged = (person: Id, done: readonly CommandRow[]): boolean =>
  done.some((row) => row.name === 'person.merge' && (argsOf(row).id === person || argsOf(row).into === person))
