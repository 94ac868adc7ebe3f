import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { query, temporaryFolders } from '#platform/testing/embedded-harness.ts'
import { startEmbedded } from './embedded.ts'
import { resolveHome } from './home.ts'

const folders = temporaryFolders()
afterEach(folders.clean)

test('a data folder that PostgreSQL can reach holds the data itself', () => {
  const dataDir = join(folders.make(), 'data')
  expect(resolveHome(dataDir).dir).toBe(join(realpathSync(dataDir), 'postgres'))
  expect(existsSync(join(dataDir, 'WHERE'))).toBe(false)
})

test('a data folder that cannot be made says so, with the reason', () => {
  const file = join(folders.make(), 'a', 'secret')
  mkdirSync(join(file, '..'), { recursive: true })
  cpSync(process.execPath, file)
  expect(() => resolveHome(join(file, 'data'))).toThrow(/ENOTDIR.*DATA_DIR/s)
})

// Only root runs PostgreSQL as somebody else, so only then can a project be out of its reach.
if (process.getuid?.() === 0) {
  test('a project in a private folder: data goes elsewhere, WHERE names it, and it is found again', async () => {
    const { dataDir, fallbackRoot } = privateProject()
    const options = { dataDir, fallbackRoot, log: () => {} }
    const first = await startEmbedded(options)
    expect(first.dir.startsWith(fallbackRoot)).toBe(true)
    expect(readFileSync(join(dataDir, 'WHERE'), 'utf8').split('\n')[0]).toBe(first.dir)
    await query(first.url('owner'), 'create table t (n int); insert into t values (5)')
    await first.stop()
    const second = await startEmbedded(options)
    expect(await query(second.url('owner'), 'select n from t')).toEqual([{ n: 5 }])
    await second.stop()
  })

  test('a project that was moved keeps its data, one that was copied gets its own', () => {
    const { project, dataDir, fallbackRoot } = privateProject()
    const { dir } = resolveHome(dataDir, fallbackRoot)
    cpSync(project, `${project}-copy`, { recursive: true })
    expect(resolveHome(join(`${project}-copy`, 'data'), fallbackRoot).dir).not.toBe(dir)
    renameSync(project, `${project}-moved`)
    expect(resolveHome(join(`${project}-moved`, 'data'), fallbackRoot).dir).toBe(dir)
  })

  test('data that is gone from where WHERE says is not replaced by an empty database', () => {
    const { dataDir, fallbackRoot } = privateProject()
    rmSync(resolveHome(dataDir, fallbackRoot).dir, { recursive: true })
    expect(() => resolveHome(dataDir, fallbackRoot)).toThrow(/that folder is gone/)
  })

  test('data that became unreachable is not replaced by an empty database', () => {
    const { project, dataDir, fallbackRoot } = privateProject()
    chmodSync(project, 0o755)
    mkdirSync(resolveHome(dataDir, fallbackRoot).pgData)
    chmodSync(project, 0o700)
    expect(() => resolveHome(dataDir, fallbackRoot)).toThrow(/cannot reach/)
  })
}

function privateProject(): { project: string; dataDir: string; fallbackRoot: string } {
  const base = realpathSync(folders.make())
  const project = join(base, 'project')
  mkdirSync(project, { mode: 0o700 })
  return { project, dataDir: join(project, 'data'), fallbackRoot: join(base, 'elsewhere') }
}
