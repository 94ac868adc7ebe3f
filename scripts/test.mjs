// The whole check, cheap steps first. `npm test` runs all of it; `npm test -- unit e2e` only the named steps.
// It installs what is missing, stops at no failing step but counts it, and ends with "N passed, N failed".
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ensureChromium } from './chromium.mjs'
import { ensureInstalled } from './install.mjs'

const root = resolve(import.meta.dirname, '..')
const reports = join(root, '.cache/test-reports')
const bin = (name) => join(root, 'node_modules/.bin', name)

const gate = (name, command, args) => ({ name, run: async () => ((await run(command, args)) === 0 ? [1, 0] : [0, 1]) })
const vitest = (name, ...args) => ({
  name,
  run: async () => {
    const file = join(reports, `${name}.json`)
    const code = await run(bin('vitest'), [
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...args,
    ])
    return counts(code, file, (report) => [report.numPassedTests, report.numFailedTests])
  },
})
const playwright = {
  name: 'e2e',
  run: async () => {
    const file = join(reports, 'e2e.json')
    const env = { CHROMIUM: await ensureChromium(), PLAYWRIGHT_JSON_OUTPUT_NAME: file }
    const code = await run(bin('playwright'), ['test', '--reporter=list,json'], env)
    return counts(code, file, ({ stats }) => [stats.expected, stats.unexpected + stats.flaky])
  },
}

const steps = [
  gate('format-and-lint', bin('biome'), ['ci', '--error-on-warnings', '.']),
  gate('import-rules', bin('depcruise'), ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err-long']),
  gate('words', process.execPath, ['scripts/words.mjs']),
  gate('types-shared', bin('tsc'), ['-p', 'tsconfig.shared.json']),
  gate('types-server', bin('tsc'), ['-p', 'tsconfig.server.json']),
  gate('types-web', bin('tsc'), ['-p', 'tsconfig.web.json']),
  gate('unused-code', bin('knip'), []),
  vitest('unit', '--project', 'unit'),
  vitest('pg', '--project', 'pg'),
  vitest('sync', '--project', 'sync'),
  gate('build', process.execPath, ['scripts/build.mjs']),
  playwright,
]

await ensureInstalled(root)
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name))
if (unknown.length) {
  console.error(`Không có bước: ${unknown.join(', ')}. Các bước: ${steps.map((step) => step.name).join(', ')}`)
  process.exit(2)
}

const total = [0, 0]
for (const step of steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  console.log(`\n=== ${step.name}`)
  const began = performance.now()
  const [passed, failed] = await step.run()
  console.log(
    `=== ${step.name}: ${passed} passed, ${failed} failed, ${Math.round((performance.now() - began) / 1000)} s`,
  )
  total[0] += passed
  total[1] += failed
}
console.log(`\n${total[0]} passed, ${total[1]} failed`)
process.exit(total[1] > 0 || total[0] === 0 ? 1 : 0)

/** A runner that ended badly without a failed test (a crash, a coverage threshold) still counts as one failure. */
function counts(code, file, read) {
  if (!existsSync(file)) return [0, 1]
  const [passed, failed] = read(JSON.parse(readFileSync(file, 'utf8')))
  return [passed, code !== 0 && failed === 0 ? 1 : failed]
}

function run(command, args, env = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
    child.on('error', (error) => {
      console.error(error.message)
      done(1)
    })
    child.on('close', (code) => done(code ?? 1))
  })
}
