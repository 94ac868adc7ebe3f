import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { type ChildWork, childEntry, runChild } from './child-process.ts'

const folder = mkdtempSync(join(tmpdir(), 'tungnha-child-'))
afterAll(() => rmSync(folder, { recursive: true }))

const script = (name: string, code: string): ChildWork => {
  const file = join(folder, `${name}.mts`)
  writeFileSync(file, code)
  return {
    entry: childEntry(name, pathToFileURL(file)),
    memoryMb: 64,
    timeoutMs: 20_000,
    outputMaxBytes: 1_000_000,
  }
}
const inFull = { timeout: 30_000 }

test('gives input and arguments to the script and its output back', inFull, async () => {
  const work = script('echo', 'process.stdout.write(process.argv[2] as string); process.stdin.pipe(process.stdout)')
  const whole = await runChild({ ...work, args: ['a:'], input: Buffer.from('bản đồ') })
  expect(whole).toMatchObject({ kind: 'exited', code: 0 })
  expect(whole.kind === 'exited' && whole.output.toString()).toBe('a:bản đồ')
  const chunks: Buffer[] = []
  const streamed = await runChild({
    ...work,
    args: ['b:'],
    input: Readable.from([Buffer.from('1'), Buffer.from('2')]),
    onOutput: (chunk) => chunks.push(chunk),
  })
  expect(streamed).toMatchObject({ kind: 'exited', code: 0 })
  expect(Buffer.concat(chunks).toString()).toBe('b:12')
})

test('says when the memory ran out', inFull, async () => {
  const work = script('memory', 'const a: object[] = []; for (;;) a.push({ a: [1, 2, 3] })')
  expect(await runChild(work)).toEqual({ kind: 'out-of-memory' })
})

test('ends a script that does not end', inFull, async () => {
  const work = script('loop', 'for (;;) {}')
  expect(await runChild({ ...work, timeoutMs: 1500 })).toEqual({ kind: 'timed-out' })
})

test('ends a script that talks too much, and one that nobody waits for', inFull, async () => {
  const work = script('talk', "setInterval(() => process.stdout.write('x'.repeat(10_000)), 1)")
  expect(await runChild({ ...work, outputMaxBytes: 50_000 })).toEqual({ kind: 'output-too-long' })
  const controller = new AbortController()
  setTimeout(() => controller.abort(), 300)
  expect(await runChild({ ...work, outputMaxBytes: 1e9, signal: controller.signal })).toEqual({ kind: 'aborted' })
})

test('gives back exit code and errors of a script that fails, even if it leaves its input unread', inFull, async () => {
  const work = script('fail', "process.stderr.write('why'); process.exit(3)")
  const end = await runChild({ ...work, input: Buffer.alloc(5_000_000) })
  expect(end).toMatchObject({ kind: 'exited', code: 3, errors: 'why' })
})

test('keeps the secrets of the server to itself', inFull, async () => {
  process.env.TUNGNHA_TEST_SECRET = 'secret'
  const end = await runChild(script('env', 'process.stdout.write(JSON.stringify(process.env))'))
  delete process.env.TUNGNHA_TEST_SECRET
  expect(end.kind === 'exited' && end.output.toString()).toContain('PATH')
  expect(end.kind === 'exited' && end.output.toString()).not.toContain('secret')
})

test('runs at most two at a time, and all of them', inFull, async () => {
  const code = "const from = Date.now(); setTimeout(() => process.stdout.write([from, Date.now()].join(' ')), 200)"
  const work = script('short', code)
  const ends = await Promise.all([1, 2, 3, 4, 5].map(() => runChild(work)))
  const spans = ends.map((end) => (end.kind === 'exited' ? end.output.toString().split(' ').map(Number) : []))
  const runningAt = (instant = 0) => spans.filter(([from = 0, to = 0]) => from <= instant && instant < to).length
  expect(spans.map((span) => span.length)).toEqual([2, 2, 2, 2, 2])
  expect(Math.max(...spans.map(([from]) => runningAt(from)))).toBeLessThanOrEqual(2)
})

test('finds the script beside the bundle when built', () => {
  const source = new URL('file:///app/src/slices/x/reader-child.ts')
  const built = { nodeArguments: ['/app/dist/server/reader.js'] }
  expect(childEntry('reader', source, 'file:///app/dist/server/main.js')).toEqual(built)
  expect(childEntry('reader', source, 'file:///app/dist/cli/main.js')).toEqual(built)
})
