import { createHash } from 'node:crypto'
import { readdirSync, statfsSync, statSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'

const MB = 1024 * 1024

/** A name for the cluster that stands in the title of each of its processes, so that leftovers can be recognised. */
export const clusterName = (pgData: string): string =>
  `tungnha-${createHash('sha256').update(pgData).digest('hex').slice(0, 12)}`

/**
 * Server settings, passed on the command line at every start (so that a new version of the program brings its own).
 * `durable` false only for throw-away test clusters.
 */
export function serverSettings(pgData: string, durable: boolean): Record<string, string> {
  return {
    ...safety(durable),
    ...sizes(pgData),
    ...logging,
    ...planner,
    cluster_name: clusterName(pgData),
    timezone: 'UTC',
  }
}

/** WAL segments: small on a small disk, where one of 16 MB would be a quarter of it. In MB, for initdb. */
export const walSegmentSize = (folder: string): number => (freeMegabytes(folder) < 1024 ? 1 : 16)

const safety = (durable: boolean) => ({
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  fsync: durable ? 'on' : 'off',
  synchronous_commit: durable ? 'on' : 'off',
  full_page_writes: durable ? 'on' : 'off',
})

function sizes(pgData: string): Record<string, string> {
  const memory = Math.floor(totalmem() / MB)
  const segment = segmentSizeOf(pgData)
  const wal = between(4 * segment, Math.floor(freeMegabytes(pgData) / 10), 1024)
  return {
    max_connections: '100',
    shared_buffers: `${between(32, Math.floor(memory / 8), 512)}MB`,
    effective_cache_size: `${between(128, Math.floor(memory / 2), 8192)}MB`,
    work_mem: '8MB',
    maintenance_work_mem: `${between(16, Math.floor(memory / 32), 256)}MB`,
    max_wal_size: `${wal}MB`,
    // On a small disk old WAL is removed instead of kept for reuse: the smallest value that is allowed.
    min_wal_size: `${wal < 512 ? 2 * segment : 80}MB`,
    wal_compression: 'pglz',
  }
}

/** The size that initdb gave this cluster's WAL files, in MB. */
function segmentSizeOf(pgData: string): number {
  const wal = join(pgData, 'pg_wal')
  const name = readdirSync(wal).find((file) => /^[0-9A-F]{24}$/.test(file))
  return name ? statSync(join(wal, name)).size / MB : 16
}

// Errors reach the application, which logs them without values. Here their text (a refused value) and their DETAIL
// (the key of a duplicate: a phone number) would put personal data into a file.
const logging = {
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] ',
  log_timezone: 'UTC',
}

const planner = {
  jit: 'off', // the bundled build has no LLVM; elsewhere it costs more than our short queries take
  random_page_cost: '1.1', // solid-state disks
  idle_in_transaction_session_timeout: '10min',
}

const between = (least: number, value: number, most: number) => Math.min(Math.max(value, least), most)

function freeMegabytes(folder: string): number {
  const disk = statfsSync(folder)
  return (disk.bavail * disk.bsize) / MB
}
