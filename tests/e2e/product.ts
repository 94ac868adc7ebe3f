import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import pg from 'pg'

const root = resolve(import.meta.dirname, '../..')
const program = join(root, 'dist/server/cli.js')

/** The built product as an operator runs it: started, stopped, killed; with a data folder of its own. */
export class Product {
  readonly dataDir: string
  readonly port: number
  private process: ChildProcess | null = null
  private output = ''

  constructor(dataDir: string, port: number) {
    this.dataDir = dataDir
    this.port = port
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** Starts `tungnha serve` and waits until it says that it is ready. */
  async start(env: Record<string, string> = {}): Promise<void> {
    const settings = { PORT: String(this.port), DATA_DIR: this.dataDir, LOG_LEVEL: 'warn', DEMO_SIZE: 'small', ...env }
    this.output = ''
    const child = spawn(process.execPath, [program, 'serve'], { env: { ...process.env, ...settings } })
    this.process = child
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (this.output += text))
    await until(() => this.isReady(child), `the product did not start:\n${this.output}`)
  }

  /** What it has printed since it was started. */
  printed(): string {
    return this.output
  }

  /** As Ctrl-C does. */
  stop(): Promise<void> {
    return this.end('SIGINT')
  }

  kill(): Promise<void> {
    return this.end('SIGKILL')
  }

  /** Asks the database as its owner; the product must run. */
  async sql<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.ownerUrl() })
    await client.connect()
    try {
      return (await client.query(text, values)).rows as Row[]
    } finally {
      await client.end()
    }
  }

  private ownerUrl(): string {
    const where = join(this.dataDir, 'WHERE')
    const home = existsSync(where) ? (readFileSync(where, 'utf8').split('\n')[0] ?? '') : join(this.dataDir, 'postgres')
    const { owner } = JSON.parse(readFileSync(join(home, 'secrets.json'), 'utf8')) as { owner: string }
    // Line 4 of postmaster.pid is the port.
    const port = readFileSync(join(home, 'data/postmaster.pid'), 'utf8').split('\n')[3]
    return `postgres://tungnha_owner:${encodeURIComponent(owner)}@127.0.0.1:${port}/tungnha`
  }

  private async isReady(child: ChildProcess): Promise<boolean> {
    if (child.exitCode !== null) throw new Error(`the product ended with ${child.exitCode}:\n${this.output}`)
    return (await fetch(`${this.url}/api/ready`).catch(() => null))?.ok ?? false
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.process
    this.process = null
    if (!child || child.exitCode !== null) return
    const gone = new Promise((done) => child.once('close', done))
    child.kill(signal)
    await gone
  }
}

/** A port that is free now. */
export const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })

/** Polls with a generous limit: tests never assert how long a thing takes. */
export const until = async (isTrue: () => Promise<boolean> | boolean, otherwise: string, limitMs = 180_000) => {
  const giveUpAt = Date.now() + limitMs
  while (Date.now() < giveUpAt) {
    if (await isTrue()) return
    await new Promise((done) => setTimeout(done, 200))
  }
  throw new Error(otherwise)
}
