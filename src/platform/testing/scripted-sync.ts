import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import * as z from 'zod/mini'
import {
  type AnyCommand,
  type CommandMeta,
  command,
  type Outcome,
  type SyncRow,
  type World,
} from '#platform/shared/command.ts'
import { conflictResolve, editHandOver } from '#platform/shared/conflict.ts'
import { applyChanges, type FieldChange, keepConflicts } from '#platform/shared/edit.ts'
import type { ProblemBody } from '#platform/shared/problem.ts'
import type {
  PullAnswer,
  PushRequest,
  SnapshotManifest,
  WireChange,
  WireCommand,
  WireVerdict,
} from '#platform/shared/wire.ts'
import { type ClientOptions, SyncClient } from '#platform/web/sync/client.ts'
import { openTabs } from '#platform/web/sync/tabs.ts'
import type { FetchInit, Me } from '#platform/web/sync/types.ts'
import { PhoneDisk } from './memory-store.ts'
import { SimulatedDevice } from './simulated-device.ts'

/**
 * Answers of the sync routes, written by a test: the server is outside the client, and here its answers must be exactly
 * these. The real one is met in tests/sync.
 */
export class ScriptedServer {
  epoch = 'e1'
  head = 0
  /** Every request, in order: 'push 2', 'pull 5', 'snapshot', 'chunk', 'me'. */
  readonly log: string[] = []
  readonly pushed: PushRequest[] = []
  me: Me = { accountId: 'account', memberId: 'member', name: 'An', teams: ['team'], grants: [] }
  /** The verdict on one command; accepted at the head unless said otherwise. */
  verdict: (command: WireCommand) => Partial<WireVerdict> = () => ({})
  pull: (query: URLSearchParams) => Partial<PullAnswer> = () => ({})
  chunks: WireChange[][] = []
  /** An answer instead of the usual one: null goes on as usual. */
  instead: (what: string) => Response | null = () => null

  readonly fetch = async (url: string, init: FetchInit): Promise<Response> => {
    const { pathname, searchParams } = new URL(url, 'http://phone.test')
    const what = this.name(pathname, searchParams, init)
    this.log.push(what)
    return this.instead(what) ?? this.answer(pathname, searchParams, init)
  }

  private name(path: string, query: URLSearchParams, init: FetchInit): string {
    const last = path.split('/')[3] ?? ''
    if (path.endsWith('/push')) return `push ${(JSON.parse(String(init.body)) as PushRequest).commands.length}`
    if (path.endsWith('/pull')) return `pull ${query.get('rev')}`
    return path.includes('/chunks/') ? 'chunk' : last || path.split('/')[2] || path
  }

  private answer(path: string, query: URLSearchParams, init: FetchInit): Response {
    if (path === '/api/me') return Response.json(this.me)
    if (path.endsWith('/push')) return this.answerPush(JSON.parse(String(init.body)))
    if (path.endsWith('/pull')) return Response.json({ ...this.emptyPull(), ...this.pull(query) })
    if (path.endsWith('/snapshot')) return Response.json(this.manifest())
    const packed = this.chunks.map(pack).find(({ hash }) => path.endsWith(hash))
    return packed ? new Response(new Uint8Array(packed.bytes)) : problem(404, 'not-found')
  }

  private answerPush(request: PushRequest): Response {
    this.pushed.push(request)
    if (request.epoch && request.epoch !== this.epoch) return Response.json({ epoch: this.epoch, verdicts: [] })
    const verdicts = (request.commands as WireCommand[]).map((each) => ({
      id: each.id,
      verdict: 'accepted',
      rev: this.head,
      ...this.verdict(each),
    }))
    return Response.json({ epoch: this.epoch, verdicts })
  }

  private emptyPull(): PullAnswer {
    return { epoch: this.epoch, head: this.head, next: null, reset: false, changes: [], verdicts: [], reference: 1 }
  }

  private manifest(): SnapshotManifest {
    const chunks = this.chunks.map((rows) => ({
      hash: pack(rows).hash,
      rows: rows.length,
      bytes: pack(rows).bytes.length,
    }))
    return { wire: 1, team: 'team', epoch: this.epoch, rev: this.head, rows: 0, chunks }
  }
}

function pack(rows: readonly WireChange[]): { hash: string; bytes: Buffer } {
  const bytes = gzipSync(rows.map((row) => JSON.stringify(row)).join('\n'))
  return { hash: createHash('sha256').update(bytes).digest('hex'), bytes }
}

/** A problem as the server answers it. */
export const problem = (status: number, code: string, headers: Record<string, string> = {}): Response =>
  Response.json({ code, status, vi: 'Không được.', en: 'No.' }, { status, headers })

export const problemBody = (code: string): ProblemBody => ({ code, status: 409, vi: 'Không được.', en: 'No.' })

export interface Note extends SyncRow {
  text: string
  colour: string
}

/** A row of the wire for the kind `note`. */
export const note = (id: string, rev: number, fields: Partial<Note> = {}): WireChange => ({
  kind: 'note',
  id,
  rev,
  row: { id, teamId: 'team', rev, text: id, colour: 'white', ...fields },
})

const noteAdd = command<{ id: string; text: string }>({
  name: 'note.add',
  version: 1,
  permission: 'household.edit',
  args: z.object({ id: z.string(), text: z.string() }),
  bases: () => [],
  creates: ({ id }) => [{ kind: 'note', id }],
  decide: (world, { id, text }, meta) => addNote(world, { id, text, colour: 'white' }, meta),
})

/** A later app asks for more. */
export const noteAddVersion2 = command<{ id: string; text: string; colour: string }>({
  name: 'note.add',
  version: 2,
  permission: 'household.edit',
  args: z.object({ id: z.string(), text: z.string(), colour: z.string() }),
  bases: () => [],
  creates: ({ id }) => [{ kind: 'note', id }],
  decide: (world, args, meta) => addNote(world, args, meta),
})

const addNote = (world: World, of: { id: string; text: string; colour: string }, meta: CommandMeta): Outcome => {
  if (of.text === '') return { verdict: 'refused', problem: problemBody('note.empty') }
  world.put<Note>('note', { ...of, teamId: meta.teamId })
  return { verdict: 'accepted' }
}

/** Commands of a toy slice: notes are added, edited, and marked by children that need their note. */
export const noteCommands: readonly AnyCommand[] = [
  noteAdd,
  command<{ id: string; changes: Record<string, FieldChange> }>({
    name: 'note.edit',
    version: 1,
    permission: 'household.edit',
    args: z.object({ id: z.string(), changes: z.any() }),
    bases: ({ id }) => [{ kind: 'note', id }],
    decide: (world, { id, changes }, meta) => {
      const before = world.get<Note>('note', id)
      if (!before) return { verdict: 'waiting', waitsFor: id }
      const { row, disputed } = applyChanges(before, changes)
      world.put('note', row)
      keepConflicts(world, { kind: 'note', row: before }, disputed, changes, { ...meta, commandId: meta.id })
      return { verdict: disputed.length ? 'conflict' : 'accepted' }
    },
  }),
  conflictResolve({}),
  editHandOver({ note: () => [] }),
]

/** A phone of the toy slice: a disk that outlives the app, a device, and the app as often as it is started. */
export class ToyPhone {
  readonly disk = new PhoneDisk()
  readonly device: SimulatedDevice
  readonly server: ScriptedServer
  /** What the app that is started knows; a later one may know more. */
  commands = noteCommands

  constructor(server = new ScriptedServer(), seed = 1) {
    this.server = server
    this.device = new SimulatedDevice(seed, Date.UTC(2026, 10, 22, 3), server.fetch)
  }

  /** Starts the app, signed in. @param instead what the app gives to the client instead of the toy slice */
  async start(instead: Partial<ClientOptions> = {}): Promise<SyncClient> {
    const client = await SyncClient.open({
      store: this.disk.open(),
      environment: this.device,
      tabs: openTabs(async (work) => work().then(() => true), null),
      commands: this.commands,
      keeps: () => true,
      fetchMe: (api) => api.json<Me>('/api/me'),
      fetchReference: async () => ({ platforms: ['vneid'] }),
      ...instead,
    })
    if (!client.me()) await client.signedIn('token', this.server.me)
    return client
  }
}
