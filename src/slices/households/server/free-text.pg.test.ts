import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createSyncWorld,
  doorArgs,
  type Sender,
  type SyncWorld,
  visitArgs,
  wire,
} from '#platform/testing/sync-world.ts'

// What nobody may keep is kept nowhere, whatever app sends it: apps of before this check have it in their unsent work.

let world: SyncWorld
beforeAll(async () => {
  world = await createSyncWorld()
})
afterAll(() => world.close())

const identity = 'CCCD 001 203 012 345'
const notHere = 'Không ghi số căn cước, số thẻ hay mật khẩu vào đây. Hãy xóa đi.'

/** The fields that were refused, each with its sentence. */
const refusalOf = async (me: Sender, command: unknown) => {
  const [verdict] = (await world.send(me, [command])).verdicts
  const { code, fields = [] } = (verdict?.problem ?? { code: null }) as {
    code: string | null
    fields?: { path: string; vi: string }[]
  }
  return [code, ...fields.map(({ path, vi }) => [path, vi])]
}

/** Is it anywhere in the audit, in the doors, in the work that waits? */
const isHeld = async () => {
  const tables = ['command', 'household', 'conflict'] as const
  const held = await Promise.all(tables.map((table) => world.db.owner.selectFrom(table).selectAll().execute()))
  return JSON.stringify(held).includes('001 203')
}

test.each(['number', 'alley', 'label', 'note'])(
  'a door with an identity number in its %s is refused, with the field; corrected, it and what waits for it are taken',
  async (field) => {
    const me = await world.sender()
    const door = doorArgs()
    const bad = { household: { ...door.household, [field]: field === 'number' ? '001 203 012 345' : identity } }
    const visit = wire('visit.record', visitArgs(door.household.id))
    expect(await refusalOf(me, wire('household.add', bad))).toEqual([
      'command.invalid',
      [`household.${field}`, notHere],
    ])
    expect((await world.send(me, [visit])).verdicts).toMatchObject([{ verdict: 'waiting' }])
    expect(await isHeld()).toBe(false)
    expect((await world.send(me, [wire('household.add', door)])).verdicts).toMatchObject([{ verdict: 'accepted' }])
    expect((await world.send(me, [visit])).verdicts).toMatchObject([{ verdict: 'accepted' }])
  },
)

test.each(['alley', 'label', 'note'])('an edit that writes one into the %s is refused, and not kept', async (field) => {
  const me = await world.sender()
  const door = doorArgs()
  await world.send(me, [wire('household.add', door)])
  const edit = wire('household.edit', { id: door.household.id, changes: { [field]: { old: null, new: identity } } })
  expect(await refusalOf(me, edit)).toEqual(['command.invalid', [field, notHere]])
  const proposal = { commandId: newId(), kind: 'household', id: door.household.id }
  const changes = { [field]: { old: null, new: identity } }
  expect(await refusalOf(me, wire('edit.hand-over', { ...proposal, changes }))).toEqual([
    'command.invalid',
    [field, notHere],
  ])
  expect(await isHeld()).toBe(false)
  const phone = { note: { old: null, new: 'gọi 0912 345 678 trước khi đến' } }
  expect(
    (await world.send(me, [wire('household.edit', { id: door.household.id, changes: phone })])).verdicts,
  ).toMatchObject([{ verdict: 'accepted' }])
})

test('nor does the correction of a visit', async () => {
  const me = await world.sender()
  const door = doorArgs()
  const visit = visitArgs(door.household.id)
  await world.send(me, [wire('household.add', door), wire('visit.record', visit)])
  const changes = { note: { old: null, new: identity } }
  const correct = { ...wire('visit.correct', { id: visit.visit.id, changes }), version: 2 }
  expect((await refusalOf(me, correct))[0]).toBe('command.invalid')
  expect(await isHeld()).toBe(false)
})
