import { Writable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { type Kysely, sql } from 'kysely'
import * as z from 'zod/mini'
import { type Implementation, implement, implementPublic } from '#platform/server/endpoint.ts'
import { createLogger } from '#platform/server/log.ts'
import type { Database } from '#platform/server/schema.ts'
import { createServer, type ServerOptions } from '#platform/server/server.ts'
import type { Actor } from '#platform/shared/permission.ts'
import { Problem } from '#platform/shared/problem.ts'
import { changedMeanwhile } from '#platform/shared/problems.ts'
import { anyone, anywhere, onPlace, onTeam, route, signedIn } from '#platform/shared/route.ts'

/** Tests share the machine with whatever else runs on it: only those about load shedding want to be shed. */
export const patientMs = 60_000

const nation = '00000000-0000-7000-8000-000000000001'
export const toyIds = {
  nation,
  commune: '00000000-0000-7000-8000-000000000002',
  otherCommune: '00000000-0000-7000-8000-000000000003',
  team: '00000000-0000-7000-8000-000000000004',
  unknown: '00000000-0000-7000-8000-000000000009',
  account: '00000000-0000-7000-8000-00000000000a',
}
const { commune, otherCommune, team, account } = toyIds

const actor = (grants: Actor['grants']): Actor => ({ accountId: account, memberId: null, grants })
/** Bearer tokens of the toy world. */
const actors: Record<string, Actor> = {
  officer: actor([
    { role: 'officer', on: commune, permissions: ['place.read', 'team.read', 'team.edit', 'audit.read'] },
  ]),
  reader: actor([{ role: 'reader', on: commune, permissions: ['place.read', 'team.read'] }]),
  nobody: actor([]),
}

const placeParams = z.object({ placeId: z.uuid() })

/** One declared route of each kind, over a table `note`. */
export const toyRoutes = {
  hello: route({
    method: 'GET',
    path: '/api/toy/hello',
    summary: 'Anyone.',
    access: anyone,
    output: z.object({ hello: z.string() }),
  }),
  me: route({
    method: 'GET',
    path: '/api/toy/me',
    summary: 'Signed in.',
    access: signedIn,
    output: z.object({ account: z.string(), scope: z.string() }),
    perMinute: 5,
  }),
  anywhere: route({
    method: 'GET',
    path: '/api/toy/anywhere',
    summary: 'A right anywhere.',
    access: anywhere('audit.read'),
    output: z.object({ ok: z.boolean() }),
  }),
  place: route({
    method: 'GET',
    path: '/api/toy/places/:placeId',
    summary: 'A right on a place.',
    access: onPlace('team.edit', 'params.placeId'),
    params: placeParams,
    query: z.object({ n: z.optional(z.coerce.number()) }),
    output: z.object({ n: z.nullable(z.number()) }),
  }),
  team: route({
    method: 'POST',
    path: '/api/toy/teams',
    summary: 'A right on a team that the body names.',
    access: onTeam('team.edit', 'body.teamId'),
    body: z.object({ teamId: z.uuid(), name: z.string().check(z.maxLength(20)), phone: z.optional(z.string()) }),
    output: z.object({ name: z.string() }),
    bodyLimit: 2_000,
  }),
  write: route({
    method: 'POST',
    path: '/api/toy/places/:placeId/notes',
    summary: 'Writes and may fail on the way.',
    access: onPlace('team.edit', 'params.placeId'),
    params: placeParams,
    body: z.object({
      text: z.string(),
      next: z.enum(['commit', 'refuse', 'break', 'duplicate', 'serialization', 'bug']),
    }),
    output: z.object({ attempts: z.number() }),
  }),
  readOnlyWrite: route({
    method: 'GET',
    path: '/api/toy/places/:placeId/write',
    summary: 'A reading route that tries to write.',
    access: onPlace('team.edit', 'params.placeId'),
    params: placeParams,
  }),
  people: route({
    method: 'GET',
    path: '/api/toy/teams/:teamId/people',
    summary: 'Shows persons.',
    access: onTeam('team.read', 'params.teamId'),
    params: z.object({ teamId: z.uuid() }),
    query: z.object({ q: z.optional(z.string()), page: z.optional(z.coerce.number()) }),
    reads: { what: 'member', shown: 'people' },
    output: z.object({ people: z.array(z.object({ name: z.string() })) }),
  }),
  slow: route({
    method: 'GET',
    path: '/api/toy/slow',
    summary: 'Takes a while.',
    access: anyone,
    output: z.object({ done: z.boolean() }),
  }),
  file: route({
    method: 'POST',
    path: '/api/toy/places/:placeId/file',
    summary: 'Takes a file.',
    access: onPlace('team.edit', 'params.placeId'),
    params: placeParams,
    upload: true,
    bodyLimit: 100_000,
    output: z.object({ name: z.string(), bytes: z.number() }),
  }),
}

export interface ToyServer {
  app: FastifyInstance
  /** The log so far, as text. */
  log(): string
  /** What afterCommit ran. */
  committed: string[]
}

/** A server with the toy routes over the tables of `db`; nothing of it knows a slice. */
export async function startToyServer(db: Kysely<Database>, options: Partial<ServerOptions> = {}): Promise<ToyServer> {
  const lines: string[] = []
  const committed: string[] = []
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const app = await createServer({
    publicUrl: 'http://localhost:3000',
    trustProxy: 0,
    shedAtMs: patientMs,
    log: createLogger('info', destination),
    version: '0.0.0',
    checks: { database: async () => true, migrations: async () => true, worker: () => true },
    routes: toyImplementations(committed),
    deps: {
      db,
      paths: {
        place: async (_trx, id) => pathOf(id),
        team: async (_trx, id) => (id === team ? [nation, commune, team] : null),
      },
      loadActor: async (request) => actors[request.headers.authorization?.replace('Bearer ', '') ?? ''] ?? null,
      scopeOf: ({ accountId }) => ({ account: accountId, teams: [team], provinces: [], communes: [] }),
    },
    ...options,
  })
  return { app, committed, log: () => lines.join('') }
}

const pathOf = (id: string) => ([commune, otherCommune].includes(id) ? [nation, id] : id === nation ? [nation] : null)

/** The table that toy routes write; made by the test as the owner. */
export const toyTable = sql`create table note (text text primary key)`

function toyImplementations(committed: string[]): Implementation[] {
  let attempts = 0
  return [
    implementPublic(toyRoutes.hello, () => ({ hello: 'ok', secret: 'not in the schema' })),
    implement(toyRoutes.me, async ({ actor, trx }) => {
      const { rows } = await sql<{ scope: string }>`select app_teams()::text as scope`.execute(trx)
      return { account: actor.accountId, scope: rows[0]?.scope ?? '' }
    }),
    implement(toyRoutes.anywhere, () => ({ ok: true })),
    implement(toyRoutes.place, ({ query }) => ({ n: query.n ?? null })),
    implement(toyRoutes.team, ({ body }) => ({ name: body.name })),
    implement(toyRoutes.write, async ({ trx, body, audit, afterCommit, params }) => {
      attempts++
      await sql`insert into note values (${body.text})`.execute(trx)
      await audit({ action: 'note.write', placeId: params.placeId, details: { letters: body.text.length } })
      afterCommit(() => void committed.push(body.text))
      if (body.next === 'refuse') throw new Problem(changedMeanwhile)
      if (body.next === 'break') await sql`select 1 / 0`.execute(trx)
      if (body.next === 'duplicate') await sql`insert into note values (${body.text})`.execute(trx)
      if (body.next === 'bug') throw new Error(`cannot handle "${body.text}"`)
      if (body.next === 'serialization' && attempts < 3)
        await sql`do $$ begin raise exception 'again' using errcode = '40001'; end $$`.execute(trx)
      return { attempts }
    }),
    implement(toyRoutes.readOnlyWrite, async ({ trx }) => void (await sql`insert into note values ('x')`.execute(trx))),
    implement(toyRoutes.people, ({ query }) => {
      if (query.q === 'refuse') throw new Problem(changedMeanwhile)
      return { people: query.q === 'nobody' ? [] : [{ name: 'An' }, { name: 'Bình' }] }
    }),
    implementPublic(toyRoutes.slow, async () => {
      await sleep(400)
      return { done: true }
    }),
    implement(toyRoutes.file, ({ upload }) => ({ name: upload.name, bytes: upload.bytes.length })),
  ]
}
