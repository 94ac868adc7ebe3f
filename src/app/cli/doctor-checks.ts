import { X509Certificate } from 'node:crypto'
import { readFileSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createSecureContext } from 'node:tls'
import { type Config, ConfigError, readConfig } from '#platform/server/config.ts'
import { type RunningDatabase, startDatabase } from '#platform/server/database.ts'
import { OperatorError } from '#platform/server/operator-error.ts'
import { databaseFindings } from './doctor-database.ts'
import type { Finding } from './doctor-finding.ts'

/** Looks at the whole installation, cheap checks first; changes nothing but starting (and stopping) the bundled database. */
export async function* runChecks(env: NodeJS.ProcessEnv): AsyncGenerator<Finding> {
  yield node()
  const config = configOf(env)
  if (config instanceof ConfigError) {
    for (const { variable, vi, en } of config.problems) yield { check: `config ${variable}`, level: 'problem', vi, en }
    return
  }
  yield { check: 'config', level: 'ok', vi: 'Các biến cấu hình đều dùng được.', en: 'All settings can be used.' }
  yield* machine(config)
  yield* withDatabase(config)
}

async function* withDatabase(config: Config): AsyncGenerator<Finding> {
  let database: RunningDatabase | undefined
  try {
    database = await startDatabase(config, () => {})
    if (database.embedded) yield disk('disk database', database.embedded.dir)
    yield* databaseFindings(database.urls)
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    yield { check: 'database', level: 'problem', vi: error.vi, en: error.en }
  } finally {
    await database?.stop()
  }
}

function configOf(env: NodeJS.ProcessEnv): Config | ConfigError {
  try {
    return readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const good = major > 20 || (major === 20 && minor >= 19)
  return good
    ? { check: 'node', level: 'ok', vi: `Node ${process.versions.node}.`, en: `Node ${process.versions.node}.` }
    : {
        check: 'node',
        level: 'problem',
        vi: `Node ${process.versions.node} quá cũ: hãy cài Node 20.19 trở lên (nên dùng 24).`,
        en: `Node ${process.versions.node} is too old: install Node 20.19 or later (24 is best).`,
      }
}

function* machine(config: Config): Generator<Finding> {
  yield disk('disk data', config.dataDir)
  yield clock()
  yield* secretFile(config)
  yield config.tls ? certificate(config.tls) : address(config)
}

function disk(check: string, folder: string): Finding {
  const { bavail, bsize } = statfsSync(folder)
  const free = (bavail * bsize) / 1024 ** 3
  const shown = { vi: `${free.toFixed(1).replace('.', ',')} GB`, en: `${free.toFixed(1)} GB` }
  if (free >= 2)
    return { check, level: 'ok', vi: `${folder}: còn trống ${shown.vi}.`, en: `${folder}: ${shown.en} free.` }
  return {
    check,
    level: free < 0.2 ? 'problem' : 'warning',
    vi: `${folder} chỉ còn trống ${shown.vi}: hãy giải phóng ít nhất 2 GB, nếu đầy thì không ghi thêm được.`,
    en: `${folder} has only ${shown.en} free: make room for at least 2 GB; when it is full nothing can be written.`,
  }
}

/** The program is from late 2026: an earlier clock is wrong for sure, and so would be every day it writes. */
function clock(): Finding {
  const now = new Date()
  const shown = now.toISOString()
  return now >= new Date('2026-11-01T00:00:00Z')
    ? { check: 'clock', level: 'ok', vi: `Đồng hồ máy: ${shown}.`, en: `Clock of this machine: ${shown}.` }
    : {
        check: 'clock',
        level: 'problem',
        vi: `Đồng hồ máy sai (${shown}): hãy bật đồng bộ giờ (NTP).`,
        en: `The clock of this machine is wrong (${shown}): switch time synchronisation (NTP) on.`,
      }
}

function* secretFile(config: Config): Generator<Finding> {
  const file = join(config.dataDir, 'secret')
  const mode = statSync(file, { throwIfNoEntry: false })?.mode
  if (mode === undefined || (mode & 0o077) === 0) return
  yield {
    check: 'secret file',
    level: 'problem',
    vi: `Người khác đọc được tệp bí mật ${file}: hãy chạy chmod 600 ${file}.`,
    en: `Others can read the secret file ${file}: run chmod 600 ${file}.`,
  }
}

function certificate(tls: { cert: string; key: string }): Finding {
  const check = 'https'
  try {
    const cert = readFileSync(tls.cert)
    createSecureContext({ cert, key: readFileSync(tls.key) }) // throws unless the key belongs to the certificate
    const days = Math.floor((Date.parse(new X509Certificate(cert).validTo) - Date.now()) / 86_400_000)
    if (days > 21)
      return {
        check,
        level: 'ok',
        vi: `Chứng chỉ HTTPS còn ${days} ngày.`,
        en: `The HTTPS certificate is good for ${days} days.`,
      }
    return {
      check,
      level: days < 0 ? 'problem' : 'warning',
      vi: `Chứng chỉ HTTPS ${tls.cert} còn ${days} ngày: hãy gia hạn.`,
      en: `The HTTPS certificate ${tls.cert} has ${days} days left: renew it.`,
    }
  } catch (error) {
    const reason = (error as Error).message
    return {
      check,
      level: 'problem',
      vi: `TLS_CERT và TLS_KEY không dùng được (${reason}): hãy kiểm tra hai tệp có thuộc về nhau không.`,
      en: `TLS_CERT and TLS_KEY cannot be used (${reason}): check that the two files belong together.`,
    }
  }
}

/** Browsers give camera, offline start and encryption only to HTTPS and to the machine itself. */
function address({ publicUrl }: Config): Finding {
  const { protocol, hostname } = new URL(publicUrl)
  const safe = protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
  return safe
    ? { check: 'https', level: 'ok', vi: `Địa chỉ: ${publicUrl}.`, en: `Address: ${publicUrl}.` }
    : {
        check: 'https',
        level: 'warning',
        vi: `Địa chỉ ${publicUrl} không phải HTTPS nên điện thoại không ghi được: hãy đặt TLS_CERT và TLS_KEY, hoặc dùng máy chủ trung gian có HTTPS và đặt PUBLIC_URL.`,
        en: `The address ${publicUrl} is not HTTPS, so phones cannot record: set TLS_CERT and TLS_KEY, or use a proxy with HTTPS and set PUBLIC_URL.`,
      }
}
