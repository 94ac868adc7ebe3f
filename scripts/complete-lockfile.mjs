// `npm run lockfile`, after every change of dependencies. A registry mirror that holds only this machine's platform makes
// npm leave the packages of other platforms out of package-lock.json, and `npm ci` then refuses the lockfile everywhere
// ("Missing: ... from lock file"). This puts them in: with the version their package names, without a checksum.
import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

const file = resolve(import.meta.dirname, '..', 'package-lock.json')
const { atime, mtime } = statSync(file)
const lock = JSON.parse(readFileSync(file, 'utf8'))
const added = []
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (!/^\d+\.\d+\.\d+\S*$/.test(version) || foundFrom(path, name)?.version === version) continue
    const dev = entry.dev ? { dev: true } : {}
    lock.packages[freePlace(path, name)] = { version, ...platformOf(name), ...dev, optional: true }
    added.push(name)
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
utimesSync(file, atime, mtime) // what is installed here stays up to date: nothing of this platform has changed
console.log(`package-lock.json: thêm ${added.length} gói của hệ khác (packages of other platforms added)`)

/** As Node looks for it: in the package, then in each node_modules above. */
function foundFrom(path, name) {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const found = lock.packages[`${at}/node_modules/${name}`]
    if (found) return found
  }
  return lock.packages[`node_modules/${name}`]
}

/** On top; where another version is there, beside the package that wants it, or else inside that. */
function freePlace(path, name) {
  const beside = `${path.slice(0, path.lastIndexOf('node_modules/'))}node_modules/${name}`
  return [`node_modules/${name}`, beside, `${path}/node_modules/${name}`].find((place) => !lock.packages[place])
}

function platformOf(name) {
  const words = name.split('/').at(-1).split('-')
  const os = [
    'android',
    'darwin',
    'freebsd',
    'linux',
    'openbsd',
    'netbsd',
    'openharmony',
    'win32',
    'sunos',
    'aix',
  ].find((w) => words.includes(w))
  const cpu = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'loong64', 'wasm32', 'mips64el'].find((w) =>
    words.includes(w),
  )
  const libc = words.some((w) => w.startsWith('musl'))
    ? 'musl'
    : os === 'linux' && words.some((w) => w.startsWith('gnu'))
      ? 'glibc'
      : undefined
  return { ...(cpu ? { cpu: [cpu] } : {}), ...(libc ? { libc: [libc] } : {}), ...(os ? { os: [os] } : {}) }
}
