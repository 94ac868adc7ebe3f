import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DeclaredFigure, declareFigures, withdrawFigure } from '#platform/server/measures/declared.ts'
import { foldPending } from '#platform/server/measures/folder.ts'
import { checkFigures, rebuildFigures } from '#platform/server/measures/recount/recount.ts'
import { addDays } from '#platform/shared/dates.ts'
import { createTestDb, type TestDb } from '#platform/testing/test-db.ts'
import { householdsRecount } from '#slices/households/server/recount.ts'
import type { Household } from '#slices/households/shared/public.ts'
import { teamsRecount } from '#slices/teams/server/recount.ts'
import { visitsRecount } from '#slices/visits/server/recount.ts'
import type { Visit } from '#slices/visits/shared/public.ts'
import {
  dissolveTeam,
  insertPlaces,
  insertTeam,
  moveTeam,
  placesOf,
  saveDoor,
  saveMembership,
  saveVisit,
  type TestMembership,
  testId,
} from './world.ts'

let db: TestDb
const places = placesOf(2, 2, 2)
const standingPlaces = places.filter(({ level }) => level === 'commune' || level === 'hamlet')
const declaringPlaces = places.filter(({ level }) => level !== 'hamlet')
const sources = [visitsRecount, householdsRecount, teamsRecount]

beforeAll(async () => {
  db = await createTestDb()
  await insertPlaces(db.owner, places)
})
afterAll(() => db.drop())

// The days lie around the turn of a year: weeks, quarters and years all change within them.
const dayAt = (offset: number) => addDays('2025-12-01', offset)
const day = fc.integer({ min: 0, max: 70 }).map(dayAt)
const pick = fc.nat({ max: 1_000 })
// Few teams and places take part in moves and declarations, so that they meet.
const few = fc.nat({ max: 2 })

const op = fc.oneof(
  { weight: 6, arbitrary: fc.record({ op: fc.constant('visit' as const), door: pick, team: pick, day, what: pick }) },
  { weight: 3, arbitrary: fc.record({ op: fc.constant('correct' as const), visit: pick, day, what: pick }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('cancel' as const), visit: pick }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('door' as const), team: pick, day }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('close door' as const), door: pick, day: fc.option(day) }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('move door' as const), door: pick, team: pick }) },
  {
    weight: 2,
    arbitrary: fc.record({ op: fc.constant('team' as const), place: pick, from: day, day: fc.option(day) }),
  },
  { weight: 4, arbitrary: fc.record({ op: fc.constant('move team' as const), team: few, place: pick, day }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('dissolve' as const), team: pick, day: fc.option(day) }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('join' as const), team: pick, day: fc.option(day) }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('leave' as const), member: pick, day }) },
  {
    weight: 4,
    arbitrary: fc.record({ op: fc.constant('declare' as const), place: pick, measure: few, day, amount: pick }),
  },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('withdraw' as const), figure: pick }) },
  { weight: 3, arbitrary: fc.record({ op: fc.constant('fold' as const), limit: fc.integer({ min: 1, max: 6 }) }) },
)
type Op = typeof op extends fc.Arbitrary<infer T> ? T : never

const at = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(list.length, 1)]

/** What is in the database now, so that operations have something to change. */
class Model {
  teams: string[] = []
  doors: Household[] = []
  visits: Visit[] = []
  members: TestMembership[] = []
  declared: DeclaredFigure[] = []
  next = 0

  async run(step: Op): Promise<void> {
    if (step.op === 'fold') return void (await foldPending(db.worker, step.limit))
    await db.owner.transaction().execute(async (trx) => {
      const team = 'team' in step ? at(this.teams, step.team) : undefined
      const door = 'door' in step ? at(this.doors, step.door) : undefined
      const visit = 'visit' in step ? at(this.visits, step.visit) : undefined
      if (step.op === 'team') {
        const place = at(standingPlaces, step.place)
        const id = testId(4, this.next++)
        if (place) await insertTeam(trx, { id, establishedOn: step.day, dissolvedOn: null }, place, step.from)
        this.teams.push(id)
      } else if (step.op === 'door' && team) {
        const made: Household = {
          id: testId(5, this.next++),
          teamId: team,
          kind: 'home',
          number: '1',
          alley: null,
          label: null,
          criteria: {},
          walkOrder: 1,
          note: null,
          createdOn: step.day,
          closedOn: null,
        }
        await saveDoor(trx, undefined, made)
        this.doors.push(made)
      } else if (step.op === 'visit' && team) {
        const made = visitOf(testId(6, this.next++), team, door, step.day, step.what)
        await saveVisit(trx, undefined, made)
        this.visits.push(made)
      } else if (step.op === 'correct' && visit && !visit.cancelledOn) {
        const changed = {
          ...visitOf(visit.id, visit.doneByTeamId, undefined, step.day, step.what),
          teamId: visit.teamId,
        }
        const { householdId, place, attendance } = visit
        const outcome = place === 'home' ? {} : ({ outcome: 'done', people: 1 } as const)
        await this.changeVisit(trx, visit, { ...changed, ...outcome, householdId, place, attendance })
      } else if (step.op === 'cancel' && visit && !visit.cancelledOn) {
        await this.changeVisit(trx, visit, { ...visit, cancelledOn: '2026-03-01', cancelReason: null })
      } else if (step.op === 'close door' && door) {
        await this.changeDoor(trx, door, { ...door, closedOn: step.day })
      } else if (step.op === 'move door' && door && team) {
        await this.changeDoor(trx, door, { ...door, teamId: team })
      } else if (step.op === 'move team' && team) {
        const place = at(standingPlaces, step.place)
        if (place) await moveTeam(trx, team, place, step.day)
      } else if (step.op === 'dissolve' && team) {
        await dissolveTeam(trx, team, step.day)
      } else if (step.op === 'join' && team) {
        const id = testId(7, this.next++)
        const leads = this.next % 2 === 0
        const made = {
          id,
          team,
          role: leads ? 'leader' : 'member',
          sex: leads ? 'nu' : null,
          joinedOn: step.day,
          leftOn: null,
        } as const
        await saveMembership(trx, undefined, made)
        this.members.push(made)
      } else if (step.op === 'leave') {
        const index = step.member % Math.max(this.members.length, 1)
        const member = this.members[index]
        if (!member || (member.joinedOn && member.joinedOn > step.day)) return
        this.members[index] = { ...member, leftOn: step.day }
        await saveMembership(trx, member, { ...member, leftOn: step.day })
      } else if (step.op === 'declare') {
        const place = at(declaringPlaces, step.place)
        const measure = ['teams.active', 'members', 'visits'][step.measure % 3] ?? ''
        const kind = measure === 'visits' ? 'flow' : 'stock'
        const figure = {
          placeId: place?.id ?? '',
          measure,
          kind,
          day: step.day,
          amount: step.amount,
          source: 'CV 1',
        } as const
        await declareFigures(trx, [figure])
        this.declared.push(figure)
      } else if (step.op === 'withdraw') {
        const figure = at(this.declared, step.figure)
        if (figure) await withdrawFigure(trx, { ...figure, by: testId(6, 0), reason: 'khai nhầm' })
      }
    })
  }

  private async changeVisit(trx: Parameters<typeof saveVisit>[0], before: Visit, after: Visit): Promise<void> {
    await saveVisit(trx, before, after)
    this.visits[this.visits.indexOf(before)] = after
  }

  private async changeDoor(trx: Parameters<typeof saveDoor>[0], before: Household, after: Household): Promise<void> {
    await saveDoor(trx, before, after)
    this.doors[this.doors.indexOf(before)] = after
  }
}

function visitOf(id: string, team: string, door: Household | undefined, on: string, what: number): Visit {
  const outcome = placeOf(door, what) !== 'home' || what % 4 !== 0 ? 'done' : 'absent'
  const people = outcome === 'done' ? 1 + (what % 3) : 0
  return {
    id,
    teamId: door?.teamId ?? team,
    doneByTeamId: team,
    householdId: door?.id ?? null,
    place: placeOf(door, what),
    attendance: placeOf(door, what) === 'group' ? 'count' : null,
    outcome,
    people,
    groups: { elderly: what % 2, women: 0, poor: people, minority: 0, disabled: 0 },
    skills: people ? [{ skill: 'payment', level: what % 2 ? 'alone' : 'guided', people }] : [],
    topics: people && what % 5 === 0 ? ['scam', 'plan'] : [],
    platforms: people && what % 3 === 0 ? [{ platform: 'vneid', result: 'failed', reason: 'no-sim' }] : [],
    difficulty: what % 7 === 0 ? { kind: 'network', text: null } : null,
    followUpOn: what % 6 === 0 ? addDays(on, 7) : null,
    note: null,
    day: on,
    madeAt: '2026-01-01T00:00:00Z',
    madeBy: null,
    cancelledOn: null,
    cancelReason: null,
  }
}

const placeOf = (door: Household | undefined, what: number): Visit['place'] =>
  door ? (what % 9 ? 'home' : 'phone') : what % 3 ? 'desk' : 'group'

async function emptied(): Promise<void> {
  await sql`truncate visit, household, membership, member, team_place, team, declared_figure, declared_figure_past, measure_delta, rollup,
    team_rollup, subject_days, declared_counted cascade`.execute(db.owner)
}

test('whatever is recorded, corrected, cancelled, dated back or moved: kept figures = figures counted anew', async () => {
  const seen = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(fc.array(op, { minLength: 10, maxLength: 60 }), async (steps) => {
      await emptied()
      const model = new Model()
      for (const place of [0, 3, 7]) await model.run({ op: 'team', place, from: dayAt(0), day: dayAt(10) })
      await model.run({ op: 'door', team: 0, day: dayAt(5) })
      for (const step of steps) {
        seen.set(step.op, (seen.get(step.op) ?? 0) + 1)
        await model.run(step)
      }
      expect(await checkFigures(db.worker, { sources })).toEqual([])
      while ((await foldPending(db.worker, 3))?.rows);
      expect(await checkFigures(db.worker, { sources })).toEqual([])
    }),
    { numRuns: Number(process.env.MEASURE_RUNS ?? 20) },
  )
  expect(seen.size).toBe(14)
})

test('a rebuild from the source tables gives what the folder kept', async () => {
  await emptied()
  const model = new Model()
  for (const step of fc.sample(fc.array(op, { minLength: 150, maxLength: 150 }), { numRuns: 1, seed: 7 })[0] ?? [])
    await model.run(step)
  const team = { op: 'team', place: 2, from: dayAt(0), day: null } as const
  await model.run(team)
  await rebuildFigures(db.worker, { sources })
  expect(await checkFigures(db.worker, { sources })).toEqual([])
  await model.run({ op: 'visit', door: 0, team: 0, day: dayAt(3), what: 1 })
  await foldPending(db.worker)
  expect(await checkFigures(db.worker, { sources })).toEqual([])
})
