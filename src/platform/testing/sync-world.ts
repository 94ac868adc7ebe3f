import { v7 as newId } from 'uuid'
import { createSyncDeps } from '#app/server/sync.ts'
import type { Scope } from '#platform/server/db.ts'
import type { SyncDeps } from '#platform/server/sync/deps.ts'
import { createDesk } from '#platform/server/sync/desk.ts'
import { lanesFor } from '#platform/server/sync/lanes.ts'
import { pull } from '#platform/server/sync/pull.ts'
import { push } from '#platform/server/sync/push.ts'
import { dayInVietnam } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { Actor, Path } from '#platform/shared/permission.ts'
import { type PullAnswer, type PushAnswer, type WireChange, wireVersion } from '#platform/shared/wire.ts'
import { decideRegister } from '#slices/households/server/public.ts'
import { emptyDraft, type VisitDraft } from '#slices/visits/shared/public.ts'
import { type Builders, type BuiltMember, type BuiltSession, type BuiltTeam, createBuilders } from './builders.ts'
import { createTestDb, type TestDb } from './test-db.ts'

/** A member at a phone, without the phone: pushes and pulls by calling the sync itself. */
export interface Sender {
  team: BuiltTeam
  member: BuiltMember
  session: BuiltSession
  actor: Actor
  scope: Scope
}

export interface WireOptions {
  madeAt?: string
  sinceMs?: number
  id?: Id
  /** Of the command; 1 unless said otherwise. */
  version?: number
}

/** One command as a phone sends it. */
export const wire = (name: string, args: unknown, { madeAt, sinceMs, id, version }: WireOptions = {}) => ({
  id: id ?? newId(),
  name,
  version: version ?? 1,
  madeAt: madeAt ?? new Date().toISOString(),
  ...(sinceMs !== undefined && { sinceMs }),
  args,
})

/** A door to add; every field has a default. */
export const doorArgs = (fields: Record<string, unknown> = {}) => ({
  household: {
    id: newId(),
    kind: 'home',
    number: '12',
    alley: 'Ngõ 3',
    label: null,
    criteria: {},
    walkOrder: 1,
    note: null,
    ...fields,
  },
})

/** A visit to record; every field has a default. */
export const visitArgs = (householdId: Id | null, fields: Partial<VisitDraft> = {}) => ({
  visit: { ...emptyDraft(newId(), householdId), ...fields },
})

/** A person to add who agreed; every field has a default. */
export const personArgs = (register: Id, householdId: Id, fields: Record<string, unknown> = {}) => ({
  register,
  person: {
    id: newId(),
    householdId,
    name: 'Nguyễn Thị Hoa',
    birthYear: 1960,
    sex: 'female',
    phone: '+84912345678',
    relation: 'head',
    criteria: { smartphone: true },
    skills: {},
    ...fields,
  },
  consent: [{ purpose: 'register', given: true, by: 'self', how: 'spoken' }],
})

/** The commune of a team switches its register on (or off), from today. */
export async function switchRegister(db: TestDb, team: Id, change: { on?: boolean; retentionMonths?: number } = {}) {
  const { commune_id: communeId } = await db.owner
    .selectFrom('team')
    .select('commune_id')
    .where('id', '=', team)
    .executeTakeFirstOrThrow()
  const decision = {
    ...{ communeId, on: true, purpose: 'Hướng dẫn kỹ năng số', legalBasis: 'Luật 91/2025/QH15', retentionMonths: 12 },
    ...{ decidedBy: 'UBND xã', note: null, validFrom: dayInVietnam(Date.now()), by: null },
    ...change,
  }
  await db.owner.transaction().execute((trx) => decideRegister(trx, decision))
}

/** A database with a team and the sync over it, for tests. Call `close` in afterAll. */
export async function createSyncWorld() {
  const db = await createTestDb()
  const build = await createBuilders(db)
  const faults: unknown[] = []
  const deps: SyncDeps = createSyncDeps({
    db: db.app,
    paths: { team: (_trx, id) => pathOfTeam(db, id) },
    authSecret: 'a secret of the tests, long enough for anybody',
    report: (error) => {
      faults.push(error)
      return 'fault-1'
    },
  })
  return { db, build, deps, faults, ...actions(build, deps), close: () => db.drop() }
}

export type SyncWorld = Awaited<ReturnType<typeof createSyncWorld>>

function actions(build: Builders, deps: SyncDeps) {
  const deskWith = (change: Partial<SyncDeps>) => createDesk({ ...deps, ...change }, lanesFor(5).push)
  const desk = deskWith({})
  const asSender = async (team: BuiltTeam, member: BuiltMember): Promise<Sender> => {
    const session = await build.signIn(member)
    return { team, member, session, ...(await build.actor(session)) }
  }
  const sender = async (team?: BuiltTeam): Promise<Sender> => {
    const of = team ?? (await build.team())
    return asSender(of, await build.member(of))
  }
  const send = (
    from: Sender,
    commands: unknown[],
    options: { team?: Id; sentAt?: string; epoch?: string } = {},
  ): Promise<PushAnswer> =>
    push(desk, from.actor, from.scope, {
      wire: wireVersion,
      team: options.team ?? from.team.id,
      sentAt: options.sentAt ?? new Date().toISOString(),
      commands,
      ...(options.epoch && { epoch: options.epoch }),
    })
  const page = (from: Sender, query: object = {}): Promise<PullAnswer> =>
    pull(deps, from.actor, from.scope, { wire: wireVersion, team: from.team.id, ...query })
  return { deskWith, asSender, sender, send, page, pullAll: (from: Sender, rev = 0) => pullAll(page, from, rev) }
}

/** Everything since a revision, page by page, with the verdicts and the head. */
async function pullAll(page: (from: Sender, query?: object) => Promise<PullAnswer>, from: Sender, rev: number) {
  const { epoch } = await page(from)
  const first = await page(from, { epoch, rev })
  const changes: WireChange[] = [...first.changes]
  let next = first.next
  while (next) {
    const more = await page(from, { epoch, rev, head: first.head, after: next })
    changes.push(...more.changes)
    next = more.next
  }
  return { ...first, changes }
}

async function pathOfTeam(db: TestDb, id: Id): Promise<Path | null> {
  const row = await db.owner.selectFrom('team').select('path').where('id', '=', id).executeTakeFirst()
  return row?.path ?? null
}
