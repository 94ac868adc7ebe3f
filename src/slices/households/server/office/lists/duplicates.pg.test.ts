import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Id } from '#platform/shared/ids.ts'
import type { BuiltPlace, BuiltSession } from '#platform/testing/builders.ts'
import {
  createSyncWorld,
  doorArgs,
  personArgs,
  type Sender,
  type SyncWorld,
  switchRegister,
  wire,
} from '#platform/testing/sync-world.ts'
import { createTestApp, type TestApp } from '#platform/testing/test-app.ts'
import type { DuplicatePair } from '../../../shared/duplicate-routes.ts'

let world: SyncWorld
let app: TestApp
let commune: BuiltPlace
let officer: BuiltSession
beforeAll(async () => {
  world = await createSyncWorld()
  app = await createTestApp(world.db)
  commune = await world.build.commune()
  officer = await world.build.officer('commune_officer', commune)
})
afterAll(async () => {
  await app.close()
  await world.close()
})

const pairsOf = async (team: Id, who = officer): Promise<DuplicatePair[]> =>
  (await app.request('GET', `/api/teams/${team}/duplicates`, who)).json().pairs
const command = async (team: Id, name: string, args: object, who = officer) =>
  (await app.request('POST', `/api/teams/${team}/commands`, who, { id: v7(), name, version: 1, args })).json()

/** A team with one door written twice and one person written twice, there. */
const withTwins = async () => {
  const me = await world.sender(await world.build.team(await world.build.hamlet(commune)))
  await switchRegister(world.db, me.team.id)
  const doors = [doorArgs({ number: '12A', alley: 'Ngõ 5' }), doorArgs({ number: '12 a', alley: 'ngõ 5' })]
  const person = (door: number, name: string) =>
    personArgs(me.team.id, doors[door]?.household.id ?? '', { name, phone: null, birthYear: 1960 })
  const persons = [person(0, 'Lò Thị Đôi'), person(1, 'Lo Thi Doi')]
  const sent = [...doors.map((one) => wire('household.add', one)), ...persons.map((one) => wire('person.add', one))]
  const { verdicts } = await world.send(me, sent)
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(Array(4).fill('accepted'))
  return { me, team: me.team.id, persons: persons.map(({ person: { id } }) => id) }
}

const rowOnPhone = async (me: Sender, id: Id) =>
  (await world.pullAll(me)).changes.find((change) => change.id === id)?.row as { mergedInto: Id | null } | undefined

test('proposed, merged with undo, dismissed with undo: by the commands of the phones, which learn it', async () => {
  const { me, team, persons } = await withTwins()
  const pairs = await pairsOf(team)
  expect(pairs.map(({ kind, why }) => [kind, why])).toEqual([
    ['household', ['address']],
    ['person', ['name', 'birth-year', 'door']],
  ])
  const [doorPair, personPair] = pairs
  const [kept, gone] = doorPair?.sides ?? []
  await command(team, 'household.merge', { id: gone?.id, into: kept?.id })
  expect((await rowOnPhone(me, gone?.id ?? ''))?.mergedInto).toBe(kept?.id)
  expect((await pairsOf(team)).map(({ kind }) => kind)).toEqual(['person'])
  await command(team, 'household.unmerge', { id: gone?.id })
  expect((await pairsOf(team)).map(({ id }) => id)).toContain(doorPair?.id)

  const dismissed = { kind: 'person', a: persons[0], b: persons[1], dismissed: true }
  await command(team, 'duplicate.dismiss', dismissed)
  expect((await pairsOf(team)).map(({ id }) => id)).not.toContain(personPair?.id)
  await command(team, 'duplicate.dismiss', { ...dismissed, dismissed: false })
  await command(team, 'person.merge', { register: team, id: persons[0], into: persons[1] })
  expect((await pairsOf(team)).map(({ kind }) => kind)).toEqual(['household'])
  await command(team, 'person.unmerge', { register: team, id: persons[0] })
  expect(await pairsOf(team)).toHaveLength(2)
})

test('who withdrew is proposed to nobody, nor anybody while the register is off; looks are audited', async () => {
  const { me, team, persons } = await withTwins()
  const consent = { purpose: 'register', given: false, by: 'self', how: 'spoken' }
  await world.send(me, [wire('person.consent', { register: team, id: persons[0], consent })])
  const answer = await app.request('GET', `/api/teams/${team}/duplicates`, officer)
  expect(answer.body).not.toMatch(/Đôi|Doi/)
  expect(answer.json().pairs.map(({ kind }: DuplicatePair) => kind)).toEqual(['household'])
  const other = await withTwins()
  await switchRegister(world.db, other.team, { on: false })
  expect((await pairsOf(other.team)).map(({ kind }) => kind)).toEqual(['household'])
  const looks = await world.db.owner
    .selectFrom('audit')
    .select('account_id')
    .where('team_id', '=', team)
    .where('action', '=', 'household.read')
    .execute()
  expect(looks).toEqual([{ account_id: officer.accountId }])
})

test('not between teams, and not for another commune', async () => {
  const [one, two] = [await withTwins(), await withTwins()]
  const ids = (await pairsOf(one.team)).flatMap(({ sides }) => sides.map(({ id }) => id))
  expect(ids.filter((id) => two.persons.includes(id))).toEqual([])
  const stranger = await world.build.officer('commune_officer', await world.build.commune())
  expect((await app.request('GET', `/api/teams/${one.team}/duplicates`, stranger)).statusCode).toBe(404)
})
