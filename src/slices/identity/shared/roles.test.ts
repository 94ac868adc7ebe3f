import { expect, test } from 'vitest'
import { permissions } from '#platform/shared/permission.ts'
import { roles } from './roles.ts'

const doubles = (list: readonly string[]): string[] => list.filter((one, at) => list.indexOf(one) !== at)

test('the list of permissions and each role name a permission once: who reads the table of rights reads it whole', () => {
  expect(doubles(permissions)).toEqual([])
  for (const [role, { permissions: held }] of Object.entries(roles)) expect([role, doubles(held)]).toEqual([role, []])
})
