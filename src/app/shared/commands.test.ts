import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { commands } from './commands.ts'

/** Hash of the arguments of each command and version that is accepted. Other arguments are another version: add a line. */
const pinned: Record<string, string> = {
  'conflict.resolve 1': '823583c36085075e',
  'edit.hand-over 1': '0e55a23f46844d1d',
  'duplicate.dismiss 1': '1ca415850bf2d3f3',
  'household.add 1': 'fef5953093a18495',
  'household.edit 1': 'f50a155d4bd3bb4a',
  'household.merge 1': 'eac92daff086c122',
  'household.move 1': '7ddc337fee05546d',
  'household.unmerge 1': 'd3d1a60862a3d439',
  'person.add 1': '0f05a28b24821923',
  'person.consent 1': 'a286c7d4a0f1464c',
  'person.edit 1': '8f926a6a1c0fb4eb',
  'person.leave 1': 'cfd4ee49e66d8cdb',
  'person.merge 1': '14df905c11a14db2',
  'person.move 1': 'e6d69beb842aa347',
  'person.restrict 1': '2f9ab943f2aa47d4',
  'person.skill 1': 'b410f8f1ce3e1930',
  'person.unmerge 1': '6d83d403847108a9',
  'photo.add 1': '318a2545cfc13e8d',
  'photo.remove 1': '25f66358e7959e9f',
  'visit.cancel 1': '19279b77a2231d82',
  'visit.cancel 2': 'cf6c5da559cf79bd',
  'visit.cancel-any 1': '802585f81aeaa86f',
  'visit.confirmation-code 1': '299c21b49103c089',
  'visit.correct 1': 'f50a155d4bd3bb4a',
  'visit.correct 2': 'f50a155d4bd3bb4a',
  'visit.correct-any 1': '391efc6a1960f8d3',
  'visit.follow-up-done 1': '49364c4c6e2ebb78',
  'visit.record 1': 'ba5601eea572fd1f',
  'visit.record 2': 'dbf60341a354ec58',
}

test('the arguments of a command never change under a version that phones already send', () => {
  const found = commands.map(({ name, version, args }) => [
    `${name} ${version}`,
    createHash('sha256')
      .update(JSON.stringify(z.toJSONSchema(args, { io: 'input' })))
      .digest('hex')
      .slice(0, 16),
  ])
  expect(Object.fromEntries(found)).toEqual(pinned)
})
