import { sql } from 'kysely'
import { expect } from 'vitest'
import { commands } from '#app/shared/commands.ts'
import { horizon } from '#platform/server/sync/pull.ts'
import type { SyncRow } from '#platform/shared/command.ts'
import { type FieldChange, fieldOf, sameValue } from '#platform/shared/edit.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { ProblemBody } from '#platform/shared/problem.ts'
import { hasPassed } from '#platform/web/sync/overlay.ts'
import type { Moment, PhoneCommand, RowRef, TeamState } from '#platform/web/sync/types.ts'
import { figuresOf, type Visit, visitKind } from '#slices/visits/shared/public.ts'
import { checkPeople } from './check-people.ts'
import type { Run } from './run.ts'
import type { SimPhone } from './sim-phone.ts'
import { kinds, type World } from './world.ts'

const visitStore = kinds.find(({ kind }) => kind === visitKind)

/** What the server's table says of one command. */
export interface CommandRow {
  id: Id
  account_id: Id
  seq: number
  name: string
  team_id: Id
  args: Record<string, unknown> | null
  made_at: Date
  verdict: string
  late: boolean
  problem: ProblemBody | null
}

/** All promises of the sync, on the state in which everything came to rest. */
export async function checkEverything(run: Run): Promise<void> {
  const onServer = await commandsOnServer(run)
  for (const phone of run.cast.phones) {
    await phone.wake()
    await checkRows(run, phone)
    await checkFigures(run, phone)
    checkEnds(run, phone, onServer)
    checkDrafts(phone)
  }
  checkAuthors(run, onServer)
  run.cast.rescue.check(run, onServer)
  await checkPeople(run, onServer)
  checkClocks(run, onServer)
  await checkEffects(run, onServer)
  await checkFields(run, onServer)
}

/** At any moment: a door that was added here is shown until the base has it; accepted ones too. */
export function checkShown({ name, disk, client, bodyOf }: SimPhone): void {
  const records = [...disk.records.values()]
  const cursors = new Map(
    records
      .filter(({ key }) => key.startsWith('team/'))
      .map(({ clear }) => [(clear as TeamState).team, (clear as TeamState).cursor]),
  )
  for (const record of records) {
    const { table, clear } = record
    if (table !== 'outbox' && table !== 'kept') continue
    const command = JSON.parse(bodyOf(record)) as PhoneCommand
    const { at, earlier } = clear as { at?: Moment; earlier: Moment | null }
    const cursor = cursors.get(command.team) ?? null
    // What was accepted for a team that the member has left is shown there, not here.
    if (
      command.name !== 'household.add' ||
      (at && !cursors.has(command.team)) ||
      hasPassed(cursor, at ?? null) ||
      hasPassed(cursor, earlier)
    )
      continue
    const { id } = (command.args as { household: { id: Id } }).household
    expect(client.row('household', id), `${name} hides the door ${id} in ${table}`).toBeDefined()
  }
}

/** The phone holds the rows of its teams as the server has them, row by row, and shows exactly these. */
export async function checkRows({ world }: Pick<Run, 'world'>, phone: SimPhone): Promise<void> {
  const teams = phone.client.me()?.teams ?? []
  for (const store of kinds) {
    const { rows } = await sql<{ row: SyncRow }>`
      select ${store.json} as row from ${store.from}
      where ${store.team ?? sql`t.team_id`} = any (${[...teams]}::uuid[])
        and ${store.since?.(horizon(Date.now())) ?? sql`true`}`.execute(world.db.owner)
    const here = phone.client.rows(store.kind)
    expect(byId(here), `${phone.name}: ${store.kind}`).toEqual(byId(rows.map(({ row }) => row)))
  }
}

/**
 * F3: what the phone counts is what the server has counted, change by change, for the same teams. Visits of a team at doors
 * that went to another one are on that one's phones: they are counted from the server's rows.
 */
async function checkFigures({ world: { db } }: Run, { name, client }: SimPhone): Promise<void> {
  const always = { from: '1900-01-01', to: '2999-12-31' }
  const here = client.rows<Visit>(visitKind)
  for (const team of client.me()?.teams ?? []) {
    const { rows: gone } = await sql<{ row: Visit }>`
      select ${visitStore?.json} as row from ${visitStore?.from} where done_by_team_id = ${team} and team_id <> ${team}`.execute(
      db.owner,
    )
    const known = new Set(here.map(({ id }) => id))
    const elsewhere = gone.map(({ row }) => row).filter(({ id }) => !known.has(id))
    const { amounts, doors } = figuresOf([...here, ...elsewhere], { teams: [team], ...always })
    const { rows: counted } = await sql<{ measure: string; amount: number }>`
      select measure, sum(amount::int)::int as amount from measure_delta, json_each_text(body->'amounts') as of (measure, amount)
      where team_id = ${team} group by measure having sum(amount::int) <> 0`.execute(db.owner)
    expect(amounts, `${name}: figures of the team`).toEqual(
      Object.fromEntries(counted.map((one) => [one.measure, one.amount])),
    )
    const { rows: reached } = await sql<{ door: Id }>`
      select door from measure_delta, json_each_text(body->'subjects'->'doors.reached') as of (door, reasons)
      where team_id = ${team} group by door having sum(reasons::int) > 0`.execute(db.owner)
    expect(doors, `${name}: doors that were reached`).toBe(reached.length)
  }
}

const byId = (rows: readonly SyncRow[]) => [...rows].sort((a, b) => (a.id < b.id ? -1 : 1))

/** Every command ended, once, and phone and server say the same. */
function checkEnds({ coverage }: Run, phone: SimPhone, onServer: Map<Id, CommandRow>): void {
  const ends = endsOn(phone)
  for (const [id, command] of phone.made) {
    const [end, ...more] = ends.get(id) ?? []
    const what = `${phone.name}: ${command.name} ${id}`
    expect(more, `${what} ended twice`).toEqual([])
    expect(['accepted', 'merged', 'conflict', 'refused'], `${what} did not end`).toContain(end)
    const row = onServer.get(id)
    if (end !== 'refused') expect(row?.verdict, `${what} on the server`).toBe(end)
    else if (row) expect(row.verdict, `${what} in the tray`).toBe('refused')
    coverage.count(`command: ${command.name}`)
    coverage.count(`verdict: ${end}`)
  }
  expect(ends.size, `${phone.name}: commands that nobody made`).toBe(phone.made.size)
}

/** Half-done forms are as they were left, whatever happened around them. */
function checkDrafts({ name, client, drafts }: SimPhone): void {
  for (const [key, body] of drafts) expect(JSON.stringify(client.draft(key)?.value), `${name}: ${key}`).toBe(body)
}

/** Whoever carried it to the server: it is the work of who did it. */
function checkAuthors({ cast }: Run, onServer: Map<Id, CommandRow>): void {
  for (const { made, accountId, name: phone } of [...cast.phones, ...cast.rescue.broken])
    for (const { id, name } of made.values()) {
      const author = onServer.get(id)?.account_id
      if (author) expect(author, `${phone}: ${name} ${id} is the work of somebody else`).toBe(accountId)
    }
}

function endsOn({ disk }: SimPhone): Map<Id, string[]> {
  const ends = new Map<Id, string[]>()
  const end = (id: Id, how: string) => ends.set(id, [...(ends.get(id) ?? []), how])
  for (const { table, clear } of disk.records.values()) {
    const { id = '', verdict = '' } = (clear ?? {}) as { id?: Id; verdict?: string }
    if (table === 'kept') end(id, verdict)
    if (table === 'tray') end(id, 'refused')
    if (table === 'outbox') end(id, 'unsent')
  }
  return ends
}

/** Whatever the phones' clocks said, all of it was made while the run lasted. */
function checkClocks({ startedMs }: Run, onServer: Map<Id, CommandRow>): void {
  for (const { id, name, made_at } of onServer.values()) {
    expect(made_at.getTime(), `${name} ${id} was made`).toBeGreaterThan(startedMs - simulatedMs)
    expect(made_at.getTime(), `${name} ${id} was made`).toBeLessThanOrEqual(Date.now())
  }
}
// Simulated time runs ahead of the server's: what waited some simulated days on a phone counts as that old.
const simulatedMs = 30 * 86_400_000

/** What was accepted has its effect, exactly once, and nothing else has one. */
async function checkEffects(run: Run, onServer: Map<Id, CommandRow>): Promise<void> {
  const { db } = run.world
  const teams = run.cast.teams.map(({ id }) => id)
  const accepted = (name: string) =>
    [...onServer.values()].filter((row) => row.name === name && row.verdict === 'accepted')
  const made = (rows: CommandRow[], key: string) =>
    rows.map(({ args }) => (args?.[key] as { id?: Id } | undefined)?.id).sort()

  const doors = await db.owner.selectFrom('household').select('id').where('team_id', 'in', teams).execute()
  expect(doors.map(({ id }) => id).sort(), 'doors').toEqual(made(accepted('household.add'), 'household'))
  const people = await db.owner.selectFrom('person').select('id').where('team_id', 'in', teams).execute()
  expect(people.map(({ id }) => id).sort(), 'persons').toEqual(made(accepted('person.add'), 'person'))
  const photos = await db.owner.selectFrom('photo').select('id').where('done_by_team_id', 'in', teams).execute()
  expect(photos.map(({ id }) => id).sort(), 'photos').toEqual(
    accepted('photo.add')
      .map(({ args }) => String(args?.id))
      .sort(),
  )
  const visits = await db.owner
    .selectFrom('visit')
    .select(['id', 'cancelled_on'])
    .where('done_by_team_id', 'in', teams)
    .execute()
  expect(visits.map(({ id }) => id).sort(), 'visits').toEqual(made(accepted('visit.record'), 'visit'))
  const cancelled = visits.filter(({ cancelled_on }) => cancelled_on).map(({ id }) => id)
  expect(cancelled.sort(), 'cancelled').toEqual(
    [...accepted('visit.cancel'), ...accepted('visit.cancel-any')].map(({ args }) => String(args?.id)).sort(),
  )
  const { rows } = await sql<{ visits: number }>`
    select coalesce(sum((body->'amounts'->>'visits')::int), 0)::int as visits from measure_delta
    where team_id = any (${teams}::uuid[])`.execute(db.owner)
  expect(rows[0]?.visits, 'visits in the figures').toBe(visits.length - cancelled.length)
  await checkConflicts(run, onServer)
  await checkWaits(run, onServer)
}

/** What was refused after 30 days, because its base never came, has no base in its team. */
async function checkWaits({ world }: Run, onServer: Map<Id, CommandRow>): Promise<void> {
  for (const { id, name, args, team_id, problem } of onServer.values()) {
    if (problem?.code !== 'command.base-missing') continue
    const bases = commands.find((command) => command.name === name)?.bases(args) ?? []
    const there = await Promise.all(bases.map((base) => isInTeam(world, base, team_id)))
    expect(there, `${name} ${id} waited although its base was there`).toContain(false)
  }
}

async function isInTeam({ db }: World, base: RowRef, team: Id): Promise<boolean> {
  const store = kinds.find(({ kind }) => kind === base.kind)
  if (!store) return false
  const { rows } = await sql`select from ${store.from}
    where t.id = ${base.id} and ${store.team ?? sql`t.team_id`} = ${team}`.execute(db.owner)
  return rows.length > 0
}

/** Versions are in dispute exactly for the commands whose verdict says so. */
async function checkConflicts({ world, cast }: Run, onServer: Map<Id, CommandRow>): Promise<void> {
  const rows = await world.db.owner
    .selectFrom('conflict')
    .select('id')
    .where('subject_kind', '<>', 'person') // those of people end when they withdraw, or the register is switched off
    .where(
      'team_id',
      'in',
      cast.teams.map(({ id }) => id),
    )
    .execute()
  const disputed = [...onServer.values()].filter(
    ({ name, verdict, args }) =>
      verdict === 'conflict' && name !== 'conflict.resolve' && !name.startsWith('person.') && args?.kind !== 'person',
  )
  expect([...new Set(rows.map(({ id }) => id.split('/')[0]))].sort(), 'conflicts').toEqual(
    disputed.map(({ id }) => id).sort(),
  )
}

/**
 * No edit was overwritten unseen: the accepted changes of a field form a chain from its first value to its last, each
 * starting at the value where the one before ended. Fields in dispute are left to `checkConflicts`.
 */
async function checkFields({ world, cast }: Run, onServer: Map<Id, CommandRow>): Promise<void> {
  const teams = cast.teams.map(({ id }) => id)
  const { rows } = await sql<{ row: SyncRow }>`
    select ${kinds.find(({ kind }) => kind === 'household')?.json} as row from household t
    where team_id = any (${teams}::uuid[])`.execute(world.db.owner)
  const conflicts = await world.db.owner
    .selectFrom('conflict')
    .select(['subject_id', 'field'])
    .where('team_id', 'in', teams)
    .execute()
  const disputed = new Set(conflicts.map(({ subject_id, field }) => `${subject_id}/${field}`))
  for (const { row } of rows) {
    for (const field of ['note', 'walkOrder', 'alley', 'kind']) {
      const changes = changesOf(onServer, row.id, field)
      // What a command set that was merged or disputed, and what it found set already, cannot be told apart.
      if (disputed.has(`${row.id}/${field}`) || changes.some(({ certain }) => !certain)) continue
      const first = fieldOf(doorAsAdded(onServer, row.id), field)
      expect(isChain(first, fieldOf(row, field), changes), `${field} of door ${row.id} was overwritten`).toBe(true)
    }
  }
}

const doorAsAdded = (onServer: Map<Id, CommandRow>, door: Id): object => {
  const added = [...onServer.values()].map(({ name, args }) => (name === 'household.add' ? args?.household : undefined))
  return (added as (RowRef | undefined)[]).find((each) => each?.id === door) ?? {}
}

const changesOf = (onServer: Map<Id, CommandRow>, door: Id, field: string): (FieldChange & { certain: boolean })[] =>
  [...onServer.values()].flatMap(({ name, verdict, args }) => {
    if (name !== 'household.edit' || verdict === 'refused' || args?.id !== door) return []
    const change = (args.changes as Record<string, FieldChange>)[field]
    return change ? [{ ...change, certain: verdict === 'accepted' }] : []
  })

/** Can the changes, in some order, lead from the first value to the last? Each value is then left as often as it is reached. */
function isChain(first: unknown, last: unknown, changes: readonly FieldChange[]): boolean {
  const balance = new Map<string, number>()
  const add = (value: unknown, amount: number) => {
    const key = JSON.stringify(value ?? null)
    balance.set(key, (balance.get(key) ?? 0) + amount)
  }
  add(first, 1)
  add(last, -1)
  for (const change of changes) {
    if (sameValue(change.old ?? null, change.new ?? null)) continue
    add(change.old, -1)
    add(change.new, 1)
  }
  return [...balance.values()].every((amount) => amount === 0)
}

/** Made by the officer of the run, not by a phone. */
const ofOffices = new Set(['household.move', 'person.restrict'])

async function commandsOnServer({ world, cast, coverage }: Run): Promise<Map<Id, CommandRow>> {
  const rows: CommandRow[] = (await world.db.owner
    .selectFrom('command')
    .select(['id', 'account_id', 'seq', 'name', 'team_id', 'args', 'made_at', 'verdict', 'late', 'problem'])
    .where(
      'team_id',
      'in',
      cast.teams.map(({ id }) => id),
    )
    .orderBy('seq')
    .execute()) as CommandRow[]
  for (const { name, late, verdict } of rows) {
    if (late) coverage.count('late verdict')
    if (ofOffices.has(name)) coverage.count(`command: ${name}`)
    expect(verdict, `${name} still waits`).not.toBe('waiting')
  }
  return new Map(rows.map((row) => [row.id, row]))
}
