import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSyncWorld, doorArgs, type SyncWorld, visitArgs, wire } from '#platform/testing/sync-world.ts'

let world: SyncWorld
beforeAll(async () => {
  world = await createSyncWorld()
})
afterAll(() => world?.close())

const verdicts = (answer: { verdicts: { verdict: string }[] }) => answer.verdicts.map(({ verdict }) => verdict)
const codes = (answer: { verdicts: { problem?: { code: string } }[] }) =>
  answer.verdicts.map(({ problem }) => problem?.code)

test('doors and visits of one push are accepted, stored with the revision of the verdict, and pulled', async () => {
  const me = await world.sender()
  const door = doorArgs()
  const visit = visitArgs(door.household.id, { people: 3, skills: [{ skill: 'payment', level: 'alone', people: 2 }] })
  const answer = await world.send(me, [wire('household.add', door), wire('visit.record', visit)])
  expect(verdicts(answer)).toEqual(['accepted', 'accepted'])
  const { changes, head } = await world.pullAll(me)
  expect(answer.verdicts[0]?.rev).toBe(head)
  const rows = changes.filter(({ kind }) => kind === 'household' || kind === 'visit').map(({ row }) => row)
  expect(rows).toMatchObject([
    { id: door.household.id, teamId: me.team.id, rev: head, number: '12', closedOn: null },
    { id: visit.visit.id, householdId: door.household.id, doneByTeamId: me.team.id, people: 3, madeBy: me.member.id },
  ])
})

test('a visit that comes before its door waits inside the push, whatever the order', async () => {
  const me = await world.sender()
  const door = doorArgs()
  const answer = await world.send(me, [wire('visit.record', visitArgs(door.household.id)), wire('household.add', door)])
  expect(verdicts(answer)).toEqual(['accepted', 'accepted'])
})

test('the same push again, also at the same moment, gives the same verdicts and changes nothing', async () => {
  const me = await world.sender()
  const door = doorArgs()
  const batch = [
    wire('household.add', door),
    wire('visit.record', visitArgs(door.household.id)),
    wire('visit.correct', { id: newId(), changes: {} }),
  ]
  const answers = await Promise.all(Array.from({ length: 6 }, () => world.send(me, batch)))
  expect(verdicts(answers[0]!)).toEqual(['accepted', 'accepted', 'waiting'])
  for (const answer of answers) expect(answer).toEqual(answers[0])
  const { changes, head } = await world.pullAll(me)
  expect(head).toBe(answers[0]?.verdicts[0]?.rev)
  expect(changes.filter(({ kind }) => kind === 'visit')).toHaveLength(1)
  const deltas = await world.db.owner
    .selectFrom('measure_delta')
    .select('body')
    .where('team_id', '=', me.team.id)
    .execute()
  expect(deltas.filter(({ body }) => JSON.stringify(body).includes('visits'))).toHaveLength(1)
})

test('the same command twice in one push is one command', async () => {
  const me = await world.sender()
  const add = wire('household.add', doorArgs())
  expect(verdicts(await world.send(me, [add, add]))).toEqual(['accepted', 'accepted'])
})

test('what is wrong with one command concerns no other', async () => {
  const me = await world.sender()
  const good = [doorArgs(), doorArgs()]
  const id = newId()
  const answer = await world.send(me, [
    wire('household.add', good[0]),
    null,
    'text',
    { id: 'no uuid', name: 'household.add' },
    { ...wire('household.add', doorArgs()), id: id.toUpperCase() },
    wire('household.burn', {}),
    { ...wire('household.add', doorArgs()), version: 0 },
    { ...wire('household.add', doorArgs()), version: 7 },
    wire('household.add', doorArgs({ kind: 'castle', number: 'a'.repeat(21) })),
    wire('household.add', doorArgs({ number: null })),
    wire('household.add', doorArgs({ label: 'x\u0000y' })),
    wire('household.move', { id: newId(), toTeam: me.team.id }),
    wire('household.add', good[1]),
  ])
  expect(codes(answer)).toEqual([
    undefined,
    'command.malformed',
    'command.malformed',
    'command.malformed',
    'command.malformed',
    'command.unknown',
    'command.outdated',
    'command.unknown',
    'command.invalid',
    'command.invalid',
    'command.invalid',
    'not-allowed',
    undefined,
  ])
  expect(answer.verdicts[8]?.problem?.fields?.map(({ path }) => path)).toEqual(['household.kind', 'household.number'])
  expect(answer.verdicts[3]?.id).toBe('no uuid')
  const { changes } = await world.pullAll(me)
  expect(changes.filter(({ kind }) => kind === 'household')).toHaveLength(2)
})

test('500 commands are a push, 501 are refused as a whole', async () => {
  const me = await world.sender()
  const many = Array.from({ length: 500 }, (_, n) => wire('household.add', doorArgs({ number: String(n) })))
  const answer = await world.send(me, many)
  expect(new Set(verdicts(answer))).toEqual(new Set(['accepted']))
  await expect(world.send(me, [...many, wire('household.add', doorArgs())])).rejects.toMatchObject({
    body: { code: 'push.too-many', status: 413 },
  })
})

test('a foreign team is answered as one that does not exist', async () => {
  const me = await world.sender()
  const other = await world.build.team()
  const problems = await Promise.all(
    [other.id, newId()].map((team) =>
      world.send(me, [wire('household.add', doorArgs())], { team }).catch((error) => error.body),
    ),
  )
  expect(problems[0]).toEqual(problems[1])
  expect(problems[0]).toMatchObject({ code: 'not-found', status: 404 })
})

test('a row that the database refuses costs only its own command', async () => {
  const [me, stranger] = [await world.sender(), await world.sender()]
  const foreign = doorArgs()
  await world.send(stranger, [wire('household.add', foreign)])
  const door = doorArgs()
  const first = wire('visit.record', visitArgs(door.household.id))
  const batch = [
    first,
    wire('household.add', doorArgs({ id: foreign.household.id })),
    wire('household.add', door),
    ...Array.from({ length: 60 }, () => wire('household.add', doorArgs())),
    wire('visit.correct', { id: newId(), changes: { note: { old: { 'a\u0000b': 1 }, new: 'x' } } }),
  ]
  const answer = await world.send(me, batch)
  expect(codes(answer)[1]).toBe('conflict.exists')
  expect(codes(answer).at(-1)).toBe('input.invalid')
  expect(verdicts(answer).filter((verdict) => verdict === 'accepted')).toHaveLength(62)
  expect(await world.send(me, batch)).toEqual(answer)
})

test('a fault in a rule is a refusal with a reference, and the rest goes on', async () => {
  const me = await world.sender()
  const broken = world.deps.commands.map((one) =>
    one.name === 'visit.cancel'
      ? {
          ...one,
          decide: () => {
            throw new TypeError('broken rule')
          },
        }
      : one,
  )
  const { push } = await import('./push.ts')
  const answer = await push(world.deskWith({ commands: broken }), me.actor, me.scope, {
    wire: 1,
    team: me.team.id,
    sentAt: new Date().toISOString(),
    commands: [wire('visit.cancel', { id: newId(), reason: null }), wire('household.add', doorArgs())],
  })
  expect(codes(answer)).toEqual(['internal', undefined])
  expect(answer.verdicts[0]?.problem?.vi).toContain('fault-1')
  expect(world.faults).toHaveLength(1)
})

test('an older wire version than served is told to update, a push of another epoch decides nothing', async () => {
  const me = await world.sender()
  const { push } = await import('./push.ts')
  const request = { wire: 0, team: me.team.id, sentAt: '', commands: [] }
  await expect(push(world.deskWith({}), me.actor, me.scope, request)).rejects.toMatchObject({ body: { status: 426 } })
  const answer = await world.send(me, [wire('household.add', doorArgs())], { epoch: 'a former life' })
  expect(answer.verdicts).toEqual([])
  expect(answer.epoch).toBe((await world.page(me)).epoch)
})
