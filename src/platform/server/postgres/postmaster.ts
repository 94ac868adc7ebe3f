import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { OperatorError } from '../operator-error.ts'
import { clusterName } from './settings.ts'

/** A PostgreSQL server that runs on a data folder. */
export interface Postmaster {
  pid: number
  port: number
  /** Takes connections; before that it starts or recovers. */
  ready: boolean
  /** Whether the process that started it still lives (and looks after it). */
  lookedAfter: boolean
}

/** The server that runs on this data folder, or undefined: a lock file alone proves nothing (kill -9, a reused number). */
export function livePostmaster(pgData: string): Postmaster | undefined {
  const lines = readLines(join(pgData, 'postmaster.pid'))
  const pid = Number(lines[0])
  const args = pid > 0 ? argumentsOf(pid) : []
  if (!args.includes(pgData)) return undefined
  const launcher = args.find((arg) => arg.startsWith(launcherSetting))?.slice(launcherSetting.length)
  return {
    pid,
    port: Number(lines[3]),
    ready: lines[7]?.trim() === 'ready',
    lookedAfter: launcher !== undefined && isSameProcess(launcher),
  }
}

/** A setting of the server that names its launcher, "tungnha.launcher=<pid>.<start time>", so that it needs no file. */
const launcherSetting = 'tungnha.launcher='

/** The value of that setting for this process. */
export const launcherArgument = (): string => `${launcherSetting}${process.pid}.${startTime(process.pid)}`

/** Stops a server nobody looks after: fast shutdown, and after a minute the immediate one (it recovers at the next start). */
export async function stopPostmaster(pid: number): Promise<void> {
  signal(pid, 'SIGINT')
  if (await isGone(pid, 60_000)) return
  signal(pid, 'SIGQUIT')
  if (!(await isGone(pid, 10_000))) throw cannotStop(pid)
}

/**
 * Makes a data folder without a live server startable. After a kill -9 of the postmaster its children end by
 * themselves; one that is slow still writes, so it is waited for and then killed. A lock file whose number now belongs
 * to another program would make PostgreSQL refuse: it is removed.
 */
export async function clearStale(pgData: string): Promise<void> {
  for (let waited = 0; processesOf(pgData).length > 0; waited += 50) {
    if (waited > 5_000) for (const pid of processesOf(pgData)) signal(pid, 'SIGKILL')
    await sleep(50)
  }
  const lock = join(pgData, 'postmaster.pid')
  const pid = Number(readLines(lock)[0])
  if (pid > 0 && existsSync(`/proc/${pid}`) && !livePostmaster(pgData)) rmSync(lock, { force: true })
}

/** All processes of the cluster on this data folder, the postmaster too: its name stands in their titles. */
export function processesOf(pgData: string): number[] {
  const name = clusterName(pgData)
  const pids = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
  return pids.filter((pid) => pid !== process.pid && argumentsOf(pid).some((arg) => arg.includes(name)))
}

function argumentsOf(pid: number): string[] {
  return readText(`/proc/${pid}/cmdline`).split('\0')
}

/** Clock ticks since boot at which a process started: with its number, that names a process for good. */
function startTime(pid: number): string {
  const afterName = readText(`/proc/${pid}/stat`).split(') ').at(-1) ?? ''
  return afterName.split(' ')[19] ?? ''
}

function isSameProcess(launcher: string): boolean {
  const [pid, started] = launcher.split('.')
  return started !== '' && startTime(Number(pid)) === started
}

async function isGone(pid: number, within: number): Promise<boolean> {
  for (let waited = 0; waited < within; waited += 20) {
    if (argumentsOf(pid).join('') === '') return true // also a zombie: it holds nothing any more
    await sleep(20)
  }
  return false
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw cannotStop(pid, error)
  }
}

const cannotStop = (pid: number, cause?: unknown) =>
  new OperatorError(
    `Không dừng được PostgreSQL còn sót lại (tiến trình ${pid}): hãy dừng nó rồi chạy lại.`,
    `A leftover PostgreSQL (process ${pid}) could not be stopped: stop it and start again.`,
    { cause },
  )

const readLines = (file: string) => readText(file).split('\n')

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ESRCH') return '' // the file or the process has just gone
    throw error
  }
}
