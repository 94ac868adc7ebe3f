import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { OperatorError } from '../operator-error.ts'
import type { Binaries } from './binaries.ts'
import type { Home } from './home.ts'
import { isNameless, nameFor } from './nameless-user.ts'
import { giveTo, spawnAs } from './run-as.ts'
import { walSegmentSize } from './settings.ts'

/**
 * Creates the cluster in `home.pgData` unless it is there. It is made under another name and renamed when whole: a kill
 * in the middle leaves no half cluster, and of two starts at once one wins.
 */
export async function createClusterOnce(
  home: Home,
  binaries: Binaries,
  password: string,
  durable: boolean,
): Promise<void> {
  if (existsSync(home.pgData)) return
  const draft = join(home.dir, `new-${process.pid}`)
  const passwordFile = join(home.dir, `pw-${process.pid}`)
  try {
    removeLeftovers(home.dir)
    mkdirSync(draft, { mode: 0o700 })
    writeFileSync(passwordFile, password, { mode: 0o600 })
    giveTo(home.runAs, draft)
    giveTo(home.runAs, passwordFile)
    await initdb(home, binaries, draft, passwordFile, durable)
    writeFileSync(join(draft, 'pg_hba.conf'), 'host all all 127.0.0.1/32 scram-sha-256\n')
    putInPlace(draft, home.pgData)
  } finally {
    rmSync(draft, { recursive: true, force: true })
    rmSync(passwordFile, { force: true })
  }
}

async function initdb(
  home: Home,
  binaries: Binaries,
  draft: string,
  passwordFile: string,
  durable: boolean,
): Promise<void> {
  const common = [
    ['-D', draft],
    ['-U', 'postgres', '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
    // Vietnamese order (An < Ăn < Ân, d < đ) for names; C.UTF-8 would sort by code point.
    ['--encoding', 'UTF8', '--locale-provider', 'icu', '--icu-locale', 'vi'],
    ['--wal-segsize', String(walSegmentSize(home.dir))],
    durable ? [] : ['--no-sync'],
  ].flat()
  const first = await runNamed(home, binaries.initdb, [...common, '--locale', 'C.UTF-8'])
  if (first.code === 0) return
  // Systems without C.UTF-8 (before glibc 2.35): the ICU locale does the sorting either way.
  const second = /locale/.test(first.output)
    ? await runNamed(home, binaries.initdb, [...common, '--locale', 'C'])
    : first
  if (second.code !== 0) throw cannotCreate(home, second.output)
}

interface Ended {
  code: number | null
  output: string
}

/** Runs a program that wants its user to have a name; where the user has none, again with one. */
async function runNamed(home: Home, program: string, args: string[]): Promise<Ended> {
  const ended = await run(home, program, args)
  if (ended.code === 0 || !isNameless(ended.output)) return ended
  const library = join(home.dir, `name-${process.pid}`)
  try {
    const name = nameFor(library)
    return name ? await run(home, program, args, name) : ended
  } finally {
    rmSync(library, { force: true })
  }
}

function run(home: Home, program: string, args: string[], env: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawnAs(home.runAs, program, args, { stdio: ['ignore', 'pipe', 'pipe'], env, dieWithUs: true })
    let output = ''
    child.stdout?.on('data', (data) => (output += data))
    child.stderr?.on('data', (data) => (output += data))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}

function putInPlace(draft: string, pgData: string): void {
  try {
    renameSync(draft, pgData)
  } catch (error) {
    if (!existsSync(join(pgData, 'PG_VERSION'))) throw error // else another start was faster
  }
}

function removeLeftovers(dir: string): void {
  const leftovers = readdirSync(dir).filter((name) => /^(new|pw|name)-\d+$/.test(name) && !usedByAnother(name))
  for (const name of leftovers) rmSync(join(dir, name), { recursive: true, force: true })
}

// Our own number too is a leftover: in a container every start has the same one.
function usedByAnother(name: string): boolean {
  const pid = Number(name.split('-')[1])
  return pid !== process.pid && existsSync(`/proc/${pid}`)
}

function cannotCreate(home: Home, output: string): OperatorError {
  if (isNameless(output)) return nameless(home)
  const reason = output.trim().split('\n').slice(-8).join('\n')
  return new OperatorError(
    `Không tạo được cơ sở dữ liệu trong ${home.pgData}. PostgreSQL báo:\n${reason}`,
    `The database could not be created in ${home.pgData}. PostgreSQL says:\n${reason}`,
  )
}

const nameless = ({ runAs }: Home) => {
  const uid = runAs?.uid ?? process.getuid?.()
  return new OperatorError(
    `Người dùng số ${uid} không có trong /etc/passwd nên PostgreSQL kèm theo không tạo được dữ liệu: hãy chạy bằng người dùng có tên (hoặc root), hoặc đặt DATABASE_URL.`,
    `User number ${uid} is not in /etc/passwd, so the bundled PostgreSQL cannot create its data: run as a named user (or root), or set DATABASE_URL.`,
  )
}
