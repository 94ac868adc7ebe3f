import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import {
  oldestWireVersion,
  pullAnswer,
  pullQuery,
  pushAnswer,
  pushRequest,
  snapshotManifest,
  wireChange,
  wireCommand,
  wireVersion,
} from './wire.ts'

const messages = { wireCommand, pushRequest, pushAnswer, pullQuery, pullAnswer, wireChange, snapshotManifest }

/** Hash of everything that travels, for each version of the protocol. Never change a line: add one. */
const pinned: Record<number, string> = {
  1: '0d04f1cfe611c4b4',
  2: '0d04f1cfe611c4b4',
}

test('nobody changes the protocol by accident: phones in the hills update late', () => {
  const schemas = Object.entries(messages).map(([name, schema]) => [name, z.toJSONSchema(schema, { io: 'input' })])
  const hash = createHash('sha256').update(JSON.stringify(schemas)).digest('hex').slice(0, 16)
  expect({ version: wireVersion, hash }).toEqual({ version: wireVersion, hash: pinned[wireVersion] })
})

test('the oldest version served is one that existed', () => {
  expect(oldestWireVersion).toBeLessThanOrEqual(wireVersion)
  expect(Object.keys(pinned).map(Number)).toContain(oldestWireVersion)
})
