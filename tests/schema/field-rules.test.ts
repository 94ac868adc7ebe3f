import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

// A page that names proofs is worth what they are: each must be there, under the name that stands on the page.

const root = resolve(import.meta.dirname, '../..')
const proofs = readFileSync(join(root, 'docs/field-rules.md'), 'utf8')
  .split('\n')
  .filter((line) => /^- \*\*F\d/.test(line))
  .map((line) => [/F\d+/.exec(line)?.[0] ?? '', line] as const)

test('the page names the rules that work at doors is built on', () => {
  const named = proofs.map(([rule]) => rule)
  const asked = [...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], ...[14, 22, 23, 24]].map((number) => `F${number}`)
  expect(asked.filter((rule) => !named.includes(rule))).toEqual([])
})

test.each(proofs)('%s: every file is there, and holds the title that is quoted after it', (_rule, line) => {
  const named = [...line.matchAll(/`([^`]+)`(?: "([^"]+)")?/g)]
  expect(named.length).toBeGreaterThan(0)
  for (const [, path = '', title] of named) {
    expect(existsSync(join(root, path)), path).toBe(true)
    if (title) expect(readFileSync(join(root, path), 'utf8'), path).toContain(title)
  }
})
