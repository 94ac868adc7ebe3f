import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Config } from '#platform/server/config.ts'
import { openDatabase, type RunningDatabase } from '#platform/server/database.ts'
import { type Db, openDb } from '#platform/server/db.ts'
import { type FileStore, folderStore } from '#platform/server/files.ts'
import { type RunningJobs, startJobs } from '#platform/server/jobs.ts'
import type { Logger } from '#platform/server/log.ts'
import { showPools, showProcess } from '#platform/server/metrics.ts'
import { OperatorError } from '#platform/server/operator-error.ts'
import { builtWeb, createApp } from './app.ts'
import { jobsFor } from './jobs.ts'
import { loadReferenceData } from './reference-data.ts'

export interface StartOptions {
  /** Takes short messages for the person at the terminal. */
  say(message: string): void
  log: Logger
  /** Fills an empty database with the demo world, when the settings ask for it. */
  loadDemo?(db: Db, say: (message: string) => void): Promise<void>
}

export interface Running {
  /** Where it listens. */
  url: string
  /** Finishes what runs, then stops everything in the order in which nothing is missed. */
  stop(): Promise<void>
}

/** Starts the whole product in this process: database, migrations, reference data, demo, HTTP and (inline) the worker. */
export async function startServer(config: Config, options: StartOptions): Promise<Running> {
  const { log } = options
  const started = await startParts(config, options)
  const { database, db } = started
  const files = filesOf(config)
  const worker =
    config.worker === 'inline' ? startJobs(jobsFor(files), { db: db.worker, pool: db.pools.worker, log }) : null
  const stop = () => stopAll({ worker, db, database })
  try {
    const isWorking = () => worker?.running() ?? true
    const app = await createApp({ db, files, config, log, worker: isWorking, webFolder: builtWeb })
    await listen(app, config)
    return { url: config.publicUrl, stop: () => stopAll({ app, worker, db, database }) }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Starts only the background work (`tungnha worker`). */
export async function startWorker(config: Config, options: StartOptions): Promise<Pick<Running, 'stop'>> {
  const { log } = options
  const { database, db } = await startParts(config, options)
  const worker = startJobs(jobsFor(filesOf(config)), { db: db.worker, pool: db.pools.worker, log })
  return { stop: () => stopAll({ worker, db, database }) }
}

const filesOf = ({ dataDir }: Config): FileStore => folderStore(join(dataDir, 'files'))

async function startParts(config: Config, { say, log, loadDemo }: StartOptions) {
  const database = await openDatabase(config, say)
  const db = openDb(database.urls, { poolSize: config.dbPool, onIdleError: (error) => tellBroken(db, error, log) })
  try {
    showProcess()
    showPools(db.pools)
    await loadReferenceData(db.owner)
    if (config.demo === 'auto') await loadDemo?.(db, say)
    return { database, db }
  } catch (error) {
    await stopAll({ worker: null, db, database })
    throw error
  }
}

// Connections that are being closed may still hear that the server behind them stops.
function tellBroken(db: Db, error: Error, log: Logger): void {
  if (!db.pools.app.ending) log.warn({ err: error }, 'a connection to the database broke')
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<void> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    await app.close()
    throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? portTaken(port, error) : error
  }
}

const portTaken = (port: number, cause: unknown) =>
  new OperatorError(
    `Cổng ${port} đang có chương trình khác dùng: hãy dừng chương trình đó, hoặc đặt PORT là số khác.`,
    `Port ${port} is used by another program: stop that program, or set PORT to another number.`,
    { cause },
  )

interface Parts {
  app?: FastifyInstance
  worker: RunningJobs | null
  db: Db
  database: RunningDatabase
}

const graceMs = 30_000

async function stopAll({ app, worker, db, database }: Parts): Promise<void> {
  // A request that hangs must not hold the stop for ever: after the grace its connection is cut.
  const cut = setTimeout(() => app?.server.closeAllConnections(), graceMs)
  await app?.close()
  clearTimeout(cut)
  await worker?.stop()
  await db.close()
  await database.stop()
}
