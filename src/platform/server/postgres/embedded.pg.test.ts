import { execFileSync } from 'node:child_process'
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  answers,
  end,
  pgDataIn,
  postmasterPid,
  query,
  startServerProcess,
  temporaryFolders,
  until,
} from '#platform/testing/embedded-harness.ts'
import { startEmbedded } from './embedded.ts'
import { livePostmaster, processesOf } from './postmaster.ts'
import { chooseRunAs, spawnAs } from './run-as.ts'

const folders = temporaryFolders()
afterEach(folders.clean)

const start = (dataDir: string) => startEmbedded({ dataDir, log: () => {} })

// Creating a cluster is most of a test's time: most start from a copy of one that was made once.
const seeds = temporaryFolders()
const seed = seeds.make()
beforeAll(async () => (await start(seed)).stop())
afterAll(seeds.clean)

function madeBefore(): string {
  const dataDir = folders.make()
  execFileSync('cp', ['-a', join(seed, 'postgres'), dataDir])
  return dataDir
}
const isRoot = process.getuid?.() === 0

describe('a server that is stopped and started', () => {
  test('keeps its rows, writes durably, and leaves no process behind', async () => {
    const dataDir = folders.make()
    const first = await start(dataDir)
    await query(first.url('owner'), 'create table t (n int); insert into t values (1)')
    await first.stop()
    expect(processesOf(pgDataIn(dataDir))).toEqual([])
    const second = await start(dataDir)
    expect(await query(second.url('owner'), 'select n from t')).toEqual([{ n: 1 }])
    const settings =
      "select name from pg_settings where setting = 'off' and name in ('fsync', 'full_page_writes', 'synchronous_commit')"
    expect(await query(second.url('owner'), settings)).toEqual([])
    await second.stop()
  })

  test('sorts names as Vietnamese does', async () => {
    const server = await start(madeBefore())
    const names =
      "select string_agg(n, ' ' order by n) as sorted from unnest('{Đào,Ân,đa,Binh,An,Du,Ăn,Dao,Ánh}'::text[]) n"
    expect(await query(server.url('app'), names)).toEqual([{ sorted: 'An Ánh Ăn Ân Binh Dao Du đa Đào' }])
    await server.stop()
  })
})

describe('who may connect', () => {
  test('only with the password, only on 127.0.0.1, and roles cannot get around row-level security', async () => {
    const dataDir = madeBefore()
    const server = await start(dataDir)
    for (const role of ['postgres', 'owner', 'app', 'worker', 'auth'] as const) {
      expect(await answers(server.url(role))).toBe(true)
      const wrong = new URL(server.url(role))
      wrong.password = 'wrong'
      await expect(query(wrong.href, 'select 1')).rejects.toThrow(/does not accept the user/)
    }
    const powerful =
      "select rolname from pg_roles where rolname like 'tungnha%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)"
    expect(await query(server.url('owner'), powerful)).toEqual([])
    for (const address of otherAddresses())
      await expect(connectTo(address, server.port)).rejects.toThrow(/ECONNREFUSED/)
    expect(await query(server.url('owner'), 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
    expect(statSync(join(dataDir, 'postgres', 'secrets.json')).mode & 0o777).toBe(0o600)
    expect(readdirSync(join(dataDir, 'postgres')).sort()).toEqual(['data', 'postgres.log', 'secrets.json'])
    await server.stop()
  })
})

describe('after a kill -9', () => {
  test('of the process that started it: the server ends too, and the next start has every row', async () => {
    const dataDir = madeBefore()
    const first = await startServerProcess(dataDir)
    await query(first.url, 'create table t (n int); insert into t values (7)')
    await end(first.process, 'SIGKILL')
    await until(() => processesOf(pgDataIn(dataDir)).length === 0)
    const second = await start(dataDir)
    expect(await query(second.url('owner'), 'select n from t')).toEqual([{ n: 7 }])
    await second.stop()
  })

  test('where setpriv is missing: the next start stops the orphan and goes on with its rows', async () => {
    const dataDir = madeBefore()
    const first = await startServerProcess(dataDir, { path: '/nowhere' })
    await query(first.url, 'create table t (n int); insert into t values (7)')
    await end(first.process, 'SIGKILL')
    const orphan = postmasterPid(pgDataIn(dataDir))
    const second = await start(dataDir)
    expect(postmasterPid(pgDataIn(dataDir))).not.toBe(orphan)
    expect(await query(second.url('owner'), 'select n from t')).toEqual([{ n: 7 }])
    await second.stop()
  })

  test('of PostgreSQL in the middle of writes: it comes back on the same port with every row it acknowledged', async () => {
    const dataDir = madeBefore()
    const server = await start(dataDir)
    await query(server.url('owner'), 'create table t (n int primary key)')
    for (let round = 0; round < 3; round++) {
      const acknowledged = await writeUntilKilled(server.url('owner'), round * 1e6, pgDataIn(dataDir))
      await until(() => answers(server.url('owner')))
      const [row] = await query(server.url('owner'), `select count(*) as n from t where n >= ${round * 1e6}`)
      expect([acknowledged, acknowledged + 1]).toContain(row?.n) // the one under way may or may not be there
      expect(acknowledged).toBeGreaterThan(0)
    }
    await server.stop()
  })

  test('of both: the next start recovers', async () => {
    const dataDir = madeBefore()
    const first = await startServerProcess(dataDir)
    await query(first.url, 'create table t (n int); insert into t values (7)')
    const pid = postmasterPid(pgDataIn(dataDir))
    first.process.kill('SIGKILL')
    process.kill(pid, 'SIGKILL')
    const second = await start(dataDir)
    expect(await query(second.url('owner'), 'select n from t')).toEqual([{ n: 7 }])
    await second.stop()
  })

  test('and a lock file whose number now belongs to another program', async () => {
    const dataDir = madeBefore()
    await (await start(dataDir)).stop()
    // PostgreSQL itself believes such a file when the process belongs to its own user.
    const other = spawnAs(chooseRunAs(pgDataIn(dataDir)), 'sleep', ['60'], { stdio: 'ignore' })
    const lock = `${other.pid}\n${pgDataIn(dataDir)}\n1700000000\n5432\n\n127.0.0.1\n         1         1\nready   \n`
    writeFileSync(join(pgDataIn(dataDir), 'postmaster.pid'), lock)
    const server = await start(dataDir)
    expect(await answers(server.url('app'))).toBe(true)
    expect(other.kill('SIGKILL')).toBe(true) // it was left alone
    await server.stop()
  })
})

describe('two processes on one data folder', () => {
  test('starting at once on an empty one share one server', async () => {
    const dataDir = folders.make()
    const both = await Promise.all([startServerProcess(dataDir), startServerProcess(dataDir)])
    expect(both[0].url).toBe(both[1].url)
    expect(await answers(both[0].url)).toBe(true)
    for (const { process } of both) await end(process, 'SIGTERM')
    expect(livePostmaster(pgDataIn(dataDir))).toBeUndefined()
  })

  test('the second neither stops the first one’s server nor loses it when the first one ends', async () => {
    const dataDir = madeBefore()
    const first = await startServerProcess(dataDir)
    await (await start(dataDir)).stop()
    expect(await answers(first.url)).toBe(true)
    const second = await start(dataDir)
    expect(second.port).toBe(first.port)
    await end(first.process, 'SIGTERM')
    await until(() => answers(second.url('owner')))
    await second.stop()
    expect(processesOf(pgDataIn(dataDir))).toEqual([])
  })
})

/** Root runs PostgreSQL as another user; everybody else as themselves, also who is in no /etc/passwd (docker run --user). */
const nobody = 65534
const nameless = 12345
const users = isRoot ? [undefined, nobody, nameless] : [undefined]
test.each(users)('runs for user %s, PostgreSQL never as root', async (uid) => {
  const dataDir = folders.make(uid)
  const server = await startServerProcess(dataDir, { uid })
  expect(await answers(server.url)).toBe(true)
  expect(statSync(`/proc/${postmasterPid(pgDataIn(dataDir))}`).uid).toBe(uid ?? (isRoot ? nobody : process.getuid?.()))
  expect(readdirSync(join(dataDir, 'postgres')).sort()).toEqual(['data', 'postgres.log', 'secrets.json'])
  await end(server.process, 'SIGTERM')
})

async function writeUntilKilled(url: string, from: number, pgData: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  const kill = setTimeout(() => process.kill(postmasterPid(pgData), 'SIGKILL'), 300)
  let acknowledged = 0
  try {
    for (;;) {
      await client.query('insert into t values ($1)', [from + acknowledged])
      acknowledged += 1
    }
  } catch {
    return acknowledged
  } finally {
    clearTimeout(kill)
    await client.end().catch(() => {})
  }
}

function otherAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return all.filter(({ internal, family }) => !internal && family === 'IPv4').map(({ address }) => address)
}

async function connectTo(host: string, port: number): Promise<void> {
  const client = new pg.Client({ host, port, user: 'postgres', password: 'x', database: 'postgres' })
  await client.connect()
  await client.end()
}
