import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { OperatorError } from '../operator-error.ts'
import { canReach, chooseRunAs, type RunAs } from './run-as.ts'

/** Where an embedded PostgreSQL lives. */
export interface Home {
  /** Holds everything below; belongs to whoever starts the server. */
  dir: string
  /** PostgreSQL's data folder, 0700, belongs to the user it runs as. */
  pgData: string
  /** Passwords of the roles, 0600. */
  secrets: string
  log: string
  runAs: RunAs
}

/** Where data goes that PostgreSQL's user could not reach beside the project. */
export const defaultFallbackRoot = '/var/lib/tungnha'

/**
 * Decides where the data of `dataDir` lives: in it, or (when PostgreSQL's user cannot pass through the folders above,
 * as with a project under /root) in `fallbackRoot`/<hash of the path>, which DATA_DIR/WHERE then names.
 */
export function resolveHome(dataDir: string, fallbackRoot = defaultFallbackRoot): Home {
  const own = makeFolder(dataDir)
  const elsewhere = namedElsewhere(own)
  if (elsewhere) return homeIn(elsewhere)
  const home = homeIn(join(own, 'postgres'))
  if (canReach(home.runAs, makeOpenFolder(home.dir), 'x')) return home
  if (existsSync(home.pgData)) throw unreachable(home)
  rmSync(home.dir, { recursive: true, force: true })
  return moveElsewhere(own, fallbackRoot)
}

function homeIn(dir: string): Home {
  const pgData = join(dir, 'data')
  return {
    dir,
    pgData,
    secrets: join(dir, 'secrets.json'),
    log: join(dir, 'postgres.log'),
    runAs: chooseRunAs(pgData),
  }
}

function moveElsewhere(dataDir: string, fallbackRoot: string): Home {
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 12)
  const home = homeIn(join(makeOpenFolder(makeOpenFolder(fallbackRoot), name), 'postgres'))
  if (!canReach(home.runAs, makeOpenFolder(home.dir), 'x')) throw unreachable(home)
  writeFileSync(join(dataDir, 'WHERE'), `${home.dir}\n${dataDir}\n`, { flush: true })
  return home
}

/**
 * What DATA_DIR/WHERE names. Its second line is the folder it was written for: a project folder that was *moved* keeps
 * its data, one that was *copied* gets its own (two projects must never write one database unknowingly).
 */
function namedElsewhere(dataDir: string): string | undefined {
  const where = join(dataDir, 'WHERE')
  if (!existsSync(where)) return undefined
  const [dir = '', writtenFor = ''] = readFileSync(where, 'utf8').split('\n')
  const copied = writtenFor !== dataDir && existsSync(join(writtenFor, 'WHERE'))
  if (copied) return undefined
  if (!existsSync(dir)) throw dataIsGone(where, dir)
  return dir
}

// Passable for PostgreSQL's user also where the umask is 077.
function makeOpenFolder(...parts: string[]): string {
  const path = makeFolder(join(...parts))
  chmodSync(path, 0o755)
  return path
}

function makeFolder(path: string): string {
  try {
    mkdirSync(path, { recursive: true })
    return realpathSync(path)
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? ''
    throw new OperatorError(
      `Không tạo được thư mục ${path} (${code}): hãy cấp quyền ghi, hoặc đặt DATA_DIR là thư mục khác.`,
      `The folder ${path} could not be made (${code}): give write permission, or set DATA_DIR to another folder.`,
      { cause },
    )
  }
}

const dataIsGone = (where: string, dir: string) =>
  new OperatorError(
    `Dữ liệu nằm ở ${dir} (theo ${where}) nhưng thư mục đó không còn: hãy khôi phục nó; chỉ xoá ${where} nếu muốn bắt đầu lại từ đầu.`,
    `The data is in ${dir} (says ${where}), but that folder is gone: bring it back; delete ${where} only to begin anew with nothing.`,
  )

const unreachable = (home: Home) =>
  new OperatorError(
    `PostgreSQL (người dùng ${home.runAs?.uid}) không vào được ${home.pgData}: hãy cho phép đi qua các thư mục phía trên (chmod o+x), hoặc chuyển dự án ra ngoài thư mục riêng.`,
    `PostgreSQL (user ${home.runAs?.uid}) cannot reach ${home.pgData}: let others pass through the folders above (chmod o+x), or move the project out of the private folder.`,
  )
