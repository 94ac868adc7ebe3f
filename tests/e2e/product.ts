import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import pg from 'pg'

const root = resolve(import.meta.dirname, '../..')
const program = join(root, 'dist/server/cli.js')

/** The built product as an operator runs it: started, stopped, killed; with a data folder of its own. */
export class Product {
  readonly dataDir: string
  readonly port: number
  /** The user that it runs as; null: as ourselves. */
  private readonly uid: number | null
  private process: ChildProcess | null = null
  private output = ''

  constructor(dataDir: string, port: number, uid: number | null = null) {
    this.dataDir = dataDir
    this.port = port
    this.uid = uid
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** Starts `tungnha serve` and waits until it says that it is ready. */
  async start(env: Record<string, string> = {}): Promise<void> {
    const settings = { PORT: String(this.port), DATA_DIR: this.dataDir, LOG_LEVEL: 'warn', DEMO_SIZE: 'small', ...env }
    this.output = ''
    if (this.uid !== null) chownSync(this.dataDir, this.uid, this.uid)
    const user = this.uid === null ? {} : { uid: this.uid, gid: this.uid }
    const child = spawn(process.execPath, [program, 'serve'], { env: { ...process.env, ...settings }, ...user })
    this.process = child
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (this.output += text))
    await until(() => this.isReady(child), `the product did not start:\n${this.output}`)
  }

  /** The user that its process belongs to. */
  owner(): number {
    return statSync(`/proc/${this.process?.pid}`).uid
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

  /** Stops it and removes its data. */
  async discard(): Promise<void> {
    await this.stop()
    rmSync(this.dataDir, { recursive: true, force: true })
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

  /**
   * Takes the database away without anybody knowing when it comes back: its server stands still, so that nobody gets in,
   * and the connections that were open are cut.
   */
  loseDatabase(): void {
    const server = this.postmaster().pid
    process.kill(server, 'SIGSTOP')
    for (const child of childrenOf(server)) process.kill(child, 'SIGKILL')
  }

  /** It goes on: sees that it was cut, recovers, and lets people in. */
  giveDatabaseBack(): void {
    process.kill(this.postmaster().pid, 'SIGCONT')
  }

  private ownerUrl(): string {
    const { owner } = JSON.parse(readFileSync(join(this.home(), 'secrets.json'), 'utf8')) as { owner: string }
    return `postgres://tungnha_owner:${encodeURIComponent(owner)}@127.0.0.1:${this.postmaster().port}/tungnha`
  }

  /** Lines 1 and 4 of postmaster.pid are the server's process and port. */
  private postmaster(): { pid: number; port: number } {
    const lines = readFileSync(join(this.home(), 'data/postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]) }
  }

  private home(): string {
    const where = join(this.dataDir, 'WHERE')
    return existsSync(where) ? (readFileSync(where, 'utf8').split('\n')[0] ?? '') : join(this.dataDir, 'postgres')
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

/** May that user run the built product? Not where we are not root, or where the project is in a private folder. */
export const mayRunAs = (uid: number): boolean =>
  spawnSync(process.execPath, ['--check', program], { uid, gid: uid, cwd: '/' }).status === 0

/** A data folder of its own, which PostgreSQL's user can reach (root runs it as nobody). */
export const dataFolder = (prefix: string): string => {
  const folder = mkdtempSync(join(tmpdir(), prefix))
  chmodSync(folder, 0o755)
  return folder
}

const childrenOf = (pid: number): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === pid)
    .map(Number)

/** The second field after the name in brackets; a process that has just gone has none. */
const parentOf = (pid: string): number | null => {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1])
  } catch {
    return null
  }
}

/**
 * A port that is free now, and stays so for a product that is stopped and started again: below the ports that systems give
 * to whoever asks for any.
 */
export const freePort = async (): Promise<number> => {
  const port = randomInt(20_000, 32_000)
  return (await isFree(port)) ? port : freePort()
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const server = createServer()
    server.once('error', () => done(false))
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)))
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
