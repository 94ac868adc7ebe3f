import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

let DATA_DIR: string
beforeAll(() => {
  DATA_DIR = mkdtempSync(join(tmpdir(), 'tungnha-config-'))
})
afterAll(() => rmSync(DATA_DIR, { recursive: true }))

const AUTH_SECRET = 'a secret that is long enough for it'
const DATABASE_URL = 'postgres://me:pass-word@db.example.vn:5432/tungnha'

function problemsOf(env: Record<string, string>) {
  try {
    readConfig({ DATA_DIR, ...env })
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

test('nothing set: the bundled database, this machine only, the demo world, a secret that is kept', () => {
  const config = readConfig({ DATA_DIR, PORT: ' ' })
  expect(config).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    worker: 'inline',
    demo: 'auto',
    demoSize: 'demo',
    publicUrl: 'http://127.0.0.1:3000',
  })
  expect(config.authSecret.length).toBeGreaterThanOrEqual(32)
  expect(readConfig({ DATA_DIR }).authSecret).toBe(config.authSecret)
  expect(readFileSync(join(DATA_DIR, 'secret'), 'utf8').trim()).toBe(config.authSecret)
  expect(statSync(join(DATA_DIR, 'secret')).mode & 0o777).toBe(0o600)
})

test('a database of one’s own: no demo accounts, and no secret made up', () => {
  expect(readConfig({ DATA_DIR, DATABASE_URL, AUTH_SECRET })).toMatchObject({ databaseUrl: DATABASE_URL, demo: 'none' })
  expect(problemsOf({ DATABASE_URL }).map((problem) => problem.variable)).toEqual(['AUTH_SECRET'])
})

test.each([
  ['PORT', '0'],
  ['PORT', '70000'],
  ['PORT', '3000x'],
  ['HOST', 'a b'],
  ['PUBLIC_URL', 'tungnha.vn'],
  ['DATABASE_URL_APP', 'mysql://x'],
  ['DB_POOL', '-1'],
  ['TRUST_PROXY', 'yes'],
  ['LOG_LEVEL', 'loud'],
  ['WORKER', 'yes'],
  ['DEMO', 'true'],
  ['AUTH_SECRET', 'short'],
  ['RESCUE_KEY', 'short'],
  ['LEAST_WIRE', '2027-01-15'],
  ['LEAST_WIRE', '2:2027-02-30'],
  ['LEAST_WIRE', '99:2027-01-15'],
])('%s=%s is refused by name, in both languages, without repeating the value', (variable, value) => {
  const [problem, ...others] = problemsOf({ [variable]: value })
  expect(others).toEqual([])
  expect(problem?.variable).toBe(variable)
  expect(problem?.vi).toMatch(new RegExp(`^Biến ${variable} .*cần .*\\.$`))
  expect(problem?.en).toMatch(new RegExp(`^${variable} .*must be .*\\.$`))
  expect(problem?.en.replace(variable, '')).not.toContain(` ${value} `)
})

test('every wrong variable is named at once; a half of HTTPS is refused', () => {
  const wrong = problemsOf({ PORT: 'x', WORKER: 'y', TLS_CERT: '/dev/null' }).map((problem) => problem.variable)
  expect(wrong).toEqual(['PORT', 'WORKER', 'TLS_KEY'])
})

test('the public address has no slash at its end and follows host, port and HTTPS', () => {
  expect(readConfig({ DATA_DIR, PUBLIC_URL: 'https://a.vn/' }).publicUrl).toBe('https://a.vn')
  const tls = { TLS_CERT: '/dev/null', TLS_KEY: '/dev/null' }
  expect(readConfig({ DATA_DIR, HOST: '0.0.0.0', PORT: '8443', ...tls }).publicUrl).toBe('https://127.0.0.1:8443')
})
