// Builds everything into dist/: the server and its child processes with esbuild, office and field app with Vite.
import { existsSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import { markBuilt, sourceHash } from './freshness.mjs'
import { run, step } from './progress.mjs'

const root = resolve(import.meta.dirname, '..')
const bin = (name) => join(root, 'node_modules/.bin', name)

/** dist/server/<name>.js and the file it starts from. Children are started by name (childEntry in child-process.ts). */
const serverEntries = {
  cli: 'src/app/cli/main.ts',
  'roster-reader': 'src/slices/teams/server/import/reader-child.ts',
  photo: 'src/slices/visits/server/photos/photo-child.ts',
  typst: 'src/platform/server/documents/typst-child.ts',
}

const from = sourceHash(root)
try {
  await step('Đang dựng máy chủ', buildServer)
  if (existsSync(join(root, 'vite.config.ts'))) await step('Đang dựng giao diện', buildWeb)
  markBuilt(root, from)
} catch (error) {
  console.error(`Không dựng được chương trình. The build failed.\n\n${error.message}`)
  process.exit(1)
}

/** Our own code (also through #app/, #platform/, #slices/) goes into the bundle, libraries stay in node_modules. */
async function buildServer() {
  rmSync(join(root, 'dist/server'), { recursive: true, force: true })
  await build({
    absWorkingDir: root,
    entryPoints: serverEntries,
    outdir: 'dist/server',
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  })
}

// In this order: the office build empties dist/web, the field app's is dist/web/app.
async function buildWeb() {
  await run(bin('lingui'), ['compile', '--typescript'], { cwd: root })
  for (const mode of ['office', 'field']) await run(bin('vite'), ['build', '--mode', mode], { cwd: root })
}
