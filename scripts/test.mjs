// The whole check, cheap steps first. `npm test` runs all of it; `npm test -- unit e2e` only the named steps.
// It installs what is missing, stops at no failing step but counts it, and ends with "N passed, N failed".
// Steps that need one core each run two at a time; the others keep two cores busy by themselves.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ensureChromium } from './chromium.mjs'
import { ensureInstalled } from './install.mjs'

const root = resolve(import.meta.dirname, '..')
const reports = join(root, '.cache/test-reports')
const bin = (name) => join(root, 'node_modules/.bin', name)

/** A step of one process on one core, beside another one; `after`: what writes what it reads. Its output comes in one piece. */
const gate = (name, after, command, args) => ({
  name,
  after,
  run: async () => {
    const { code, output } = await runQuietly(command, args)
    return { counts: code === 0 ? [1, 0] : [0, 1], output }
  },
})
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
    return { counts: counts(code, file, (report) => [report.numPassedTests, report.numFailedTests]) }
  },
})
const playwright = {
  name: 'e2e',
  run: async () => {
    const file = join(reports, 'e2e.json')
    const env = { CHROMIUM: await ensureChromium(), PLAYWRIGHT_JSON_OUTPUT_NAME: file }
    const code = await run(bin('playwright'), ['test', '--reporter=list,json'], env)
    return { counts: counts(code, file, ({ stats }) => [stats.expected, stats.unexpected + stats.flaky]) }
  },
}

// `words` writes the catalogues, the build their compiled form.
const steps = [
  gate('words', [], process.execPath, ['scripts/words.mjs']),
  gate('import-rules', [], bin('depcruise'), [
    'src',
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'err-long',
  ]),
  gate('types-server', ['words'], bin('tsc'), ['-p', 'tsconfig.server.json']),
  gate('types-web', ['words'], bin('tsc'), ['-p', 'tsconfig.web.json']),
  gate('format-and-lint', ['words'], bin('biome'), ['ci', '--error-on-warnings', '.']),
  gate('types-e2e', ['words'], bin('tsc'), ['-p', 'tsconfig.e2e.json']),
  gate('types-shared', [], bin('tsc'), ['-p', 'tsconfig.shared.json']),
  gate('unused-code', ['words'], bin('knip'), []),
  gate('build', ['words', 'types-server', 'types-web', 'unused-code'], process.execPath, ['scripts/build.mjs']),
  vitest('unit', '--project', 'unit'),
  vitest('pg', '--project', 'pg'),
  vitest('sync', '--project', 'sync'),
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
const chosen = steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name))
await beside(chosen.filter(({ after }) => after))
for (const step of chosen.filter(({ after }) => !after)) {
  console.log(`\n=== ${step.name}`)
  await take(step)
}
console.log(`\n${total[0]} passed, ${total[1]} failed`)
process.exit(total[1] > 0 || total[0] === 0 ? 1 : 0)

/** Runs a step and counts it. */
async function take({ name, run }) {
  const began = performance.now()
  const { counts, output } = await run()
  const seconds = Math.round((performance.now() - began) / 1000)
  if (output !== undefined) console.log(`\n=== ${name}\n${output}`.trimEnd())
  console.log(`=== ${name}: ${counts[0]} passed, ${counts[1]} failed, ${seconds} s`)
  total[0] += counts[0]
  total[1] += counts[1]
}

/** Two at a time, each when everything is over that it comes after. */
async function beside(gates) {
  const left = [...gates]
  const running = new Map()
  const isReady = ({ after }) => !after.some((name) => running.has(name) || left.some((one) => one.name === name))
  while (left.length || running.size) {
    const next = running.size < 2 ? left.find(isReady) : undefined
    if (next) {
      left.splice(left.indexOf(next), 1)
      running.set(
        next.name,
        take(next).finally(() => running.delete(next.name)),
      )
    } else await Promise.race(running.values())
  }
}

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

/** The same, with what it prints kept for later. */
function runQuietly(command, args) {
  return new Promise((done) => {
    let output = ''
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
    child.on('error', ({ message }) => done({ code: 1, output: message }))
    child.on('close', (code) => done({ code: code ?? 1, output }))
  })
}
