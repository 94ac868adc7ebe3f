import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { problemBody } from '#platform/shared/problem.ts'
import { ApiProblem, Unreachable } from '#platform/web/api.ts'
import { photoDamaged, photoOffset, photoUnreadable } from '#slices/visits/shared/problems.ts'
import { type PhotoLine, sendPhoto } from './send-photo.ts'

const photo = Uint8Array.from({ length: 300_000 }, (_one, at) => (at * 7) % 251)
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** A server that keeps what it is sent, over a line that breaks as planned. */
class Line implements PhotoLine {
  kept = Buffer.alloc(0)
  sent = 0
  /** Called before each part: throws where the line breaks. */
  before: (part: number) => void = () => {}
  /** Called after each part was kept: throws where the answer is lost. */
  after: (part: number) => void = () => {}
  important = false

  state = async () => this.answer()
  yields = () => this.important

  async send(_id: string, offset: number, part: Uint8Array) {
    this.before(++this.sent)
    if (offset > this.kept.length) throw problem(photoOffset, { at: this.kept.length })
    this.kept = Buffer.concat([this.kept, part.subarray(this.kept.length - offset)])
    this.after(this.sent)
    if (this.kept.length < photo.length || hashOf(this.kept) === hashOf(photo)) return this.answer()
    this.kept = Buffer.alloc(0)
    throw problem(photoDamaged)
  }

  private answer = () => ({ bytes: this.kept.length, done: this.kept.length === photo.length })
}

const problem = (definition: Parameters<typeof problemBody>[0], details?: Record<string, number>) =>
  new ApiProblem(problemBody(definition, details), null)
const breaks = () => {
  throw new Unreachable(new Error('the line broke'))
}

test('a photo arrives in parts of at most 128 kB', async () => {
  const line = new Line()
  expect(await sendPhoto(line, 'p', photo)).toEqual({ end: 'done' })
  expect([line.sent, hashOf(line.kept)]).toEqual([3, hashOf(photo)])
})

test('after a break, also after a lost answer, it goes on where the server stands', async () => {
  const line = new Line()
  line.before = (part) => part === 2 && breaks()
  await expect(sendPhoto(line, 'p', photo)).rejects.toThrow(Unreachable)
  line.before = () => {}
  line.after = (part) => part === 3 && breaks()
  await expect(sendPhoto(line, 'p', photo)).rejects.toThrow(Unreachable)
  expect(line.kept).toHaveLength(256_000)
  line.after = () => {}
  expect(await sendPhoto(line, 'p', photo)).toEqual({ end: 'done' })
  expect([line.sent, hashOf(line.kept)]).toEqual([4, hashOf(photo)])
})

test('it follows a server that stands elsewhere', async () => {
  const line = new Line()
  line.before = (part) => {
    if (part === 2) line.kept = line.kept.subarray(0, 1_000)
  }
  expect(await sendPhoto(line, 'p', photo)).toEqual({ end: 'done' })
  expect(hashOf(line.kept)).toBe(hashOf(photo))
})

test('records go first: it steps back between two parts and goes on later', async () => {
  const line = new Line()
  line.after = (part) => {
    line.important = part === 1
  }
  expect(await sendPhoto(line, 'p', photo)).toEqual({ end: 'later' })
  expect(line.kept).toHaveLength(128_000)
  line.important = false
  expect(await sendPhoto(line, 'p', photo)).toEqual({ end: 'done' })
})

test('damaged on its way: from the start; damaged again and again: refused, as what is no picture', async () => {
  const once = new Line()
  once.after = (part) => {
    if (part === 1) once.kept[0] = 255
  }
  expect(await sendPhoto(once, 'p', photo)).toEqual({ end: 'done' })
  const always = new Line()
  always.after = () => {
    always.kept[0] = 255
  }
  expect(await sendPhoto(always, 'p', photo)).toMatchObject({ end: 'refused', problem: { code: 'photo.damaged' } })
  const foreign = new Line()
  foreign.before = () => {
    throw problem(photoUnreadable)
  }
  expect(await sendPhoto(foreign, 'p', photo)).toMatchObject({ end: 'refused', problem: { code: 'photo.unreadable' } })
})
