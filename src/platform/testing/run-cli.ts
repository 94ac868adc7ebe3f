import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { projectRoot } from '../server/paths.ts'
import type { TestDb } from './test-db.ts'

/** How a command ended: its exit code and what it printed on standard output. */
export interface Ended {
  code: number
  out: string
}

/** Runs `tungnha ...args` from the sources as a process of its own, on the test's database. */
export function runCli(db: TestDb, ...args: string[]): Promise<Ended> {
  const env = {
    ...process.env,
    AUTH_SECRET: 'a secret that is long enough for it',
    DATABASE_URL: db.urls.owner,
    DATABASE_URL_APP: db.urls.app,
    DATABASE_URL_WORKER: db.urls.worker,
    DATABASE_URL_AUTH: db.urls.auth,
  }
  const started = run(process.execPath, ['--import', 'tsx', 'src/app/cli/main.ts', ...args], { cwd: projectRoot, env })
  return started.then(
    ({ stdout }) => ({ code: 0, out: stdout }),
    (error: { code: number; stdout: string }) => ({ code: error.code, out: error.stdout }),
  )
}

const run = promisify(execFile)
