import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { withClient } from '#platform/server/operator-client.ts'
import { projectRoot } from '#platform/server/paths.ts'
import { livePostmaster, processesOf } from '#platform/server/postgres/postmaster.ts'

/** Temporary data folders for tests of the launcher; `clean` ends what still runs on them and removes them. */
export function temporaryFolders(): { make(uid?: number): string; clean(): Promise<void> } {
  const made: string[] = []
  const make = (uid?: number) => {
    const folder = mkdtempSync(join(tmpdir(), 'tungnha-launcher-'))
    chmodSync(folder, 0o755)
    if (uid !== undefined) chownSync(folder, uid, uid)
    made.push(folder)
    return folder
  }
  const clean = async () => {
    for (const folder of made.splice(0)) {
      for (const pid of processesOf(pgDataIn(folder))) process.kill(pid, 'SIGKILL')
      await until(() => processesOf(pgDataIn(folder)).length === 0)
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return { make, clean }
}

export const pgDataIn = (dataDir: string): string => join(dataDir, 'postgres', 'data')

export interface ServerProcess {
  process: ChildProcess
  url: string
  port: number
  dir: string
}

/** Starts embedded-child.ts, as another user if asked, and waits until its database takes connections. */
export async function startServerProcess(
  dataDir: string,
  options: { uid?: number; path?: string } = {},
): Promise<ServerProcess> {
  const tsx = createRequire(import.meta.url).resolve('tsx')
  const script = join(projectRoot, 'src/platform/testing/embedded-child.ts')
  const child = spawn(process.execPath, ['--import', tsx, script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: options.path ?? process.env.PATH, TMPDIR: dataDir },
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  })
  for await (const line of createInterface({ input: child.stdout })) return { process: child, ...JSON.parse(line) }
  throw new Error(`the server process ended early (${child.exitCode})`)
}

/** Ends a process with a signal and waits until it is gone. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

/** The server's process on this data folder; fails when there is none. */
export function postmasterPid(pgData: string): number {
  const live = livePostmaster(pgData)
  if (!live) throw new Error(`no server runs on ${pgData}`)
  return live.pid
}

/** Waits for something to become true; fails after half a minute. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let polls = 0; polls < 600; polls++) {
    if (await condition()) return
    await sleep(50)
  }
  throw new Error('waited half a minute for nothing')
}

/** One statement on a connection of its own; answers its rows. */
export const query = (url: string, text: string): Promise<Record<string, unknown>[]> =>
  withClient(url, async (client) => (await client.query(text)).rows)

/** Whether one can connect and ask now. */
export const answers = (url: string): Promise<boolean> =>
  query(url, 'select 1').then(
    () => true,
    () => false,
  )
