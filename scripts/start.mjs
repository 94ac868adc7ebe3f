// `npm start`: from a fresh checkout to a running system. Installs and builds only what is missing or out of date, then
// becomes the server: in this process, so that signals, exit code and kill reach it directly.
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isBuilt } from './freshness.mjs'
import { ensureInstalled } from './install.mjs'
import { run, step } from './progress.mjs'

const root = resolve(import.meta.dirname, '..')
await ensureInstalled(root)
if (!isBuilt(root)) await step('Đang dựng chương trình', build)

const cli = join(root, 'dist/server/cli.js')
process.argv = [process.execPath, cli, 'serve', ...process.argv.slice(2)]
await import(pathToFileURL(cli).href)

async function build() {
  try {
    await run(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root })
  } catch (error) {
    console.error(`Không dựng được chương trình. The build failed.\n\n${error.message}`)
    process.exit(1)
  }
}
