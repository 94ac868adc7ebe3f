import fc from 'fast-check'
import { sql } from 'kysely'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recountSources } from '#app/server/recount.ts'
import { foldPending } from '#platform/server/measures/folder.ts'
import { checkFigures, rebuildFigures } from '#platform/server/measures/recount/recount.ts'
import { addDays, dayInVietnam } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { createSyncWorld, doorArgs, type Sender, type SyncWorld, wire } from '#platform/testing/sync-world.ts'
import { decideRegister, decideRule } from '#slices/households/server/decide-register.ts'
import { recognisePending } from '#slices/households/server/recognition.ts'

// The register's figures, by real commands on a real database: what is kept by events must be what the tables say.

let world: SyncWorld
let members: Sender[]
let officer: Sender
const today = dayInVietnam(Date.now())

beforeAll(async () => {
  world = await createSyncWorld()
  const commune = await world.build.commune()
  const teams = [await world.build.team(commune, { name: 'Một' }), await world.build.team(commune, { name: 'Hai' })]
  members = await Promise.all(teams.map((team) => world.sender(team)))
  const [first] = members as [Sender]
  const permissions = ['household.read', 'household.move'] as const
  const grants = teams.map(({ id: on }) => ({ role: 'commune_officer', on, permissions }))
  const scope = { ...first.scope, teams: teams.map(({ id }) => id) }
  officer = { ...first, actor: { ...first.actor, grants }, scope }
})
afterAll(() => world.close())

const pick = fc.nat({ max: 1_000 })
const action = fc.constantFrom(
  ...([
    'door',
    'add',
    'add',
    'add',
    'skills',
    'skills',
    'slip',
    'tick',
    'withdraw',
    'again',
    'leave',
    'back',
    'close',
  ] as const),
  ...([
    'merge',
    'unmerge',
    'merge doors',
    'unmerge doors',
    'move door',
    'move',
    'switch',
    'rule',
    'recognise',
    'fold',
  ] as const),
)
const op = fc.record({ action, who: pick, which: pick, other: pick, daysAgo: fc.nat({ max: 90 }) })
type Op = typeof op extends fc.Arbitrary<infer T> ? T : never

const at = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(list.length, 1)]

class Model {
  doors: { id: Id; team: number }[] = []
  persons: { id: Id; door: Id; team: number }[] = []
  on = true
  day = addDays(today, -60)
  /** How commands ended, to see that the run was about something. */
  ended = new Map<string, number>()

  async run(step: Op): Promise<void> {
    const door = at(this.doors, step.which)
    const person = at(this.persons, step.which)
    const otherDoor = at(this.doors, step.other)
    const otherPerson = at(this.persons, step.other)
    if (step.action === 'fold') return void (await foldPending(world.db.worker, 1 + (step.which % 5)))
    if (step.action === 'recognise') return this.recognise(step.other % 3)
    if (step.action === 'switch') return this.switch()
    if (step.action === 'rule') return this.rule(step)
    if (step.action === 'door') {
      const team = step.who % 2
      const made = doorArgs({ criteria: step.which % 2 ? { fibre: true } : {} })
      this.doors.push({ id: made.household.id, team })
      return this.send(members[team], 'household.add', made, step)
    }
    if (!door) return
    const mine = members[door.team]
    if (step.action === 'add') return this.add(door, step)
    if (step.action === 'close')
      return this.send(mine, 'household.edit', { id: door.id, changes: { closedOn: { old: null, new: today } } }, step)
    if (step.action === 'merge doors')
      return this.send(mine, 'household.merge', { id: door.id, into: otherDoor?.id }, step)
    if (step.action === 'unmerge doors') return this.send(mine, 'household.unmerge', { id: door.id }, step)
    if (step.action === 'move door') return this.moveDoor(door, step)
    if (!person) return
    const by = members[person.team]
    const args = { register: by?.team.id, id: person.id }
    const said = (given: boolean) => ({ ...args, consent: { purpose: 'register', given, by: 'self', how: 'spoken' } })
    if (step.action === 'skills')
      return this.send(
        by,
        'person.skill',
        { ...args, skill: 'payment', level: at(['alone', 'cannot'], step.other), visitId: null },
        step,
      )
    if (step.action === 'slip')
      return this.send(by, 'person.skill', { ...args, skill: 'payment', level: null, visitId: null }, step)
    if (step.action === 'tick')
      return this.send(
        by,
        'person.edit',
        { ...args, changes: { 'criteria.smartphone': { old: null, new: true } } },
        step,
      )
    if (step.action === 'withdraw') return this.send(by, 'person.consent', said(false), step)
    if (step.action === 'again') return this.send(by, 'person.consent', said(true), step)
    if (step.action === 'leave' || step.action === 'back')
      return this.send(by, 'person.leave', { ...args, gone: step.action === 'leave' }, step)
    if (step.action === 'merge') return this.send(by, 'person.merge', { ...args, into: otherPerson?.id }, step)
    if (step.action === 'unmerge') return this.send(by, 'person.unmerge', args, step)
    if (step.action === 'move') return this.send(by, 'person.move', { ...args, from: person.door, to: door.id }, step)
  }

  private async add(door: { id: Id; team: number }, step: Op) {
    const id = newId()
    const consent = [{ purpose: 'register', given: true, by: 'self', how: 'spoken' }]
    const fields = { name: 'A', birthYear: null, sex: null, phone: null, relation: null, criteria: {} }
    const person = { id, householdId: door.id, ...fields, skills: step.other % 2 ? { payment: 'alone' } : {} }
    this.persons.push({ id, door: door.id, team: door.team })
    await this.send(members[door.team], 'person.add', { register: members[door.team]?.team.id, person, consent }, step)
  }

  private async moveDoor(door: { id: Id; team: number }, step: Op) {
    const to = 1 - door.team
    await this.send(
      { ...officer, team: members[door.team]?.team ?? officer.team },
      'household.move',
      { id: door.id, toTeam: members[to]?.team.id },
      step,
    )
    const { rows } = await sql<{ id: Id; team_id: Id }>`select id, team_id from household`.execute(world.db.owner)
    const teamOf = new Map(rows.map(({ id, team_id }) => [id, members.findIndex(({ team }) => team.id === team_id)]))
    for (const one of this.doors) one.team = teamOf.get(one.id) ?? one.team
    for (const one of this.persons) one.team = teamOf.get(one.door) ?? one.team
  }

  private async switch() {
    this.on = !this.on
    await switchIt(this.on)
  }

  private async rule(step: Op) {
    const household = { code: 'fibre', name: 'Cáp quang', of: 'household' as const, fromAge: null }
    const person = { code: 'smartphone', name: 'Điện thoại', of: 'person' as const, fromAge: null }
    const criteria = [[household], [person], []][step.which % 3] ?? []
    const provinceId = await placeOf('province_id')
    await world.db.owner
      .transaction()
      .execute((trx) => decideRule(trx, { provinceId, criteria, skills: ['payment'], ...decided }))
  }

  private async recognise(daysOn: number) {
    this.day = addDays(this.day, daysOn)
    while ((await recognisePending(world.db.worker, this.day)) > 0);
  }

  private async send(from: Sender | undefined, name: string, args: object, { daysAgo }: Op) {
    if (!from) throw new Error('nobody sends')
    const madeAt = new Date(Date.now() - daysAgo * 86_400_000).toISOString()
    const [verdict] = (await world.send(from, [wire(name, args, { madeAt })])).verdicts
    const key = `${name} ${verdict?.verdict}`
    this.ended.set(key, (this.ended.get(key) ?? 0) + 1)
  }
}

const decided = { decidedBy: 'UBND', note: null, validFrom: today, by: null }

const placeOf = async (column: 'commune_id' | 'province_id'): Promise<Id> => {
  const team = officer.team.id
  return (await world.db.owner.selectFrom('team').select(column).where('id', '=', team).executeTakeFirstOrThrow())[
    column as 'commune_id'
  ]
}

const switchIt = async (on: boolean) => {
  const texts = { purpose: 'x', legalBasis: 'x', retentionMonths: 6 }
  const communeId = await placeOf('commune_id')
  await world.db.owner.transaction().execute((trx) => decideRegister(trx, { communeId, on, ...texts, ...decided }))
}

const emptied = () =>
  sql`truncate recognition, recognition_queue, person, duplicate_dismissed, conflict, household, command, removal, sync_snapshot,
    register, commune_register, register_rule cascade`.execute(world.db.owner)

const seen = new Map<string, number>()
const differences = () => checkFigures(world.db.worker, { sources: recountSources })

test('whatever happens to persons and doors: people, digital households and digital citizens = counted anew', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(op, { minLength: 20, maxLength: 60 }), async (steps) => {
      await emptied()
      await rebuildFigures(world.db.worker, { sources: recountSources })
      const model = new Model()
      await switchIt(true)
      const first = { who: 0, which: 2, other: 1, daysAgo: 50 }
      for (const action of ['rule', 'door', 'door', 'add', 'add', 'recognise'] as const)
        await model.run({ ...first, action })
      for (const step of steps) await model.run(step)
      for (const [key, times] of model.ended) seen.set(key, (seen.get(key) ?? 0) + times)
      expect(world.faults).toEqual([])
      expect(await differences()).toEqual([])
      await model.run({ ...first, action: 'recognise' })
      expect(await differences()).toEqual([])
      for (const row of (await sql`select from recognition where until_day is null`.execute(world.db.owner)).rows)
        seen.set('recognised', (seen.get('recognised') ?? 0) + (row ? 1 : 0))
    }),
    { numRuns: Number(process.env.MEASURE_RUNS ?? 12) },
  )
  for (const name of [
    'person.add',
    'person.consent',
    'person.merge',
    'household.merge',
    'household.move',
    'person.move',
  ])
    expect(seen.get(`${name} accepted`), name).toBeGreaterThan(0)
  expect(seen.get('recognised')).toBeGreaterThan(0)
}, 120_000)
