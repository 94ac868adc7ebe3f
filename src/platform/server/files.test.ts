import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { folderStore } from './files.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tungnha-files-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const filesIn = (path: string) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)

test('what was put comes back, with its size and hash; removing is final and repeatable', async () => {
  const store = folderStore(folder)
  const put = await store.put('slips/a1.pdf', Readable.from([Buffer.from('từng '), Buffer.from('nhà')]))
  expect(put).toEqual({
    bytes: 11,
    sha256: '66cbd59087a8c829f5f788d9b68cc391af0b64c9bdff939461621312a2527184',
  })
  const found = await store.get('slips/a1.pdf')
  expect(found && (await text(found))).toBe('từng nhà')
  await store.remove('slips/a1.pdf')
  await store.remove('slips/a1.pdf')
  expect(await store.get('slips/a1.pdf')).toBeNull()
})

test('a source that breaks off leaves nothing, also no draft', async () => {
  const broken = Readable.from(
    (function* () {
      yield Buffer.from('half')
      throw new Error('line lost')
    })(),
  )
  await expect(folderStore(folder).put('a', broken)).rejects.toThrow('line lost')
  expect(filesIn(folder)).toEqual([])
})

test('a full disk is a problem that says so, and leaves nothing', async () => {
  const full = new Readable({
    read() {
      this.destroy(Object.assign(new Error('no space'), { code: 'ENOSPC' }))
    },
  })
  await expect(folderStore(folder).put('a', full)).rejects.toMatchObject({ body: { code: 'disk.full', status: 507 } })
  expect(filesIn(folder)).toEqual([])
})

test.each(['../secret', '/etc/passwd', 'a/../../b', '', '.hidden', 'A', 'a//b'])(
  'the key %j is refused',
  async (key) => {
    await expect(async () => folderStore(folder).put(key, Readable.from([]))).rejects.toThrow(TypeError)
  },
)
