import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { packRescueFile } from '#platform/web/sync/rescue-file.ts'
import { openRescueFile } from './open-file.ts'
import { rescueKeyFrom } from './rescue-key.ts'

const key = rescueKeyFrom('the secret of the frozen rescue files of the tests')
const host = 'tungnha.example.vn'

test('a file of before the photos is still read: one may lie on a memory card for a year', () => {
  const frozen = readFileSync(resolve(import.meta.dirname, '../../../../tests/fixtures/rescue/tnr1.tnr'))
  const { content, photos } = openRescueFile(frozen, key, host)
  expect(key.authorIn(content.author)?.accountId).toBe('01a20429-0000-7000-8000-000000000001')
  expect(content.commands).toMatchObject([{ command: { name: 'household.edit' } }])
  expect(content.drafts).toMatchObject([{ key: 'visit/desk', value: { note: 'bà Sáu dặn quay lại' } }])
  expect(photos).toEqual([])
})

test('photos come out byte for byte, in their order; parts that changed places are a damaged file', async () => {
  const content = { author: 'a', madeAt: '2026-11-22T10:00:00.000Z', clockOffsetMs: null, commands: [], drafts: [] }
  const bytes = [1, 2].map((fill) => Buffer.alloc(70_000, fill))
  const photos = bytes.map((one, index) => ({
    id: `01a20429-0000-7000-8000-00000000000${index}`,
    half: null,
    base64: one.toString('base64'),
  }))
  const blob = await packRescueFile(content, photos, { id: key.id, point: key.point }, host)
  const file = Buffer.from(await blob.arrayBuffer())
  expect(openRescueFile(file, key, host).photos).toEqual(
    photos.map(({ id, half }, index) => ({ id, half, bytes: bytes[index] })),
  )
  const [start, first, second] = partsOf(file)
  const swapped = Buffer.concat([file.subarray(0, start), second, first, file.subarray(start + 2 * first.length)])
  expect(swapped.length).toBe(file.length)
  expect(() => openRescueFile(swapped, key, host)).toThrow('rescue.damaged')
})

/** Where the photos begin, and the two of them with their lengths. */
const partsOf = (file: Buffer): [number, Buffer, Buffer] => {
  const content = 6 + file.readUInt16BE(4)
  const start = content + 4 + file.readUInt32BE(content)
  const length = 4 + file.readUInt32BE(start)
  return [start, file.subarray(start, start + length), file.subarray(start + length, start + 2 * length)]
}
