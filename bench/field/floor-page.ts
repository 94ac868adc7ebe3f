import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { SnapshotManifest, WireChange } from '#platform/shared/wire.ts'
import type { FieldSetting } from './setting.ts'

/** All rows of the team, as its first sync brings them. */
export async function rowsOfTeam({ url, team, token }: FieldSetting): Promise<WireChange[]> {
  const headers = { authorization: `Bearer ${token}` }
  const manifest = (await (
    await fetch(`${url}/api/sync/snapshot?team=${team}`, { headers })
  ).json()) as SnapshotManifest
  const rows: WireChange[] = []
  for (const { hash } of manifest.chunks) {
    const bytes = await (await fetch(`${url}/api/sync/chunks/${hash}?team=${team}`, { headers })).arrayBuffer()
    const lines = gunzipSync(Buffer.from(bytes)).toString().trim().split('\n')
    rows.push(...lines.map((line) => JSON.parse(line) as WireChange))
  }
  return rows
}

const page = `<!doctype html><title>floor</title><script src="/dexie.js"></script>`

/** A page with Dexie and the same rows as one gzip JSON: the least that a first sync could be. */
export async function serveFloor(rows: readonly WireChange[]): Promise<{ url: string; bytes: number; stop(): void }> {
  const packed = gzipSync(JSON.stringify(rows))
  const dexie = readFileSync(createRequire(import.meta.url).resolve('dexie/dist/dexie.min.js'))
  const server = createServer((request, answer) => {
    if (request.url === '/rows') answer.setHeader('content-encoding', 'gzip').end(packed)
    else if (request.url === '/dexie.js') answer.setHeader('content-type', 'text/javascript').end(dexie)
    else answer.setHeader('content-type', 'text/html').end(page)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, bytes: packed.length, stop: () => server.close() }
}

/** Runs in that page: fetches the rows and puts them into Dexie; answers ms. */
export const putIntoDexie = `(async () => {
  const began = performance.now()
  const rows = await (await fetch('/rows', { cache: 'no-store' })).json()
  const db = new Dexie('floor', { chromeTransactionDurability: 'strict' })
  db.version(1).stores({ rows: '[kind+id]' })
  await db.table('rows').bulkPut(rows)
  const ms = performance.now() - began
  await db.delete()
  return ms
})()`
