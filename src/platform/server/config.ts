import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { type Day, isDay } from '#platform/shared/dates.ts'
import { oldestWireVersion, wireVersion } from '#platform/shared/wire.ts'
import { authSecretFor } from './auth-secret.ts'
import { OperatorError } from './operator-error.ts'

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** All settings, read once at the start. Folders are absolute; `databaseUrl` undefined means the embedded PostgreSQL. */
export interface Config {
  port: number
  host: string
  /** Where people reach the server, without a slash at the end; for links in slips, mails and QR codes. */
  publicUrl: string
  dataDir: string
  databaseUrl?: string
  /** Where the roles' URLs cannot be derived from `databaseUrl` (a pooler, or passwords of one's own). */
  roleUrls: { app?: string; worker?: string; auth?: string }
  /** Connections that one process keeps at most, per role. */
  dbPool: number
  /** Prepare hot statements once per connection; off behind a pooler that cannot (PgBouncer before 1.21). */
  dbPrepare: boolean
  tls?: { cert: string; key: string }
  /** How many proxies stand in front (X-Forwarded-For is believed from that many). */
  trustProxy: number
  logLevel: (typeof logLevels)[number]
  worker: 'inline' | 'none'
  demo: 'auto' | 'none'
  /** How much of a demo world an empty database gets. */
  demoSize: 'demo' | 'small'
  authSecret: string
  /** The key of rescue files is made from it; `authSecret` where it is not set. */
  rescueSecret?: string
  /** Announced to phones: from which day on apps below which version of the wire are refused. */
  leastWire?: { version: number; from: Day }
  /** With it, /metrics may be read from other machines. */
  metricsToken?: string
}

/** One wrong variable: what is wrong and what to do, in both languages. */
export interface ConfigProblem {
  variable: string
  vi: string
  en: string
}

/** The settings cannot be used; `problems` has one entry per wrong variable. The command line ends with exit code 78. */
export class ConfigError extends OperatorError {
  readonly problems: ConfigProblem[]

  constructor(problems: ConfigProblem[]) {
    super(problems.map((p) => p.vi).join('\n'), problems.map((p) => p.en).join('\n'))
    this.problems = problems
  }
}

/** Reads and checks the environment. Empty variables count as not set. Throws ConfigError, naming every wrong one. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
  const parsed = variables.safeParse(given)
  const problems = [...(parsed.success ? [] : wrongVariables(parsed.error)), ...wrongTogether(given)]
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems)
  return toConfig(parsed.data)
}

/** What each variable accepts, in words: the end of the sentence that is shown when the value is wrong. */
const accepted: Record<string, [vi: string, en: string]> = {
  PORT: ['một số từ 1 đến 65535', 'a number from 1 to 65535'],
  HOST: [
    'một địa chỉ hoặc tên máy, ví dụ 127.0.0.1 hoặc 0.0.0.0',
    'an address or host name, such as 127.0.0.1 or 0.0.0.0',
  ],
  PUBLIC_URL: ['một địa chỉ như https://tungnha.example.vn', 'an address such as https://tungnha.example.vn'],
  DATA_DIR: ['đường dẫn một thư mục', 'the path of a folder'],
  DATABASE_URL: databaseUrlWords(),
  DATABASE_URL_APP: databaseUrlWords(),
  DATABASE_URL_WORKER: databaseUrlWords(),
  DATABASE_URL_AUTH: databaseUrlWords(),
  DB_POOL: ['một số từ 1 đến 200', 'a number from 1 to 200'],
  DB_PREPARE: ['on hoặc off (off sau PgBouncer cũ hơn 1.21)', 'on or off (off behind PgBouncer before 1.21)'],
  TLS_CERT: ['đường dẫn một tệp có thật', 'the path of a file that exists'],
  TLS_KEY: ['đường dẫn một tệp có thật', 'the path of a file that exists'],
  TRUST_PROXY: ['số máy chủ trung gian đứng trước, từ 0 đến 10', 'the number of proxies in front, from 0 to 10'],
  LOG_LEVEL: [`một trong: ${logLevels.join(', ')}`, `one of: ${logLevels.join(', ')}`],
  WORKER: ['inline hoặc none', 'inline or none'],
  DEMO: ['auto hoặc none', 'auto or none'],
  DEMO_SIZE: ['demo hoặc small', 'demo or small'],
  AUTH_SECRET: ['một chuỗi bí mật ít nhất 32 ký tự', 'a secret of at least 32 characters'],
  RESCUE_KEY: ['một chuỗi bí mật ít nhất 32 ký tự', 'a secret of at least 32 characters'],
  LEAST_WIRE: [
    `số phiên bản và ngày bắt đầu, ví dụ 2:2027-01-15 (phiên bản từ ${oldestWireVersion} đến ${wireVersion})`,
    `a version and the day from which it is needed, such as 2:2027-01-15 (versions ${oldestWireVersion} to ${wireVersion})`,
  ],
  METRICS_TOKEN: ['một chuỗi bí mật ít nhất 16 ký tự', 'a secret of at least 16 characters'],
}

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .pipe(z.int().min(least).max(most))
const databaseUrl = z.url({ protocol: /^postgres(ql)?$/ })
const existingFile = z.string().refine((path) => existsSync(path))

const leastWire = z
  .string()
  .regex(/^\d{1,3}:\d{4}-\d\d-\d\d$/)
  .transform((text) => ({ version: Number(text.split(':')[0]), from: text.split(':')[1] ?? '' }))
  .refine(({ version, from }) => version >= oldestWireVersion && version <= wireVersion && isDay(from))

const variables = z.object({
  PORT: wholeNumber(1, 65535).default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/)
    .default('127.0.0.1'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: databaseUrl.optional(),
  DATABASE_URL_APP: databaseUrl.optional(),
  DATABASE_URL_WORKER: databaseUrl.optional(),
  DATABASE_URL_AUTH: databaseUrl.optional(),
  DB_POOL: wholeNumber(1, 200).default(10),
  DB_PREPARE: z.enum(['on', 'off']).default('on'),
  TLS_CERT: existingFile.optional(),
  TLS_KEY: existingFile.optional(),
  TRUST_PROXY: wholeNumber(0, 10).default(0),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  WORKER: z.enum(['inline', 'none']).default('inline'),
  DEMO: z.enum(['auto', 'none']).optional(),
  DEMO_SIZE: z.enum(['demo', 'small']).default('demo'),
  AUTH_SECRET: z.string().min(32).optional(),
  RESCUE_KEY: z.string().min(32).optional(),
  LEAST_WIRE: leastWire.optional(),
  METRICS_TOKEN: z.string().min(16).optional(),
})

function databaseUrlWords(): [string, string] {
  const shape = 'postgres://USER:PASSWORD@HOST:5432/DATABASE'
  return [`một địa chỉ dạng ${shape}`, `an address like ${shape}`]
}

// The value itself is never repeated: it may be a password.
function wrongVariables(error: z.ZodError): ConfigProblem[] {
  const names = [...new Set(error.issues.map((issue) => String(issue.path[0])))]
  return names.map((variable) => {
    const [vi, en] = accepted[variable] ?? ['giá trị khác', 'another value']
    return {
      variable,
      vi: `Biến ${variable} không dùng được: cần ${vi}.`,
      en: `${variable} cannot be used: it must be ${en}.`,
    }
  })
}

function wrongTogether(given: Record<string, string | undefined>): ConfigProblem[] {
  const problems: ConfigProblem[] = []
  if (Boolean(given.TLS_CERT) !== Boolean(given.TLS_KEY)) {
    const [set, missing] = given.TLS_CERT ? ['TLS_CERT', 'TLS_KEY'] : ['TLS_KEY', 'TLS_CERT']
    problems.push({
      variable: missing,
      vi: `Đã có ${set} nhưng thiếu ${missing}: HTTPS cần cả hai, hãy đặt ${missing} hoặc bỏ ${set}.`,
      en: `${set} is set but ${missing} is not: HTTPS needs both, so set ${missing} or remove ${set}.`,
    })
  }
  // Several servers on one database must share the secret, so none of them may make one up.
  if (given.DATABASE_URL && !given.AUTH_SECRET) {
    problems.push({
      variable: 'AUTH_SECRET',
      vi: 'Khi dùng DATABASE_URL phải đặt AUTH_SECRET: một chuỗi bí mật ít nhất 32 ký tự, giống nhau trên mọi máy chủ (tạo bằng: openssl rand -base64 32).',
      en: 'With DATABASE_URL, AUTH_SECRET must be set: a secret of at least 32 characters, the same on every server (make one with: openssl rand -base64 32).',
    })
  }
  return problems
}

function toConfig(values: z.output<typeof variables>): Config {
  const dataDir = resolve(values.DATA_DIR)
  const tls = values.TLS_CERT && values.TLS_KEY ? { cert: values.TLS_CERT, key: values.TLS_KEY } : undefined
  return {
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL?.replace(/\/+$/, '') ?? localUrl(values.HOST, values.PORT, Boolean(tls)),
    dataDir,
    databaseUrl: values.DATABASE_URL,
    roleUrls: { app: values.DATABASE_URL_APP, worker: values.DATABASE_URL_WORKER, auth: values.DATABASE_URL_AUTH },
    dbPool: values.DB_POOL,
    dbPrepare: values.DB_PREPARE === 'on',
    tls,
    trustProxy: values.TRUST_PROXY,
    logLevel: values.LOG_LEVEL,
    worker: values.WORKER,
    // A database that somebody brought is a real one: no demo accounts there unless asked for.
    demo: values.DEMO ?? (values.DATABASE_URL ? 'none' : 'auto'),
    demoSize: values.DEMO_SIZE,
    authSecret: values.AUTH_SECRET ?? authSecretFor(dataDir),
    rescueSecret: values.RESCUE_KEY,
    leastWire: values.LEAST_WIRE,
    metricsToken: values.METRICS_TOKEN,
  }
}

function localUrl(host: string, port: number, https: boolean): string {
  const name = ['0.0.0.0', '::', ''].includes(host) ? '127.0.0.1' : host
  return `${https ? 'https' : 'http'}://${name.includes(':') ? `[${name}]` : name}:${port}`
}
