import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { planted } from './mutants/planted.ts'

/** One test of vitest's JSON report. */
interface Hunt {
  title: string
  status: string
  failureMessages: string[]
}

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'tungnha-mutants-'))
let hunts: Hunt[] = []

// One process for all, so that vitest starts once; each bug is a project of its own in there, with its own modules.
beforeAll(async () => {
  hunts = await hunt(join(folder, 'report.json'))
}, 900_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it.each(planted)('a run fails when $name', ({ name }) => {
  const found = hunts.find(({ title }) => title === name)
  expect(found?.failureMessages).toEqual([])
  expect(found?.status).toBe('passed')
})

async function hunt(report: string): Promise<Hunt[]> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const config = join(root, 'tests/sync/mutants/vitest.config.ts')
  const args = [vitest, 'run', '--config', config, '--reporter=json', `--outputFile=${report}`]
  // What vitest tells its workers must not reach another vitest; the test cluster's address must.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')))
  const output = await outputOf(spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] }))
  try {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as { testResults: { assertionResults: Hunt[] }[] }
    return testResults.flatMap(({ assertionResults }) => assertionResults)
  } catch (error) {
    throw new Error(`the hunt did not come to an end:\n${output}`, { cause: error })
  }
}

function outputOf(child: ReturnType<typeof spawn>): Promise<string> {
  let output = ''
  child.stdout?.on('data', (chunk) => (output += chunk))
  child.stderr?.on('data', (chunk) => (output += chunk))
  return new Promise((resolve, reject) => child.on('error', reject).on('close', () => resolve(output)))
}
