import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '#platform/server/paths.ts'
import { round } from './stats.ts'

/** What a part measured; `samples` is everything raw, the rest is shown in RESULTS.md. */
export interface PartResult {
  title: string
  /** One line each: what was measured, against which goal, and whether it was reached. */
  summary: string[]
  table: { head: string[]; rows: (string | number)[][] }
  samples: unknown
}

interface Kept extends PartResult {
  part: string
  commit: string
  date: string
  machine: string
}

const folder = join(projectRoot, 'bench/results')

/** Keeps what a part measured as bench/results/<part>.json. */
export function keepResult(part: string, result: PartResult): void {
  mkdirSync(folder, { recursive: true })
  const kept: Kept = { part, commit: commit(), date: new Date().toISOString(), machine: machine(), ...result }
  writeFileSync(join(folder, `${part}.json`), `${JSON.stringify(kept, rounded)}\n`)
}

const rounded = (_key: string, value: unknown): unknown => (typeof value === 'number' ? round(value, 2) : value)

/** Writes bench/RESULTS.md from all kept results. */
export function writeReport(): void {
  mkdirSync(folder, { recursive: true })
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  const results = files.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Kept)
  const head = '# What was measured\n\nWritten by `npm run bench`; do not edit. What each part does: README.md.\n'
  writeFileSync(join(projectRoot, 'bench/RESULTS.md'), `${[head, ...results.map(sectionOf)].join('\n')}`)
}

const sectionOf = ({ title, part, commit, date, machine, summary, table }: Kept): string =>
  [
    `## ${title}\n`,
    `Commit ${commit}, ${date}, ${machine}. Raw samples: results/${part}.json.\n`,
    ...summary.map((line) => `- ${line}`),
    '',
    row(table.head),
    row(table.head.map(() => '---')),
    ...table.rows.map(row),
    '',
  ].join('\n')

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`

const notWhatWeWrite = [':!bench/RESULTS.md', ':!bench/results']

function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: projectRoot, encoding: 'utf8' }).trim()
  try {
    const changes = git('status', '--porcelain', '--', '.', ...notWhatWeWrite)
    return git('rev-parse', '--short', 'HEAD') + (changes && ' with changes')
  } catch {
    return 'unknown'
  }
}

// The load tells whether somebody else was at work: then only the ratios say anything.
const machine = (): string =>
  `${cpus().length} cores (${cpus()[0]?.model ?? '?'}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}, load ${(loadavg()[0] ?? 0).toFixed(1)}`
