// Libraries from the lockfile, only when they are missing or older than it. Uses nothing but Node itself.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run, step } from './progress.mjs'

/** Brings node_modules to what package-lock.json says; does nothing when it is there already. */
export async function ensureInstalled(root) {
  refuseOldNode()
  const lockfile = join(root, 'package-lock.json')
  const stamp = join(root, 'node_modules', '.tungnha-lock')
  const wanted = createHash('sha256').update(readFileSync(lockfile)).digest('hex')
  if (readIfThere(stamp) === wanted) return
  if (!installedAfter(root, lockfile)) await step('Đang cài thư viện', () => npmCi(root))
  writeFileSync(stamp, wanted)
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(
    `Node ${process.versions.node} quá cũ: hãy cài Node 20.19 trở lên (nên dùng 24).\n` +
      `Node ${process.versions.node} is too old: install Node 20.19 or later (24 is best).`,
  )
  process.exit(1)
}

/** npm writes this file last: it is missing after an installation that was cut off. */
function installedAfter(root, lockfile) {
  const done = statSync(join(root, 'node_modules', '.package-lock.json'), { throwIfNoEntry: false })
  return done !== undefined && done.mtimeMs >= statSync(lockfile).mtimeMs
}

// With the libraries that build (dev) and the bundled PostgreSQL (optional), whatever NODE_ENV or npmrc leave out.
const options = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']

async function npmCi(root) {
  const own = process.env.npm_execpath
  const [command, first] = own?.endsWith('npm-cli.js') && existsSync(own) ? [process.execPath, [own]] : ['npm', []]
  const npm = (...args) => run(command, [...first, ...args, ...options], { cwd: root })
  try {
    // A lockfile written on a mirror without other platforms' packages: npm ci refuses it, install takes what it pins.
    await npm('ci').catch((error) =>
      /from lock file/.test(error.message) ? npm('install', '--no-save') : Promise.reject(error),
    )
  } catch (error) {
    console.error(
      `Không cài được thư viện: hãy kiểm tra kết nối mạng tới kho npm rồi chạy lại.\n` +
        `The libraries could not be installed: check the connection to the npm registry and start again.\n\n${error.message}`,
    )
    process.exit(1)
  }
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
