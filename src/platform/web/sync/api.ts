import type { ProblemBody } from '#platform/shared/problem.ts'
import type {
  PullAnswer,
  PullQuery,
  PushAnswer,
  PushRequest,
  SnapshotManifest,
  WireChange,
} from '#platform/shared/wire.ts'
import type { Environment, FetchInit } from './types.ts'

/** The server could not be reached, or what answered was not the server (a login page of some Wi-Fi). */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('the server could not be reached', { cause })
    this.name = 'Unreachable'
  }
}

/** The server answered that it will not do this, or not now. */
export class Refusal extends Error {
  readonly status: number
  readonly problem: ProblemBody | null
  /** How long the server asks us to stay away. */
  readonly retryAfterMs: number | null

  constructor(status: number, problem: ProblemBody | null, retryAfterMs: number | null) {
    super(problem?.code ?? `status ${status}`)
    this.name = 'Refusal'
    this.status = status
    this.problem = problem
    this.retryAfterMs = retryAfterMs
  }
}

// Long enough for a megabyte at 0.1 Mbit/s; a request that hangs longer hangs for good.
const timeoutMs = 90_000

/** Calls the sync routes with the member's bearer token. `serverTime` hears what the server's clock says in each answer. */
export class SyncApi {
  private readonly environment: Environment
  private readonly token: () => string | null
  private readonly serverTime: (serverMs: number) => void

  constructor(environment: Environment, token: () => string | null, serverTime: (serverMs: number) => void) {
    this.environment = environment
    this.token = token
    this.serverTime = serverTime
  }

  async push(request: PushRequest): Promise<PushAnswer> {
    const headers = { 'content-type': 'application/json' }
    return this.json('/api/sync/push', { method: 'POST', body: JSON.stringify(request), headers })
  }

  async pull(query: PullQuery): Promise<PullAnswer> {
    const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
    return this.json(`/api/sync/pull?${new URLSearchParams(Object.fromEntries(given))}`)
  }

  async manifest(team: string): Promise<SnapshotManifest> {
    return this.json(`/api/sync/snapshot?${new URLSearchParams({ team })}`)
  }

  /** The rows of one chunk. A chunk that is damaged counts as not received. */
  chunk(team: string, hash: string): Promise<WireChange[]> {
    return this.send(`/api/sync/chunks/${hash}?${new URLSearchParams({ team })}`, {}, async (response) =>
      parseLines(await unpack(await response.arrayBuffer(), hash)),
    )
  }

  /** Any other JSON of the server, with the same token and the same errors. */
  json<Answer>(path: string, init: FetchInit = {}): Promise<Answer> {
    return this.send(path, init, async (response) => (await response.json()) as Answer)
  }

  /** Tells the server something that it answers with nothing. */
  say(path: string, body: unknown): Promise<void> {
    const headers = { 'content-type': 'application/json' }
    return this.send(path, { method: 'POST', body: JSON.stringify(body), headers }, async () => {})
  }

  private async send<Answer>(
    path: string,
    init: FetchInit,
    read: (response: Response) => Promise<Answer>,
  ): Promise<Answer> {
    const controller = new AbortController()
    const cancel = this.environment.schedule(timeoutMs, () => controller.abort())
    try {
      const response = await this.environment.fetch(path, this.withToken({ ...init, signal: controller.signal }))
      this.hearTime(response)
      if (!response.ok) throw await refusalOf(response)
      return await read(response)
    } catch (error) {
      throw error instanceof Refusal ? error : new Unreachable(error)
    } finally {
      cancel()
    }
  }

  private withToken(init: FetchInit): FetchInit {
    const token = this.token()
    const headers = { ...init.headers, ...(token !== null && { authorization: `Bearer ${token}` }) }
    return { ...init, headers, cache: 'no-store' }
  }

  private hearTime(response: Response): void {
    const date = Date.parse(response.headers.get('date') ?? '')
    if (!Number.isNaN(date)) this.serverTime(date)
  }
}

async function refusalOf(response: Response): Promise<Refusal> {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  const problem = (await response.json().catch(() => null)) as ProblemBody | null
  const known = typeof problem?.code === 'string' && typeof problem.vi === 'string'
  return new Refusal(response.status, known ? problem : null, Number.isNaN(seconds) ? null : seconds * 1000)
}

async function unpack(packed: ArrayBuffer, hash: string): Promise<string> {
  if ((await sha256(packed)) !== hash) throw new Error('a chunk came damaged')
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new Response(stream).text()
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

const parseLines = (text: string): WireChange[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as WireChange)
