import { sql } from 'kysely'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { limits } from '#platform/shared/wire.ts'
import type { BuiltTeam } from '#platform/testing/builders.ts'
import {
  createSyncWorld,
  doorArgs,
  type Sender,
  type SyncWorld,
  visitArgs,
  wire,
} from '#platform/testing/sync-world.ts'
import { runOfficeCommand } from './office.ts'

let world: SyncWorld
beforeAll(async () => {
  world = await createSyncWorld()
})
afterAll(() => world?.close())

/** Two teams of one commune with a member each, and the commune's officer who moves doors between them. */
async function commune() {
  const place = await world.build.commune()
  const [a, b] = [
    await world.build.team(await world.build.hamlet(place)),
    await world.build.team(await world.build.hamlet(place)),
  ]
  const officer = await world.build.officer('commune_officer', place)
  const office = await world.build.actor(officer)
  const run = (team: BuiltTeam | string, name: string, args: unknown, id = newId()) =>
    runOfficeCommand(world.deps, office.actor, office.scope, typeof team === 'string' ? team : team.id, {
      id,
      name,
      version: 1,
      args,
    })
  const move = (id: string, from: BuiltTeam, to: BuiltTeam) => run(from, 'household.move', { id, toTeam: to.id })
  return { place, a: await world.sender(a), b: await world.sender(b), run, move }
}

const one = async (from: Sender, name: string, args: unknown) =>
  (await world.send(from, [wire(name, args)])).verdicts[0]!
const ofKind = (changes: { kind: string }[], ...kinds: string[]) => changes.filter(({ kind }) => kinds.includes(kind))

test('a door moves with its visits and its conflicts: removals there, rows here', async () => {
  const { a, b, move } = await commune()
  const door = doorArgs()
  const visit = visitArgs(door.household.id)
  await world.send(a, [wire('household.add', door), wire('visit.record', visit)])
  const id = door.household.id
  await one(a, 'household.edit', { id, changes: { number: { old: '99', new: '14' } } })
  const [beforeA, beforeB] = [(await world.pullAll(a)).head, (await world.pullAll(b)).head]

  expect(await move(id, a.team, b.team)).toMatchObject({ verdict: 'accepted' })
  const left = ofKind((await world.pullAll(a, beforeA)).changes, 'household', 'visit', 'conflict')
  expect(left.map((change) => [change.kind, 'row' in change])).toEqual([
    ['conflict', false],
    ['household', false],
    ['visit', false],
  ])
  const came = ofKind((await world.pullAll(b, beforeB)).changes, 'household', 'visit', 'conflict')
  expect(came).toMatchObject([
    { kind: 'conflict', row: { subjectId: id, teamId: b.team.id } },
    { kind: 'household', row: { id, teamId: b.team.id } },
    { kind: 'visit', row: { id: visit.visit.id, teamId: b.team.id, doneByTeamId: a.team.id } },
  ])
})

test('done is done: a visit to a door that left is accepted for the team that made it, and may be corrected by it', async () => {
  const { a, b, move } = await commune()
  const door = doorArgs()
  const id = door.household.id
  await world.send(a, [wire('household.add', door)])
  await move(id, a.team, b.team)
  const visit = visitArgs(id, { people: 2 })
  expect(await one(a, 'visit.record', visit)).toMatchObject({ verdict: 'accepted' })
  expect(await one(a, 'visit.correct', { id: visit.visit.id, changes: { people: { old: 2, new: 3 } } })).toMatchObject({
    verdict: 'accepted',
  })
  const row = (await world.pullAll(b)).changes.find(({ id }) => id === visit.visit.id)?.row
  expect(row).toMatchObject({ teamId: b.team.id, doneByTeamId: a.team.id, people: 3, madeBy: a.member.id })
  expect((await world.pullAll(a)).changes.some((change) => change.id === visit.visit.id && change.row)).toBe(false)
  expect(await one(b, 'visit.cancel', { id: visit.visit.id, reason: null })).toMatchObject({
    verdict: 'refused',
    problem: { code: 'visit.of-other-team' },
  })
})

test('its edit of such a door is refused with a reason, and can be handed over as a conflict there', async () => {
  const { a, b, move } = await commune()
  const door = doorArgs()
  const id = door.household.id
  await world.send(a, [wire('household.add', door)])
  await move(id, a.team, b.team)
  const changes = { number: { old: '12', new: '14' }, alley: { old: 'Ngõ 3', new: 'Ngõ 3' } }
  const refused = await one(a, 'household.edit', { id, changes })
  expect(refused).toMatchObject({ verdict: 'refused', problem: { code: 'household.moved' } })

  expect(await one(a, 'edit.hand-over', { commandId: refused.id, kind: 'household', id, changes })).toMatchObject({
    verdict: 'conflict',
  })
  const conflict = (await world.pullAll(b)).changes.find(({ kind }) => kind === 'conflict')
  expect(conflict?.row).toMatchObject({
    field: 'number',
    current: '12',
    proposed: '14',
    proposedBy: a.member.id,
    proposedFrom: a.team.id,
  })
  expect(await one(b, 'conflict.resolve', { id: conflict?.id, choice: 'proposed', current: '12' })).toMatchObject({
    verdict: 'accepted',
  })
  expect((await world.pullAll(b)).changes.find((change) => change.id === id)?.row).toMatchObject({ number: '14' })
})

test('from hand to hand and back: the visit finds the holder, and who has it again edits it again', async () => {
  const { a, b, move, place } = await commune()
  const c = await world.build.team(await world.build.hamlet(place))
  const door = doorArgs()
  const id = door.household.id
  await world.send(a, [wire('household.add', door)])
  // The officer's scope must know the new team too: signed in again.
  const again = await communeOfficer(place)
  await move(id, a.team, b.team)
  await again(id, b.team, c)
  expect(await one(a, 'visit.record', visitArgs(id))).toMatchObject({ verdict: 'accepted' })
  expect(await one(b, 'visit.record', visitArgs(id))).toMatchObject({ verdict: 'accepted' })
  await again(id, c, a.team)
  expect(await one(a, 'household.edit', { id, changes: { number: { old: '12', new: '16' } } })).toMatchObject({
    verdict: 'accepted',
  })
  expect(await one(b, 'household.edit', { id, changes: { number: { old: '12', new: '18' } } })).toMatchObject({
    problem: { code: 'household.moved' },
  })
  const rows = (await world.pullAll(a)).changes.filter(({ kind }) => kind === 'visit')
  expect(rows.filter((change) => change.row)).toHaveLength(2)
})

async function communeOfficer(place: Parameters<SyncWorld['build']['officer']>[1]) {
  const { actor, scope } = await world.build.actor(await world.build.officer('commune_officer', place))
  return (id: string, from: BuiltTeam, to: BuiltTeam) =>
    runOfficeCommand(world.deps, actor, scope, from.id, {
      id: newId(),
      name: 'household.move',
      version: 1,
      args: { id, toTeam: to.id },
    })
}

test('what waited in a team for a door is decided when the door moves there', async () => {
  const { a, b, move } = await commune()
  const door = doorArgs()
  await world.send(a, [wire('household.add', door)])
  const visit = wire('visit.record', visitArgs(door.household.id))
  expect((await world.send(b, [visit])).verdicts[0]).toMatchObject({ verdict: 'waiting' })
  await move(door.household.id, a.team, b.team)
  expect((await world.pullAll(b)).verdicts).toMatchObject([{ id: visit.id, verdict: 'accepted' }])
})

test('only the commune moves, only between its teams, only what the team holds', async () => {
  const { a, b, run, move } = await commune()
  const stranger = await world.sender()
  const door = doorArgs()
  const id = door.household.id
  await world.send(a, [wire('household.add', door)])
  expect(await one(a, 'household.move', { id, toTeam: b.team.id })).toMatchObject({ problem: { code: 'not-allowed' } })
  const problem = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error) => error.body.code,
    )
  expect(await problem(run(a.team, 'household.move', { id, toTeam: stranger.team.id }))).toBe('not-found')
  expect(await problem(run(a.team, 'household.move', { id, toTeam: newId() }))).toBe('not-found')
  expect(await problem(run(stranger.team, 'household.move', { id, toTeam: a.team.id }))).toBe('not-found')
  expect(await problem(run(b.team, 'household.move', { id, toTeam: a.team.id }))).toBe('not-found')
  expect(await problem(run(a.team, 'household.move', { id: newId(), toTeam: b.team.id }))).toBe('not-found')
  expect(await problem(run(a.team, 'visit.record', visitArgs(id)))).toBe('not-allowed')
  expect(await problem(run(a.team, 'household.add', doorArgs({ number: null })))).toBe('command.invalid')
  await move(id, a.team, b.team)
  expect(await problem(move(id, a.team, b.team))).toBe('household.moved')
})

test('an office command sent twice is done once', async () => {
  const { a, b, run } = await commune()
  const door = doorArgs()
  await world.send(a, [wire('household.add', door)])
  const id = newId()
  const args = { id: door.household.id, toTeam: b.team.id }
  const [first, second] = await Promise.all([
    run(a.team, 'household.move', args, id),
    run(a.team, 'household.move', args, id),
  ])
  expect(first).toEqual(second)
})

test('doors moved to and fro under visits recorded at the same time: nothing is lost and nothing deadlocks', async () => {
  const { a, b, move } = await commune()
  const doors = Array.from({ length: 6 }, () => doorArgs())
  await world.send(
    a,
    doors.map((door) => wire('household.add', door)),
  )
  const visits = doors.flatMap(({ household }) => [visitArgs(household.id), visitArgs(household.id)])
  const moves = doors.map(({ household }, n) => (n % 2 ? move(household.id, a.team, b.team) : Promise.resolve()))
  const answers = await Promise.all([...moves, ...visits.map((visit) => one(a, 'visit.record', visit))])
  expect(answers.slice(doors.length)).toMatchObject(visits.map(() => ({ verdict: 'accepted' })))
  const rows = async (from: Sender) =>
    (await world.pullAll(from)).changes.filter(({ kind, row }) => kind === 'visit' && row)
  expect(await rows(a)).toHaveLength(6)
  expect(await rows(b)).toHaveLength(6)
})

test('a team whose phones are full is given nothing more (F4), with the reason; its members go on recording', async () => {
  const { a, b, run, move } = await commune()
  const door = doorArgs()
  await world.send(a, [wire('household.add', door)])
  await fill(b.team, limits.teamRecords - 10)

  expect(await move(door.household.id, a.team, b.team)).toMatchObject({ verdict: 'accepted' })
  expect(await move(door.household.id, b.team, a.team)).toMatchObject({ verdict: 'accepted' })
  await fill(b.team, 10)
  await expect(move(door.household.id, a.team, b.team)).rejects.toMatchObject({
    body: { code: 'team.full', details: { records: expect.any(Number), most: limits.teamRecords } },
  })
  await expect(run(b.team, 'household.add', doorArgs())).rejects.toMatchObject({ body: { code: 'team.full' } })
  expect((await world.send(b, [wire('household.add', doorArgs())])).verdicts).toMatchObject([{ verdict: 'accepted' }])
})

const fill = async ({ id }: BuiltTeam, doors: number) => {
  await sql`insert into household (id, team_id, rev, kind, number, folded, criteria, walk_order, created_on)
    select gen_random_uuid(), ${id}, 0, 'home', n::text, n::text, '{}', n, current_date from generate_series(1, ${doors}) as n`.execute(
    world.db.owner,
  )
}
