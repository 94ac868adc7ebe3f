import type { ChildProcess } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { OperatorError } from '../operator-error.ts'
import type { Binaries } from './binaries.ts'
import type { Home } from './home.ts'
import { clearStale, launcherArgument, livePostmaster, stopPostmaster } from './postmaster.ts'
import { spawnAs } from './run-as.ts'
import { serverSettings } from './settings.ts'

/** What a launch needs to know. */
export interface Launch {
  home: Home
  binaries: Binaries
  /** False only for throw-away test clusters: no fsync. */
  durable: boolean
  log: (message: string) => void
}

/** A server that takes connections. */
export interface RunningServer {
  port: number
  /** Settles when the server is gone, by whatever cause. */
  gone: Promise<void>
  /** Fast shutdown. Does nothing when another process looks after the server. */
  stop(): Promise<void>
}

/**
 * Brings up the server of `launch.home`: uses the one that another of our processes looks after (a command beside
 * `tungnha serve`), stops one that nobody looks after, and else starts one. `port` 0: any free one.
 */
export async function launchServer(launch: Launch, port = 0): Promise<RunningServer> {
  for (let refusals = 0; ; ) {
    const live = livePostmaster(launch.home.pgData)
    if (live?.lookedAfter && live.ready) return adopt(launch.home, live.pid, live.port)
    if (live?.lookedAfter) await sleep(50)
    else if (live) await stopPostmaster(live.pid)
    else {
      const started = await startNew(launch, port)
      if (!('refusal' in started)) return started
      if (++refusals === 25) throw cannotStart(launch.home, started.refusal)
      await sleep(200)
    }
  }
}

function adopt(home: Home, pid: number, port: number): RunningServer {
  let released = false
  const watch = async () => {
    while (!released && livePostmaster(home.pgData)?.pid === pid) await sleep(300, undefined, { ref: false })
  }
  const stop = async () => {
    released = true
  }
  return { port, gone: watch(), stop }
}

/** A refusal: somebody else was faster (with the data folder or with the port), so look again. */
async function startNew(launch: Launch, wantedPort: number): Promise<RunningServer | { refusal: string }> {
  await clearStale(launch.home.pgData)
  const port = await freePort(wantedPort)
  const logStart = keepLogSmall(launch.home.log)
  const child = spawnPostgres(launch, port)
  const gone = ended(child)
  if (await isReady(launch, child, gone)) return { port, gone, stop: () => stopChild(child, gone) }
  const said = readFileSync(launch.home.log, 'utf8').slice(logStart)
  if (!/lock file "postmaster.pid" already exists|could not bind|could not create any TCP/i.test(said))
    throw cannotStart(launch.home, said)
  return { refusal: said }
}

function spawnPostgres(launch: Launch, port: number): ChildProcess {
  const { home, binaries } = launch
  const settings = Object.entries(serverSettings(home.pgData, launch.durable)).map(
    ([name, value]) => `${name}=${value}`,
  )
  const args = ['-D', home.pgData, '-p', String(port), ...[...settings, launcherArgument()].flatMap((s) => ['-c', s])]
  const out = openSync(home.log, 'a', 0o600)
  // Detached: Ctrl-C in a terminal reaches the whole process group, and the database must outlive our own last requests.
  const child = spawnAs(home.runAs, binaries.postgres, args, {
    stdio: ['ignore', out, out],
    detached: true,
    dieWithUs: true,
  })
  closeSync(out)
  stopAtExit(child)
  return child
}

// Where setpriv is missing this covers every end of ours but kill -9.
function stopAtExit(child: ChildProcess): void {
  const stop = () => void child.kill('SIGINT')
  process.once('exit', stop)
  child.once('exit', () => process.off('exit', stop))
}

const ended = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })

async function isReady(launch: Launch, child: ChildProcess, gone: Promise<void>): Promise<boolean> {
  let over = false
  void gone.then(() => (over = true))
  for (let polls = 1; !over; polls++) {
    const live = livePostmaster(launch.home.pgData)
    if (live?.pid === child.pid && live?.ready) return true
    if (polls % 200 === 0) launch.log(`Cơ sở dữ liệu đang khởi động hoặc khôi phục… ${Math.round(polls / 40)} giây`)
    await sleep(25)
  }
  return false
}

async function stopChild(child: ChildProcess, gone: Promise<void>): Promise<void> {
  child.kill('SIGINT')
  const late = setTimeout(() => child.kill('SIGQUIT'), 60_000)
  await gone
  clearTimeout(late)
}

/** `wanted` if it is free, else any free port of this machine. */
function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** The size of the log before this start, in characters; a log over 10 MB is put aside (one older one is kept). */
function keepLogSmall(file: string): number {
  if (!existsSync(file)) return 0
  if (statSync(file).size > 10 * 1024 * 1024) {
    renameSync(file, `${file}.1`)
    return 0
  }
  return readFileSync(file, 'utf8').length
}

function cannotStart(home: Home, said: string): OperatorError {
  const reason = said.trim().split('\n').slice(-6).join('\n')
  if (/No space left on device/.test(said)) return diskIsFull(home)
  return new OperatorError(
    `PostgreSQL không khởi động được trên ${home.pgData} (xem ${home.log}):\n${reason}`,
    `PostgreSQL did not start on ${home.pgData} (see ${home.log}):\n${reason}`,
  )
}

const diskIsFull = (home: Home) =>
  new OperatorError(
    `Đĩa chứa ${home.dir} đã đầy nên PostgreSQL không chạy được: hãy giải phóng chỗ, không xoá gì trong thư mục đó.`,
    `The disk of ${home.dir} is full, so PostgreSQL cannot run: make room, but delete nothing in that folder.`,
  )
