import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { chownSync, lstatSync } from 'node:fs'
import { OperatorError } from '../operator-error.ts'

/** The user that PostgreSQL's programs run as; null: as ourselves. PostgreSQL refuses to run as root. */
export type RunAs = { uid: number; gid: number } | null

/** `nobody`: exists on every Linux, also in containers, so no user has to be created. */
const nobody = { uid: 65534, gid: 65534 }

// A clean environment: PGDATA, PGPORT, PGOPTIONS and the like of whoever starts us must not reach the server.
const env = { PATH: process.env.PATH ?? '/usr/bin:/bin', LANG: 'C.UTF-8', TZ: 'UTC' }

/** Root runs PostgreSQL as the owner of an existing data folder, else as nobody; anybody else runs it as themselves. */
export function chooseRunAs(pgData: string): RunAs {
  if (process.getuid?.() !== 0) return null
  const owner = lstatSync(pgData, { throwIfNoEntry: false })
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody
}

/** Gives a folder or file to the user that PostgreSQL runs as. */
export function giveTo(runAs: RunAs, path: string): void {
  if (!runAs) return
  try {
    chownSync(path, runAs.uid, runAs.gid)
  } catch (cause) {
    throw new OperatorError(
      `Không chuyển được quyền sở hữu ${path} cho người dùng ${runAs.uid}: hãy chạy bằng người dùng thường, hoặc cho container quyền CAP_CHOWN và CAP_SETUID.`,
      `${path} could not be given to user ${runAs.uid}: run as an ordinary user, or give the container CAP_CHOWN and CAP_SETUID.`,
      { cause },
    )
  }
}

/** Whether that user can reach `path` with the given right (x: run a file, or pass through a folder). Asks the kernel. */
export function canReach(runAs: RunAs, path: string, right: 'x' | 'r' | 'w'): boolean {
  const test = spawnSync('/bin/sh', ['-c', `test -${right} "$1"`, 'sh', path], { ...runAs, cwd: '/', env })
  return test.status === 0
}

/**
 * Starts one of PostgreSQL's programs as that user, in a clean environment plus `options.env`. `dieWithUs`: the kernel
 * sends it SIGINT (fast shutdown) when we die, also by kill -9; without setpriv the next start finds and stops what was
 * left.
 */
export function spawnAs(
  runAs: RunAs,
  program: string,
  args: string[],
  options: SpawnOptions & { dieWithUs?: boolean },
): ChildProcess {
  const { dieWithUs, ...rest } = options
  const common = { ...rest, cwd: '/', env: { ...env, ...rest.env } }
  if (!dieWithUs || !hasSetpriv()) return spawn(program, args, { ...common, ...runAs })
  const user = runAs ? ['--reuid', String(runAs.uid), '--regid', String(runAs.gid), '--clear-groups'] : []
  return spawn('setpriv', ['--pdeathsig', 'INT', ...user, program, ...args], common)
}

let setpriv: boolean | undefined

// Busybox and old util-linux have a setpriv without --pdeathsig: so it is tried, not looked up.
function hasSetpriv(): boolean {
  setpriv ??= spawnSync('setpriv', ['--pdeathsig', 'INT', 'true'], { cwd: '/', env }).status === 0
  return setpriv
}
