import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { type AppParts, builtWeb, createApp } from '#app/server/app.ts'
import { jobsFor } from '#app/server/jobs.ts'
import type { FileStore } from '#platform/server/files.ts'
import { startJobs } from '#platform/server/jobs.ts'
import { createLogger } from '#platform/server/log.ts'
import { testPublicUrl, testSecret } from './builders.ts'
import { temporaryFiles } from './temporary-files.ts'
import type { TestDb } from './test-db.ts'
import { patientMs } from './toy-server.ts'

/** The product's whole server on a real port, over a test database; its sessions are those of `createBuilders(db)`. */
export interface TestServer {
  url: string
  port: number
  app: FastifyInstance
  /** What it logged, one JSON line each. */
  log(): string[]
  /** Finishes what runs and frees the port; the database stays. */
  stop(): Promise<void>
}

export interface TestServerOptions {
  /** A free one when absent; given to start again where phones look for it. */
  port?: number
  /** Work on jobs and fold deltas too. */
  worker?: boolean
  /** Serve dist/web. */
  web?: boolean
  config?: Partial<AppParts['config']>
  /** Where it keeps files; a folder of its own when absent. */
  files?: FileStore
}

export async function startTestServer(db: TestDb, options: TestServerOptions = {}): Promise<TestServer> {
  const { port = 0, worker = false, web = false } = options
  const lines: string[] = []
  const files = options.files ?? temporaryFiles()
  const log = createLogger('info', { write: (line) => void lines.push(line) })
  const running = worker ? startJobs(jobsFor(files), { db: db.worker, pool: db.pools.worker, log }) : null
  const app = await createApp({
    db,
    files,
    config: {
      publicUrl: testPublicUrl,
      trustProxy: 0,
      dbPool: 10,
      authSecret: testSecret,
      shedAtMs: patientMs,
      ...options.config,
    },
    log,
    worker: () => running?.running() ?? true,
    webFolder: web ? builtWeb : undefined,
  })
  await app.listen({ port, host: '127.0.0.1' })
  const bound = (app.server.address() as AddressInfo).port
  const stop = async () => {
    await app.close()
    await running?.stop()
  }
  return { url: `http://127.0.0.1:${bound}`, port: bound, app, log: () => lines, stop }
}
