import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { type Planted, planted } from './planted.ts'

const root = resolve(import.meta.dirname, '../../..')

/** One project per planted bug; each plays the convergence property on the product with that bug in it. */
export default defineConfig({
  root,
  test: {
    maxWorkers: 2,
    projects: planted.map((bug) => ({
      root,
      plugins: [plant(bug)],
      test: {
        name: bug.name,
        include: ['tests/sync/mutants/hunt.ts'],
        testTimeout: 600_000,
        hookTimeout: 120_000,
        provide: { bug: bug.name, seeds: [...bug.seeds] },
      },
    })),
  },
})

function plant({ edits, name }: Planted): Plugin {
  // Checked at once: a bug that nobody could plant would look like one that nobody caught.
  const bad = new Map(
    Object.entries(edits).map(([file, pairs]) => {
      const path = resolve(root, file)
      return [path, pairs.reduce((source, pair) => replaceOnce(source, pair, name), readFileSync(path, 'utf8'))]
    }),
  )
  return { name: 'plant', enforce: 'pre', load: (id) => bad.get(id.split('?')[0] ?? '') ?? null }
}

function replaceOnce(source: string, [find, put]: readonly [string, string], name: string): string {
  const parts = source.split(find)
  if (parts.length !== 2) throw new Error(`"${name}" finds its place ${parts.length - 1} times: ${find}`)
  return parts.join(put)
}
