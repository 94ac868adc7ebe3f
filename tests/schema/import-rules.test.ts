import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

// Each rule of .dependency-cruiser.cjs is broken once in a small tree of its own, and must be reported by name.
const broken: { rule: string; files: Record<string, string> }[] = [
  {
    rule: 'no-circular',
    files: { 'src/platform/shared/a.ts': "import './b.ts'", 'src/platform/shared/b.ts': "import './a.ts'" },
  },
  {
    rule: 'shared-is-pure',
    files: { 'src/platform/shared/a.ts': "import '../server/b.ts'", 'src/platform/server/b.ts': '' },
  },
  { rule: 'shared-no-node', files: { 'src/platform/shared/a.ts': "import 'node:fs'" } },
  {
    rule: 'web-not-server',
    files: { 'src/platform/web/a.ts': "import '../server/b.ts'", 'src/platform/server/b.ts': '' },
  },
  {
    rule: 'server-not-web',
    files: { 'src/platform/server/a.ts': "import '../web/b.ts'", 'src/platform/web/b.ts': '' },
  },
  {
    rule: 'platform-knows-no-slice',
    files: {
      'src/platform/server/a.ts': "import '../../slices/teams/server/b.ts'",
      'src/slices/teams/server/b.ts': '',
    },
  },
  {
    rule: 'nobody-imports-app',
    files: { 'src/platform/server/a.ts': "import '../../app/server/b.ts'", 'src/app/server/b.ts': '' },
  },
  {
    rule: 'slice-through-public-only',
    files: { 'src/slices/teams/server/a.ts': "import '../../places/server/b.ts'", 'src/slices/places/server/b.ts': '' },
  },
  {
    rule: 'app-through-public-only',
    files: { 'src/app/server/a.ts': "import '../../slices/places/server/b.ts'", 'src/slices/places/server/b.ts': '' },
  },
  {
    rule: 'slice-does-not-use-own-public',
    files: { 'src/slices/teams/server/a.ts': "import './public.ts'", 'src/slices/teams/server/public.ts': '' },
  },
  {
    rule: 'slice-order-places',
    files: {
      'src/slices/places/server/a.ts': "import '../../visits/server/public.ts'",
      'src/slices/visits/server/public.ts': '',
    },
  },
  {
    rule: 'slice-order-households',
    files: {
      'src/slices/households/server/a.ts': "import type { B } from '../../visits/server/public.ts'\nexport type A = B",
      'src/slices/visits/server/public.ts': 'export type B = 1',
    },
  },
  {
    rule: 'field-without-office',
    files: {
      'src/slices/visits/web/field/a.ts': "export const a = () => import('../office/b.ts')",
      'src/slices/visits/web/office/b.ts': '',
    },
  },
]

const root = resolve(import.meta.dirname, '../..')
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tungnha-rules-'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each(broken)('$rule is reported when broken', async ({ rule, files }) => {
  const tree = mkdtempSync(join(folder, 'tree-'))
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'))
  for (const [path, text] of Object.entries({ ...files, 'tsconfig.json': '{}', 'package.json': '{"type":"module"}' })) {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), text)
  }
  expect(await cruise(tree)).toContain(rule)
})

/** Names of the rules that dependency-cruiser reports for a tree. */
const cruise = (cwd: string): Promise<string[]> =>
  new Promise((done, fail) => {
    const args = [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      'src',
      '--config',
      join(root, '.dependency-cruiser.cjs'),
      '--output-type',
      'json',
    ]
    execFile(process.execPath, args, { cwd, maxBuffer: 50e6 }, (error, stdout, stderr) => {
      if (!stdout) return fail(error ?? new Error(stderr))
      const report = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } }
      done(report.summary.violations.map((violation) => violation.rule.name))
    })
  })
