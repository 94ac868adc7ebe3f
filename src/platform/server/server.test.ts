import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { get as httpsGet } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { fromJSONSchema, type z } from 'zod'
import { startToyServer, type ToyServer, toyIds, toyRoutes } from '#platform/testing/toy-server.ts'
import { openDb } from './db.ts'
import { type ApiDocument, type Operation, operationsOf } from './http/api-document.ts'
import type { ServerOptions } from './server.ts'

// No database behind it: a closed port. What needs rows is in server.pg.test.ts.
const nowhere = 'postgres://tungnha_app:secret@127.0.0.1:9/tungnha'
const db = openDb({ owner: nowhere, app: nowhere, worker: nowhere, auth: nowhere }, { poolSize: 2 })

let toy: ToyServer
const start = async (options: Partial<ServerOptions> = {}) => {
  toy = await startToyServer(db.app, options)
  return toy.app
}
afterEach(() => toy.app.close())
const officer = { authorization: 'Bearer officer' }

test('database away: 503 with a time to come again that differs from phone to phone, nothing of the fault', async () => {
  const app = await start()
  const ask = () => app.inject({ url: '/api/toy/anywhere', headers: officer })
  const refused = await Promise.all(Array.from({ length: 20 }, ask))
  for (const answer of refused) {
    expect(answer.json()).toMatchObject({ code: 'database.away', status: 503 })
    expect(Number(answer.headers['retry-after'])).toBeGreaterThanOrEqual(5)
    expect(answer.payload).not.toMatch(/ECONN|127\.0\.0\.1|secret/)
  }
  expect(new Set(refused.map((answer) => answer.headers['retry-after'])).size).toBeGreaterThan(1)
})

test('health says 503 while the database is away, ready says which part', async () => {
  const app = await start({
    checks: { database: () => Promise.reject(new Error('x')), migrations: async () => false, worker: () => true },
  })
  const health = await app.inject('/api/health')
  expect([health.statusCode, health.json().code, health.headers['retry-after']]).toEqual([
    503,
    'database.away',
    expect.stringMatching(/^\d+$/),
  ])
  const ready = await app.inject('/api/ready')
  expect(ready.statusCode).toBe(503)
  expect(ready.json()).toEqual({ status: 'not ready', database: false, migrations: false, worker: true })
})

test('a database that hangs counts as away', { timeout: 10_000 }, async () => {
  const hang = () => new Promise<boolean>(() => {})
  const app = await start({ checks: { database: hang, migrations: async () => true, worker: () => true } })
  expect((await app.inject('/api/health')).statusCode).toBe(503)
})

test('every answer carries the security headers', async () => {
  const app = await start()
  for (const url of ['/api/health', '/api/docs', '/nothing', '/api/toy/me']) {
    const { headers } = await app.inject(url)
    const policy = String(headers['content-security-policy']).split(';')
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("style-src 'self' 'unsafe-inline'")
    expect(policy).toContain("img-src 'self' data: blob:")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(String(headers['content-security-policy'])).not.toMatch(/unsafe-eval|\*|https?:/)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['permissions-policy']).toContain('camera=(self)')
    expect(headers['strict-transport-security']).toBeUndefined()
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  }
})

test('only over https are browsers told to insist on it', async () => {
  const app = await start({ publicUrl: 'https://tungnha.example.vn' })
  expect((await app.inject('/api/health')).headers['strict-transport-security']).toMatch(/^max-age=31536000/)
})

test.each([
  ['a browser on this site', { 'sec-fetch-site': 'same-origin' }, false],
  ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, true],
  ['a sister site', { 'sec-fetch-site': 'same-site', origin: 'https://x.localhost' }, true],
  ['an old browser on this site', { origin: 'http://localhost:3000', host: 'localhost:3000' }, false],
  ['an old browser on another site', { origin: 'https://evil.example', host: 'localhost:3000' }, true],
  ['a hidden origin', { origin: 'null' }, true],
  ['no browser', {}, false],
])('a writing request from %s', async (_who, headers, refused) => {
  const app = await start()
  const answer = await app.inject({
    method: 'POST',
    url: '/api/toy/teams',
    headers: { ...headers, ...officer },
    payload: {},
  })
  expect(answer.json().code === 'request.cross-site').toBe(refused)
})

test('too large, malformed and foreign bodies are refused with a sentence', async () => {
  const app = await start()
  const send = (payload: string, type = 'application/json') =>
    app.inject({ method: 'POST', url: '/api/toy/teams', payload, headers: { ...officer, 'content-type': type } })
  expect((await send(`{"name":"${'a'.repeat(2_000)}"}`)).json()).toMatchObject({
    code: 'input.too-large',
    status: 413,
    details: { limit: '2 KB' },
  })
  expect((await send('{"name":')).json()).toMatchObject({ code: 'input.malformed', status: 400 })
  expect((await send('{"__proto__":{"x":1}}')).json().code).toBe('input.malformed')
  expect((await send('<a/>', 'text/xml')).json()).toMatchObject({ code: 'input.media-type', status: 415 })
  expect((await app.inject('/api/%E0%A4%A')).json()).toMatchObject({ code: 'input.malformed', status: 400 })
})

test('a session is limited, another session at the same address is not, and an address is, a hundred times later', async () => {
  const app = await start()
  const statusOf = async (token: string) =>
    (await app.inject({ url: '/api/toy/me', headers: { authorization: `Bearer ${token}` } })).statusCode
  for (let i = 0; i < 5; i++) expect(await statusOf('made-up')).toBe(401)
  const limited = await app.inject({ url: '/api/toy/me', headers: { authorization: 'Bearer made-up' } })
  expect(limited.json()).toMatchObject({ code: 'rate.limited', status: 429, details: { seconds: 60 } })
  expect(limited.headers['retry-after']).toBe('60')
  expect(await statusOf('another')).toBe(401)
  for (let i = 7; i < 500; i++) expect(await statusOf(`other-${i}`)).toBe(401)
  expect(await statusOf('the five hundred and first')).toBe(429)
  expect((await app.inject('/api/health')).statusCode).toBe(200)
})

test('a cookie session is limited like a bearer token, whatever other cookies come with it', async () => {
  const app = await start()
  const statusOf = async (cookie: string) => (await app.inject({ url: '/api/toy/me', headers: { cookie } })).statusCode
  for (let i = 0; i < 5; i++) expect(await statusOf(`lang=${i}; __Secure-tungnha.session_token=abc.def`)).toBe(401)
  expect(await statusOf('lang=vi; __Secure-tungnha.session_token=abc.def')).toBe(429)
})

test('metrics: route patterns, never addresses; only from this machine or with the token', async () => {
  const app = await start({ metricsToken: 'tokentokentoken' })
  await app.inject(`/api/toy/places/${toyIds.commune}?phone=0912345678`)
  const read = (headers = {}, remoteAddress = '127.0.0.1') => app.inject({ url: '/metrics', headers, remoteAddress })
  const text = (await read()).payload
  expect(text).toMatch(/tungnha_http_request_seconds_bucket\{.*route="\/api\/toy\/places\/:placeId"/)
  expect(text).toContain('tungnha_sync_verdicts_total')
  expect(text).not.toContain(toyIds.commune)
  expect((await read({}, '203.0.113.5')).statusCode).toBe(404)
  expect((await read({ 'x-forwarded-for': '203.0.113.5' })).statusCode).toBe(404)
  expect((await read({ authorization: 'Bearer tokentokentoken' }, '203.0.113.5')).statusCode).toBe(200)
  expect((await read({ authorization: 'Bearer wrong' }, '203.0.113.5')).statusCode).toBe(404)
})

test.each([
  [0, '127.0.0.1'],
  [1, '203.0.113.5'],
  [2, '198.51.100.7'],
])('with %i proxies in front the sender is %s, whatever else the header claims', async (trustProxy, expected) => {
  const plugin = async (instance: FastifyInstance) => {
    instance.get('/api/ip', async (request) => ({ ip: request.ip }))
  }
  const app = await start({ trustProxy, plugins: [plugin] })
  const headers = { 'x-forwarded-for': '10.0.0.1, 198.51.100.7, 203.0.113.5' }
  expect((await app.inject({ url: '/api/ip', headers })).json()).toEqual({ ip: expected })
})

test('the document is OpenAPI 3.1 and says of every declared route what it takes, answers and needs', async () => {
  const app = await start()
  const document = (await app.inject('/api/openapi.json')).json<ApiDocument>()
  expect(document.openapi).toMatch(/^3\.1\.\d$/)
  const declared = Object.values(toyRoutes).map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
  const described = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.keys(item ?? {}).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(described.toSorted()).toEqual(declared.toSorted())
  const ids = operationsOf(document).map(({ operationId }) => operationId)
  expect(new Set(ids).size).toBe(ids.length)
  const place = document.paths?.['/api/toy/places/{placeId}']?.get as Operation
  expect(place['x-permission']).toEqual({ kind: 'place', permission: 'team.edit', on: 'params.placeId' })
  expect(place.parameters).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ in: 'path', name: 'placeId', required: true }),
      expect.objectContaining({ in: 'query', name: 'n', required: false }),
    ]),
  )
})

test('every schema of the document is a JSON schema, every reference leads somewhere, every answer is described', async () => {
  const app = await start()
  const document = (await app.inject('/api/openapi.json')).json()
  const text = JSON.stringify(document)
  for (const [, path = ''] of text.matchAll(/"\$ref":"#\/([^"]+)"/g))
    expect(
      path.split('/').reduce((at, key) => at?.[key], document),
      path,
    ).toBeDefined()
  for (const operation of operationsOf(document)) {
    expect(operation.responses?.default).toBeDefined()
    for (const schema of schemasOf(operation)) expect(() => fromJSONSchema(schema), operation.operationId).not.toThrow()
    for (const answer of Object.values(operation.responses ?? {}))
      expect(Object.keys(answer)).toContainEqual(expect.stringMatching(/description|\$ref/))
  }
})

type Schema = z.core.JSONSchema.JSONSchema
const schemasOf = ({ parameters = [], requestBody, responses }: Operation) => {
  const bodies = [requestBody, responses?.['200']] as ({ content?: Record<string, { schema: Schema }> } | undefined)[]
  const contents = bodies.flatMap((part) => Object.values(part?.content ?? {}))
  return [...(parameters as unknown as { schema: Schema }[]), ...contents].map(({ schema }) => schema)
}

test('the schema of a body takes what the server takes and nothing else', async () => {
  const app = await start()
  const document = (await app.inject('/api/openapi.json')).json<ApiDocument>()
  const [schema = {}] = schemasOf(document.paths?.['/api/toy/teams']?.post as Operation)
  const written = fromJSONSchema(schema)
  expect(written.safeParse({ teamId: toyIds.team, name: 'Tổ 1' }).success).toBe(true)
  expect(written.safeParse({ teamId: toyIds.team, name: 'x'.repeat(21) }).success).toBe(false)
  expect(written.safeParse({ teamId: '1', name: 'x' }).success).toBe(false)
})

test('the page about the API needs no script and names every route', async () => {
  const app = await start()
  const { payload, headers } = await app.inject('/api/docs')
  expect(headers['content-type']).toContain('text/html')
  expect(payload).not.toMatch(/<script|javascript:|\son\w+=/)
  for (const { path } of Object.values(toyRoutes)) expect(payload).toContain(path.replace(/:(\w+)/g, '{$1}'))
  expect(payload).toContain('Needs team.edit on the place in params.placeId.')
})

const webFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'tungnha-web-'))
  const files = {
    'index.html': 'office',
    'assets/index-C4fx_9aQ.js': `//${' '.repeat(2_000)}`,
    'app/index.html': 'field',
    'app/sw.js': 'sw',
    '.env': 'secret',
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

test('the web: each address gets its side’s page, assets are kept for ever, pages and the service worker are asked for again', async () => {
  const folder = webFolder()
  const app = await start({ webFolder: folder })
  const get = async (url: string, headers = {}) => {
    const { statusCode, payload, headers: answered } = await app.inject({ url, headers })
    return [statusCode, payload.trim(), answered['cache-control']]
  }
  expect(await get('/')).toEqual([200, 'office', 'no-cache'])
  expect(await get('/places/1?x=1')).toEqual([200, 'office', 'no-cache'])
  for (const url of ['/app', '/app/', '/app/i']) expect(await get(url)).toEqual([200, 'field', 'no-cache'])
  expect(await get('/app/sw.js')).toEqual([200, 'sw', 'no-cache'])
  expect((await get('/assets/index-C4fx_9aQ.js'))[2]).toBe('public, max-age=31536000, immutable')
  expect((await get('/assets/index-gone1234.js'))[0]).toBe(404)
  expect((await get('/.env'))[0]).toBe(404)
  expect((await get('/api/nothing'))[0]).toBe(404)
  expect((await get('/%2e%2e/%2e%2e/etc/passwd.txt'))[0]).toBe(404)
  expect((await app.inject({ method: 'POST', url: '/places' })).json().code).toBe('not-found')
  rmSync(folder, { recursive: true })
})

test('answers are compressed when asked for, also files of the web', async () => {
  const folder = webFolder()
  const app = await start({ webFolder: folder })
  const headers = { 'accept-encoding': 'gzip' }
  expect((await app.inject({ url: '/api/openapi.json', headers })).headers['content-encoding']).toBe('gzip')
  expect((await app.inject({ url: '/assets/index-C4fx_9aQ.js', headers })).headers['content-encoding']).toBe('gzip')
  rmSync(folder, { recursive: true })
})

test('an overloaded server refuses with a time to come again, and still answers its probes', {
  timeout: 15_000,
}, async () => {
  const app = await start({ shedAtMs: 30 })
  for (let i = 0; i < 20; i++) {
    const until = Date.now() + 80
    while (Date.now() < until) Math.sqrt(until)
    await sleep(1)
  }
  const busy = await app.inject('/api/toy/hello')
  expect(busy.json()).toMatchObject({ code: 'server.busy', status: 503 })
  expect(busy.headers['retry-after']).toMatch(/^\d+$/)
  expect((await app.inject('/api/health')).statusCode).toBe(200)
})

// For localhost, of nobody: made for this test with openssl, valid until 2126.
const tls = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBfzCCASWgAwIBAgIUGILLzgS00pETzXvaALtFfUz4U6UwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjA5MjAxM1oYDzIxMjYxMDI5
MDkyMDEzWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAR6dnuNt4BIuhgVTD9s/3MooOOsow2EQ+x8OeszZTU8uNTuYx5+a8ow
0UPBh7coekkzLUoEoApaXLHU3Xm8yBaio1MwUTAdBgNVHQ4EFgQU4dLig65XOU37
w29R8NVoB38GUQ4wHwYDVR0jBBgwFoAU4dLig65XOU37w29R8NVoB38GUQ4wDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiBvPz2eT9baLvqDU6meRQdR
601EK90DKVyn9KjN6ON8+AIhALN2mr254aY4mxEwtt77LyqYdwRDMds4Q42eVTC9
ZhBy
-----END CERTIFICATE-----`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgT5TL0oxvOn3gMny3
3BWi2tMgIU8gPrevsa9mssAq8rShRANCAAR6dnuNt4BIuhgVTD9s/3MooOOsow2E
Q+x8OeszZTU8uNTuYx5+a8ow0UPBh7coekkzLUoEoApaXLHU3Xm8yBai
-----END PRIVATE KEY-----`,
}

test('with a certificate the server itself speaks HTTPS', async () => {
  const app = await start({ tls, publicUrl: 'https://localhost' })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const status = await new Promise((resolve, reject) => {
    const options = { port, host: '127.0.0.1', path: '/api/health', ca: tls.cert, servername: 'localhost' }
    httpsGet(options, (answer) => resolve(answer.resume().statusCode)).on('error', reject)
  })
  expect(status).toBe(200)
})
