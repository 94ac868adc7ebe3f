import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { projectRoot } from '#platform/server/paths.ts'
import type { RoleUrls } from '#platform/server/role-urls.ts'
import { testSecret } from '#platform/testing/builders.ts'

/** The built product as a process of its own, with everything on, as `tungnha serve` runs in production. */
export interface BenchServer {
  url: string
  port: number
  pid: number
  stop(): Promise<void>
}

/** `env`: settings that differ. BENCH_NODE_ARGS goes to node itself: `--cpu-prof --cpu-prof-dir=/tmp/profile`. */
export async function startServer(urls: RoleUrls, env: Record<string, string> = {}): Promise<BenchServer> {
  const folder = mkdtempSync(join(tmpdir(), 'tungnha-bench-server-'))
  const port = await freePort()
  const logFile = join(folder, 'log')
  const log = openSync(logFile, 'w')
  const nodeArgs = process.env.BENCH_NODE_ARGS?.split(' ') ?? []
  const child = spawn(process.execPath, [...nodeArgs, join(projectRoot, 'dist/server/cli.js'), 'serve'], {
    env: { ...process.env, ...settings(urls, port, folder), ...env },
    stdio: ['ignore', log, log], // a file, as under systemd: reading it must not cost this process anything
  })
  closeSync(log)
  const gone = once(child, 'exit')
  const stop = async () => {
    child.kill('SIGINT')
    await gone
    rmSync(folder, { recursive: true, force: true })
  }
  const url = `http://127.0.0.1:${port}`
  for (let polls = 0; !(await isReady(url)); polls++) {
    if (child.exitCode !== null || polls > 600)
      throw new Error(`the server did not start:\n${readFileSync(logFile, 'utf8').slice(-2000)}`)
    await sleep(100)
  }
  return { url, port, pid: child.pid ?? 0, stop }
}

const settings = (urls: RoleUrls, port: number, folder: string) => ({
  PORT: String(port),
  DATA_DIR: folder,
  DATABASE_URL: urls.owner,
  DATABASE_URL_APP: urls.app,
  DATABASE_URL_WORKER: urls.worker,
  DATABASE_URL_AUTH: urls.auth,
  AUTH_SECRET: testSecret,
  LOG_LEVEL: 'info',
  DEMO: 'none',
})

const isReady = async (url: string): Promise<boolean> =>
  (await fetch(`${url}/api/ready`).catch(() => null))?.ok ?? false

const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
