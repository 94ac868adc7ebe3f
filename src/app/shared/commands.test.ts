import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { commands } from './commands.ts'

/** Hash of the arguments of each command and version that is accepted. Other arguments are another version: add a line. */
const pinned: Record<string, string> = {}

test('the arguments of a command never change under a version that phones already send', () => {
  const found = commands.map(({ name, version, args }) => [
    `${name} ${version}`,
    createHash('sha256').update(JSON.stringify(z.toJSONSchema(args, { io: 'input' }))).digest('hex').slice(0, 16),
  ])
  expect(Object.fromEntries(found)).toEqual(pinned)
})
