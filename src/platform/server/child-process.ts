import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'

/**
 * Work on foreign input (rosters, documents) runs in a Node process of its own: with a memory limit, a time limit and
 * no secrets in its environment, ended after use. Whatever the input does to it, the server goes on.
 */
export interface ChildEntry {
  /** Arguments of `node` up to and including the script. */
  nodeArguments: string[]
}

export interface ChildWork {
  entry: ChildEntry
  /** Arguments of the script. They are visible in the process list: nothing personal in them. */
  args?: string[]
  /** What the child reads from its standard input. */
  input?: Buffer | Readable
  /** Limit of the child's JavaScript heap. Buffers lie outside it: the script limits those itself. */
  memoryMb: number
  /** From start to end; time spent waiting for a free place is not counted. */
  timeoutMs: number
  outputMaxBytes: number
  /** Takes the output as it comes; without it the whole output is in the answer. */
  onOutput?: (chunk: Buffer) => void
  signal?: AbortSignal
}

/** How the child ended. `errors` is the tail of its standard error: for logs, never for people. */
export type ChildEnd =
  | { kind: 'exited'; code: number; output: Buffer; errors: string }
  | { kind: 'out-of-memory' }
  | { kind: 'timed-out' }
  | { kind: 'output-too-long' }
  | { kind: 'aborted' }
  | { kind: 'died'; errors: string }

// Two at a time in one server process: each may take hundreds of MB, and the server needs a core of its own.
const childrenAtOnceMax = 2
const errorsMaxCharacters = 4_000

/**
 * The script of a child. `source` is its TypeScript file (`new URL('./x-child.ts', import.meta.url)`), run by tsx in
 * development and tests; in the build it is `<name>.js` beside the bundle (or in `../server/`, seen from the CLI).
 */
export const childEntry = (name: string, source: URL, here = import.meta.url): ChildEntry => {
  if (here.endsWith('.ts')) return { nodeArguments: ['--import', tsxLoader(), fileURLToPath(source)] }
  return { nodeArguments: [join(dirname(fileURLToPath(here)), '..', 'server', `${name}.js`)] }
}

/** Runs the script to its end and says how it ended; never throws for what the child does. */
export const runChild = async (work: ChildWork): Promise<ChildEnd> => {
  const leave = await enter()
  try {
    return work.signal?.aborted ? { kind: 'aborted' } : await run(work)
  } finally {
    leave()
  }
}

const tsxLoader = (): string => createRequire(import.meta.url).resolve('tsx')

const running = new Set<ChildProcess>()
// A server that stops takes its children along; a child of a killed server ends on its closed pipe.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

const run = (work: ChildWork): Promise<ChildEnd> =>
  new Promise((resolve, reject) => {
    const child = start(work)
    running.add(child)
    let verdict: ChildEnd | undefined
    const stop = (end: ChildEnd) => {
      verdict ??= end
      child.kill('SIGKILL')
    }
    const abort = () => stop({ kind: 'aborted' })
    const timer = setTimeout(() => stop({ kind: 'timed-out' }), work.timeoutMs)
    work.signal?.addEventListener('abort', abort, { once: true })
    const output = collectOutput(child, work, () => stop({ kind: 'output-too-long' }))
    const errors = collectErrors(child)
    const finish = () => {
      clearTimeout(timer)
      work.signal?.removeEventListener('abort', abort)
      running.delete(child)
    }
    child.once('error', (error) => {
      finish()
      reject(error)
    })
    child.once('close', (code, signal) => {
      finish()
      resolve(verdict ?? ended(code, signal, output, errors.tail))
    })
  })

const start = ({ entry, args = [], input, memoryMb }: ChildWork): ChildProcess => {
  const child = spawn(process.execPath, [`--max-old-space-size=${memoryMb}`, ...entry.nodeArguments, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, NODE_ENV: process.env.NODE_ENV, TMPDIR: tmpdir(), TZ: 'UTC' },
    windowsHide: true,
  })
  // A child may end before it has read everything (a refusal at the first bytes): that is its right, not our fault.
  child.stdin?.on('error', () => child.stdin?.destroy())
  if (child.stdin) feed(child.stdin, input)
  return child
}

const feed = (stdin: NonNullable<ChildProcess['stdin']>, input: Buffer | Readable | undefined): void => {
  if (!(input instanceof Readable)) {
    stdin.end(input)
    return
  }
  input.on('error', () => stdin.destroy())
  input.pipe(stdin)
}

const collectOutput = (child: ChildProcess, work: ChildWork, tooLong: () => void): Buffer[] => {
  const chunks: Buffer[] = []
  let bytes = 0
  child.stdout?.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > work.outputMaxBytes) tooLong()
    else if (work.onOutput) work.onOutput(chunk)
    else chunks.push(chunk)
  })
  return chunks
}

const collectErrors = (child: ChildProcess): { tail: string } => {
  const errors = { tail: '' }
  child.stderr?.on('data', (chunk: Buffer) => {
    errors.tail = (errors.tail + chunk.toString('utf8')).slice(-errorsMaxCharacters)
  })
  return errors
}

const ended = (code: number | null, signal: string | null, output: Buffer[], errors: string): ChildEnd => {
  if (/heap out of memory|FATAL ERROR.*memory/i.test(errors)) return { kind: 'out-of-memory' }
  if (code === null || signal) return { kind: 'died', errors }
  return { kind: 'exited', code, output: Buffer.concat(output), errors }
}

const waiting: (() => void)[] = []
let inside = 0

/** Waits for a free place; the answer gives the place to the next in line. */
const enter = async (): Promise<() => void> => {
  if (inside < childrenAtOnceMax) inside += 1
  else await new Promise<void>((resolve) => waiting.push(resolve))
  return () => {
    const next = waiting.shift()
    if (next) next()
    else inside -= 1
  }
}
