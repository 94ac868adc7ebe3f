import type * as z from 'zod/mini'
import type { ProblemBody } from '#platform/shared/problem.ts'
import type { RouteDeclaration } from '#platform/shared/route.ts'

type Schema = z.core.$ZodType
type InputOf<S> = S extends Schema ? z.core.input<S> : unknown

/** A part of the input: absent when the route declares none, optional when nothing in it is required. */
type Part<Key extends string, Value> = unknown extends Value
  ? unknown
  : Record<never, never> extends Value
    ? { [key in Key]?: Value }
    : { [key in Key]: Value }

/** What a call of this route needs. */
export type CallInput<R> =
  R extends RouteDeclaration<infer Params, infer Query, infer Body, Schema>
    ? Part<'params', InputOf<Params>> & Part<'query', InputOf<Query>> & Part<'body', InputOf<Body>> & CallOptions
    : never

/** What it answers: the declared output, or the file itself (undefined when there is nothing to say). */
export type CallOutput<R> =
  R extends RouteDeclaration<Schema, Schema, Schema, infer Output>
    ? unknown extends z.core.output<Output>
      ? Blob | undefined
      : z.core.output<Output>
    : never

interface CallOptions {
  /** For routes declared with `upload`. */
  file?: Blob
  /** A part of a file, sent as it is. */
  bytes?: Uint8Array<ArrayBuffer>
  /** Ends the request early, when its answer is no longer wanted. */
  signal?: AbortSignal
  timeoutMs?: number
}

/** The server refused: `body` has the code to decide by and the sentences to show. */
export class ApiProblem extends Error {
  readonly body: ProblemBody
  /** How long the server asks us to stay away. */
  readonly retryAfterMs: number | null

  constructor(body: ProblemBody, retryAfterMs: number | null) {
    super(body.code)
    this.name = 'ApiProblem'
    this.body = body
    this.retryAfterMs = retryAfterMs
  }
}

/** No answer of our server: no network, the time was up, or something between (a Wi-Fi's login page) answered. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('unreachable', { cause })
    this.name = 'Unreachable'
  }
}

/** What to show a person for it. */
export const unreachable: ProblemBody = {
  code: 'network.unreachable',
  status: 0,
  vi: 'Chưa nối được với máy chủ. Hãy kiểm tra mạng rồi thử lại; dữ liệu trên máy vẫn còn.',
  en: 'The server cannot be reached. Check the network and try again; what is on this device is still there.',
}

/** What to show for anything that a call threw. */
export const problemOf = (error: unknown): ProblemBody => (error instanceof ApiProblem ? error.body : unreachable)

export type Call = <R extends RouteDeclaration>(declaration: R, input: CallInput<R>) => Promise<CallOutput<R>>

const timeoutsMs = { usual: 30_000, upload: 180_000 }

/**
 * Makes a `call`. Without a token the browser's session cookie is sent (the office); with `token` it is sent as bearer
 * and no cookie (the field app; null: nobody is signed in).
 */
export const createCall =
  (token?: () => string | null): Call =>
  async <R extends RouteDeclaration>(declaration: R, input: CallInput<R>) => {
    const response = await send(declaration, input, token)
    return (await read(declaration, response)) as CallOutput<R>
  }

/** Calls a declared route with the session cookie. Throws ApiProblem, or Unreachable. */
export const call: Call = createCall()

interface AnyInput extends CallOptions {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
}

async function send(route: RouteDeclaration, input: AnyInput, token?: () => string | null): Promise<Response> {
  const timeout = AbortSignal.timeout(
    input.timeoutMs ?? (route.upload || input.bytes ? timeoutsMs.upload : timeoutsMs.usual),
  )
  const bearer = token?.()
  try {
    return await fetch(addressOf(route, input), {
      method: route.method,
      credentials: token ? 'omit' : 'same-origin',
      headers: {
        ...(bearer && { authorization: `Bearer ${bearer}` }),
        ...(input.body !== undefined && { 'content-type': 'application/json' }),
        ...(input.bytes && { 'content-type': 'application/offset+octet-stream' }),
      },
      body: bodyOf(input),
      signal: input.signal ? eitherOf(input.signal, timeout) : timeout,
    })
  } catch (error) {
    throw input.signal?.aborted ? error : new Unreachable(error)
  }
}

function addressOf({ path }: RouteDeclaration, { params = {}, query = {} }: AnyInput): string {
  const filled = path.replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(String(params[name])))
  const asked = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) asked.append(name, String(one))
  }
  return asked.size > 0 ? `${filled}?${asked}` : filled
}

function bodyOf({ file, bytes, body }: AnyInput): string | FormData | Uint8Array<ArrayBuffer> | undefined {
  if (bytes) return bytes
  if (!file) return body === undefined ? undefined : JSON.stringify(body)
  const form = new FormData()
  form.append('file', file)
  return form
}

async function read(route: RouteDeclaration, response: Response): Promise<unknown> {
  try {
    if (!response.ok) throw await refusalOf(response)
    if (response.status === 204) return undefined
    return await (route.output ? response.json() : response.blob())
  } catch (error) {
    throw error instanceof ApiProblem ? error : new Unreachable(error)
  }
}

// Not JSON with a code: a proxy speaks, not our server, and json() or this throws.
async function refusalOf(response: Response): Promise<ApiProblem> {
  const body = (await response.json()) as ProblemBody
  if (typeof body?.code !== 'string' || typeof body.vi !== 'string') throw new TypeError('not a problem')
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return new ApiProblem(body, Number.isNaN(seconds) ? null : seconds * 1000)
}

// AbortSignal.any is younger than the phones.
function eitherOf(first: AbortSignal, second: AbortSignal): AbortSignal {
  const both = new AbortController()
  for (const signal of [first, second]) {
    if (signal.aborted) both.abort(signal.reason)
    signal.addEventListener('abort', () => both.abort(signal.reason), { once: true })
  }
  return both.signal
}
