import { gunzipSync } from 'node:zlib'
import { sql, type Transaction } from 'kysely'
import { v7 as newId } from 'uuid'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { inScope } from '#platform/server/db.ts'
import type { Database } from '#platform/server/schema.ts'
import { addMonths, dayInVietnam } from '#platform/shared/dates.ts'
import { limits, type WireChange } from '#platform/shared/wire.ts'
import {
  createSyncWorld,
  doorArgs,
  type Sender,
  type SyncWorld,
  visitArgs,
  wire,
} from '#platform/testing/sync-world.ts'
import { startNewEpoch } from './epoch.ts'
import { forgetRemovals, tidySync } from './jobs.ts'
import { runOfficeCommand } from './office.ts'
import { start } from './position.ts'
import { pageQuery } from './pull.ts'
import { raiseReference } from './reference.ts'
import { Sealer } from './seal.ts'
import { dropSnapshots, readChunk, snapshot } from './snapshot.ts'

let world: SyncWorld
beforeAll(async () => {
  world = await createSyncWorld()
})
afterAll(() => world?.close())

// Pages of a few rows, so that small teams have many of them.
const mutable = limits as { pullRows: number; chunkRows: number }
const usual = { ...limits }
afterEach(() => Object.assign(mutable, usual))

const dayMs = 86_400_000

async function teamWithDoors(doors: number): Promise<{ me: Sender; ids: string[] }> {
  const me = await world.sender()
  const added = Array.from({ length: doors }, () => doorArgs())
  await world.send(
    me,
    added.flatMap((door) => [wire('household.add', door), wire('visit.record', visitArgs(door.household.id))]),
  )
  return { me, ids: added.map(({ household }) => household.id) }
}

const moveTo = async (me: Sender, ids: string[], to?: Sender) => {
  const place = {
    id: me.team.communeId,
    level: 'commune' as const,
    path: [],
    name: '',
    provinceId: me.team.provinceId,
    communeId: me.team.communeId,
  }
  const other = to ?? (await world.sender(await world.build.team(await world.build.hamlet(await communeOf(me)))))
  const { actor, scope } = await world.build.actor(await world.build.officer('commune_officer', place))
  for (const id of ids)
    await runOfficeCommand(world.deps, actor, scope, me.team.id, {
      id: newId(),
      name: 'household.move',
      version: 1,
      args: { id, toTeam: other.team.id },
    })
  return other
}

const communeOf = async (me: Sender) => {
  const { path } = await world.db.owner
    .selectFrom('place')
    .select('path')
    .where('id', '=', me.team.communeId)
    .executeTakeFirstOrThrow()
  return {
    id: me.team.communeId,
    level: 'commune' as const,
    path,
    name: '',
    provinceId: me.team.provinceId,
    communeId: me.team.communeId,
  }
}

const order = (change: WireChange) => `${String(change.rev).padStart(9, '0')} ${change.kind} ${change.id}`

test('pages come in the order of (revision, kind, id), each row once, whatever the size of a page', async () => {
  const { me, ids } = await teamWithDoors(8)
  for (const id of ids.slice(0, 3))
    await world.send(me, [wire('household.edit', { id, changes: { number: { old: '12', new: '13' } } })])
  const whole = await world.pullAll(me)
  for (const size of [1, 2, 3, 7]) {
    mutable.pullRows = size
    const paged = await world.pullAll(me)
    expect(paged.changes).toEqual(whole.changes)
  }
  expect(whole.changes.map(order)).toEqual(whole.changes.map(order).sort())
  expect(whole.changes.map(({ kind }) => kind).filter((kind) => kind === 'team' || kind === 'member')).toEqual([
    'team',
    'member',
  ])
})

test.each([
  ['', 'nothing'],
  ['12', 'a revision alone'],
  ['x/household/01890000-0000-7000-8000-000000000000', 'no revision'],
  ['1/Household/01890000-0000-7000-8000-000000000000', 'no kind'],
  ['1/household/12', 'an id of another form'],
  ['1/no-such-kind/01890000-0000-7000-8000-000000000000', 'a kind that nobody knows'],
])(
  'a position that cannot be read (%s, %s) is refused: beginning anew would give the same pages for ever',
  async (after) => {
    const { me } = await teamWithDoors(1)
    const { epoch, head } = await world.page(me)
    await expect(world.page(me, { epoch, rev: 0, head, after })).rejects.toMatchObject({
      body: { code: 'input.invalid', fields: [{ path: 'query.after' }] },
    })
  },
)

test('a page goes on after a row of each kind', async () => {
  const { me } = await teamWithDoors(1)
  const { epoch, head } = await world.page(me)
  for (const { kind, idType } of world.deps.kinds) {
    const id = idType === 'text' ? `${newId()}/number` : newId()
    const page = await world.page(me, { epoch, rev: 0, head, after: `${head}/${kind}/${id}` })
    expect([kind, page.next]).toEqual([kind, null])
  }
})

test('a phone that pages while rows change and leave ends equal to one that pulls at the end', async () => {
  const { me, ids } = await teamWithDoors(10)
  mutable.pullRows = 4
  const phone = new Map<string, unknown>()
  const apply = (changes: WireChange[]) => {
    for (const { kind, id, row } of changes) row ? phone.set(`${kind}/${id}`, row) : phone.delete(`${kind}/${id}`)
  }
  const { epoch } = await world.page(me)
  const first = await world.page(me, { epoch, rev: 0 })
  apply(first.changes)
  const other = await moveTo(me, ids.slice(0, 2))
  let next = first.next
  for (let n = 2; next; n++) {
    await world.send(me, [
      wire('household.edit', { id: ids[n % 10], changes: { note: { old: null, new: `ghi chú ${n}` } } }),
    ])
    if (n === 4) await moveTo(me, ids.slice(8), other)
    const page = await world.page(me, { epoch, rev: 0, head: first.head, after: next })
    expect(page.changes.every(({ rev }) => rev <= first.head)).toBe(true)
    apply(page.changes)
    next = page.next
  }
  apply((await world.pullAll(me, first.head)).changes)
  const fresh = (await world.pullAll(me)).changes.filter(({ row }) => row)
  expect([...phone.keys()].sort()).toEqual(fresh.map(({ kind, id }) => `${kind}/${id}`).sort())
  for (const { kind, id, row } of fresh) expect(phone.get(`${kind}/${id}`)).toEqual(row)
})

test('a cursor of another epoch, from the future, or without epoch is told to begin again', async () => {
  const { me } = await teamWithDoors(1)
  const { epoch, head } = await world.pullAll(me)
  for (const query of [
    {},
    { epoch: 'other', rev: 1 },
    { epoch, rev: head + 1 },
    { epoch },
    { epoch, rev: -1 },
    { epoch, rev: 0.5 },
  ])
    expect(await world.page(me, query)).toMatchObject({ reset: true, changes: [], next: null, epoch })
  expect(await world.page(me, { epoch, rev: head })).toMatchObject({ reset: false, changes: [], head })
  const fresh = await startNewEpoch(world.db.owner, 'test')
  expect(await world.page(me, { epoch, rev: head })).toMatchObject({ reset: true, epoch: fresh })
})

test('a cursor older than the removals that are still known is told to begin again', async () => {
  const { me, ids } = await teamWithDoors(3)
  const old = await world.pullAll(me)
  await moveTo(me, ids.slice(0, 1))
  const { head } = await world.pullAll(me, old.head)
  await forgetRemovals(world.db.worker, Date.now() + 179 * dayMs)
  expect(await world.page(me, { epoch: old.epoch, rev: old.head })).toMatchObject({ reset: false })
  await tidySync(world.db.worker, Date.now() + 181 * dayMs)
  expect(await world.page(me, { epoch: old.epoch, rev: old.head })).toMatchObject({ reset: true })
  expect(await world.page(me, { epoch: old.epoch, rev: head })).toMatchObject({ reset: false })
})

test('phones hold visits of the last twelve months; older ones stay on the server', async () => {
  const { me } = await teamWithDoors(2)
  const visits = (await world.pullAll(me)).changes.filter(({ kind }) => kind === 'visit')
  const horizon = addMonths(dayInVietnam(Date.now()), -12)
  await world.db.owner
    .updateTable('visit')
    .set({ day: horizon })
    .where('id', '=', visits[0]?.id ?? '')
    .execute()
  await sql`update visit set day = ${horizon}::date - 1 where id = ${visits[1]?.id}`.execute(world.db.owner)
  expect((await world.pullAll(me)).changes.filter(({ kind }) => kind === 'visit').map(({ id }) => id)).toEqual([
    visits[0]?.id,
  ])
})

test('reference data that changed on the team’s path, and only there, moves the counter of its pulls', async () => {
  const { me } = await teamWithDoors(1)
  const other = await world.sender()
  const counters = async () => [(await world.page(me)).reference, (await world.page(other)).reference]
  const before = await counters()
  await world.db.owner.transaction().execute((trx) => raiseReference(trx, me.team.communeId))
  const [mine, theirs] = await counters()
  expect(mine).toBeGreaterThan(before[0] ?? 0)
  expect(theirs).toBe(before[1])
})

async function unpack(me: Sender): Promise<{ changes: WireChange[]; hashes: string[]; rev: number }> {
  const manifest = await snapshot(world.deps, me.actor, me.scope, me.team.id)
  const changes: WireChange[] = []
  for (const { hash, bytes, rows } of manifest.chunks) {
    const chunk = await readChunk(world.deps, me.actor, me.scope, me.team.id, hash)
    expect(chunk.length).toBe(bytes)
    const lines = gunzipSync(chunk).toString().trimEnd().split('\n')
    expect(lines).toHaveLength(rows)
    changes.push(...lines.map((line) => JSON.parse(line) as WireChange))
  }
  expect(changes).toHaveLength(manifest.rows)
  return { changes, hashes: manifest.chunks.map(({ hash }) => hash), rev: manifest.rev }
}

test('the snapshot is the pull from zero without removals, in chunks that stay as they are', async () => {
  mutable.chunkRows = 7
  const { me, ids } = await teamWithDoors(12)
  await moveTo(me, ids.slice(0, 2))
  const first = await unpack(me)
  expect(first.hashes.length).toBeGreaterThan(2)
  expect(first.changes).toEqual((await world.pullAll(me)).changes.filter(({ row }) => row))
  await world.send(me, [wire('household.edit', { id: ids[5], changes: { number: { old: '12', new: '13' } } })])
  expect(await unpack(me)).toEqual(first)
  const delta = await world.pullAll(me, first.rev)
  expect(delta.changes.map(({ id }) => id)).toEqual([ids[5]])
})

test('a snapshot is made anew when too much changed, and when removals since were forgotten; the former stays a day', async () => {
  const { me, ids } = await teamWithDoors(20)
  const first = await unpack(me)
  await world.send(
    me,
    Array.from({ length: 51 }, () => wire('household.add', doorArgs())),
  )
  const second = await unpack(me)
  expect(second.rev).toBeGreaterThan(first.rev)
  expect((await readChunk(world.deps, me.actor, me.scope, me.team.id, first.hashes[0] ?? '')).length).toBeGreaterThan(0)
  await moveTo(me, ids.slice(0, 1))
  await forgetRemovals(world.db.worker, Date.now() + 181 * dayMs)
  expect((await unpack(me)).rev).toBeGreaterThan(second.rev)
})

test('several phones that ask at once get the same snapshot', async () => {
  const { me } = await teamWithDoors(5)
  const manifests = await Promise.all(
    Array.from({ length: 5 }, () => snapshot(world.deps, me.actor, me.scope, me.team.id)),
  )
  for (const manifest of manifests) expect(manifest).toEqual(manifests[0])
})

test('chunks lie sealed: no readable row in the database, no other key, no other team, gone after an erasure', async () => {
  const { me } = await teamWithDoors(3)
  const { hashes } = await unpack(me)
  const { sealed } = await world.db.owner
    .selectFrom('sync_chunk')
    .select('sealed')
    .where('hash', '=', hashes[0] ?? '')
    .executeTakeFirstOrThrow()
  expect(() => gunzipSync(sealed.subarray(28))).toThrow()
  const name = `${me.team.id}/${hashes[0]}`
  expect(new Sealer(world.deps.authSecret).open(sealed, name)).not.toBeNull()
  expect(new Sealer('another secret').open(sealed, name)).toBeNull()
  expect(new Sealer(world.deps.authSecret).open(sealed, `${newId()}/${hashes[0]}`)).toBeNull()
  const otherKey = { ...world.deps, authSecret: 'the secret was changed, all of it' }
  await expect(readChunk(otherKey, me.actor, me.scope, me.team.id, hashes[0] ?? '')).rejects.toMatchObject({
    body: { code: 'not-found' },
  })
  expect((await unpack(me)).changes.length).toBeGreaterThan(0)

  const kept = (await unpack(me)).hashes
  await inScope(world.db.app, me.scope, (trx) => dropSnapshots(trx, [me.team.id]))
  await expect(readChunk(world.deps, me.actor, me.scope, me.team.id, kept[0] ?? '')).rejects.toMatchObject({
    body: { code: 'not-found' },
  })
})

test('among very many rows of others a page is read by the indexes on (team, revision), under row-level security', async () => {
  const { me } = await teamWithDoors(20)
  const other = await world.sender()
  await world.db.owner.transaction().execute((trx) => crowd(trx, other.team.id))
  for (const after of [start, { rev: 1, kind: 'household', id: newId() }]) {
    const request = { team: me.team.id, after, head: 9, most: 500, since: '2026-01-01' }
    const { rows } = await inScope(
      world.db.app,
      { account: null, teams: [me.team.id], provinces: [], communes: [] },
      (trx) =>
        sql<{
          'QUERY PLAN': { Plan: PlanNode }[]
        }>`explain (format json) ${pageQuery(world.deps.kinds, request, 'changes')}`.execute(trx),
    )
    const scans = scansIn(rows[0]?.['QUERY PLAN'][0]?.Plan)
    // Places are a few thousand rows and the same for everybody, registers a row a team; here they are ten and none.
    const small = ['place', 'register', 'commune_register', 'register_rule']
    const seqScans = scans.filter(({ type, table }) => type === 'Seq Scan' && !small.includes(table))
    expect(seqScans).toEqual([])
    for (const name of [
      'household_team',
      'person_team',
      'visit_team',
      'photo_team',
      'visit_code_team',
      'conflict_team',
      'removal_page',
    ]) {
      const scan = scans.find(({ index }) => index === name)
      expect(scan?.condition).toMatch(/team_id = .*rev [<>]/)
    }
  }
})

async function crowd(trx: Transaction<Database>, team: string): Promise<void> {
  await sql`insert into household (id, team_id, rev, kind, number, folded, walk_order, created_on)
    select gen_random_uuid(), ${team}, n, 'home', '1', '1', 1, '2026-01-01' from generate_series(1, 6000) n`.execute(
    trx,
  )
  await sql`insert into person (id, team_id, rev, household_id, name, folded, consent, created_on)
    select gen_random_uuid(), ${team}, n, (select id from household where team_id = ${team} limit 1), 'A', 'a', '[]',
      '2026-01-01'
    from generate_series(1, 6000) n`.execute(trx)
  await sql`insert into duplicate_dismissed (id, team_id, rev, kind, a, b, dismissed, dismissed_on)
    select gen_random_uuid()::text, ${team}, n, 'person', gen_random_uuid(), gen_random_uuid(), true, '2026-01-01'
    from generate_series(1, 6000) n`.execute(trx)
  await sql`insert into visit (id, team_id, done_by_team_id, rev, place, day, made_at, outcome, people, groups, skills, topics, platforms)
    select gen_random_uuid(), ${team}, ${team}, n, 'desk', '2026-06-01', now(), 'done', 1, '{}', '[]', '{}', '[]'
    from generate_series(1, 6000) n`.execute(trx)
  await sql`insert into photo (id, team_id, done_by_team_id, rev, visit_id, taken_by, taken_at, width, height, bytes, sha256)
    select gen_random_uuid(), team_id, team_id, rev, id, id, now(), 8, 6, 100, repeat('0', 64)
    from visit where team_id = ${team}`.execute(trx)
  await sql`insert into visit_code (id, team_id, rev, visit_id, mark, code, made_on, valid_to)
    select gen_random_uuid(), team_id, rev, id, 'A', '123456', '2026-06-01', '2026-06-08'
    from visit where team_id = ${team}`.execute(trx)
  await sql`insert into removal (team_id, kind, id, rev, to_team_id)
    select ${team}, 'household', gen_random_uuid()::text, n, ${team} from generate_series(1, 6000) n`.execute(trx)
  await sql`insert into conflict (id, team_id, rev, subject_kind, subject_id, field, proposed_from, proposed_on)
    select gen_random_uuid()::text || '/number', ${team}, n, 'household', gen_random_uuid(), 'number', ${team}, '2026-01-01'
    from generate_series(1, 6000) n`.execute(trx)
  await sql`insert into team (id, place_id, commune_id, province_id, path, name, folded, name_key, sort_key)
    select made.id, t.place_id, t.commune_id, t.province_id, trim_array(t.path, 1) || made.id, made.id::text, '', made.id::text, ''
    from team t cross join (select gen_random_uuid() as id from generate_series(1, 3000)) made where t.id = ${team}`.execute(
    trx,
  )
  await sql`with made as (
      insert into member (id, province_id, name, folded, name_key)
      select gen_random_uuid(), province_id, 'x', '', '' from team, generate_series(1, 6000) where id = ${team}
      returning id, province_id
    )
    insert into membership (id, team_id, member_id, province_id, role, rev)
    select gen_random_uuid(), ${team}, id, province_id, 'member', row_number() over () from made`.execute(trx)
  await sql`analyze`.execute(trx)
}

interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Index Cond'?: string
  Plans?: PlanNode[]
}

const scansIn = (node: PlanNode | undefined): { type: string; table: string; index: string; condition: string }[] =>
  node
    ? [
        {
          type: node['Node Type'],
          table: node['Relation Name'] ?? '',
          index: node['Index Name'] ?? '',
          condition: node['Index Cond'] ?? '',
        },
        ...(node.Plans ?? []).flatMap(scansIn),
      ]
    : []
