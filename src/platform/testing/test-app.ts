import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { createApp } from '#app/server/app.ts'
import type { FileStore } from '#platform/server/files.ts'
import { createLogger } from '#platform/server/log.ts'
import { type Builders, createBuilders, testPublicUrl, testSecret } from './builders.ts'
import { temporaryFiles } from './temporary-files.ts'
import { createTestDb, type TestDb } from './test-db.ts'
import { patientMs } from './toy-server.ts'

/** The product's whole server on a test database, to be injected; its sessions are those of `createBuilders(db)`. */
export interface TestApp {
  app: FastifyInstance
  /** What it logged, one JSON line each. */
  log(): string[]
  /** A request as somebody (`headers` of a session; none: nobody). */
  request(
    method: NonNullable<InjectOptions['method']>,
    url: string,
    who?: Who,
    payload?: object,
  ): Promise<LightMyRequestResponse>
  /** Sends one file, as a browser's form does. */
  upload(url: string, who: Who, file: { name: string; bytes: Buffer }): Promise<LightMyRequestResponse>
  close(): Promise<void>
}

type Who = { headers: Record<string, string> } | null

/** @param files where photos lie, for who looks at them */
export async function createTestApp(db: TestDb, files: FileStore = temporaryFiles()): Promise<TestApp> {
  const lines: string[] = []
  const config = { publicUrl: testPublicUrl, trustProxy: 0, dbPool: 10, authSecret: testSecret, shedAtMs: patientMs }
  const log = createLogger('info', { write: (line) => void lines.push(line) })
  const app = await createApp({ db, files, config, log, worker: () => true })
  return {
    app,
    log: () => lines,
    request: (method, url, who, payload) => app.inject({ method, url, headers: who?.headers, payload }),
    upload: (url, who, file) => app.inject({ method: 'POST', url, ...multipart(file, who?.headers) }),
    close: () => app.close(),
  }
}

const multipart = ({ name, bytes }: { name: string; bytes: Buffer }, headers: Record<string, string> = {}) => {
  const boundary = 'boundary-of-the-tests'
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`
  return {
    headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  }
}

/** Where most tests that ask the whole app begin: a database of their own, what builds its people, and the app on it. */
export interface TestWorld {
  db: TestDb
  build: Builders
  app: TestApp
}

export async function openTestWorld(): Promise<TestWorld> {
  const db = await createTestDb()
  return { db, build: await createBuilders(db), app: await createTestApp(db) }
}

/** Also after an opening that failed half way. */
export async function closeTestWorld({ db, app }: Partial<TestWorld>): Promise<void> {
  await app?.close()
  await db?.drop()
}
