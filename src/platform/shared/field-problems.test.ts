import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { fieldProblems } from './field-problems.ts'

const schema = z.object({
  id: z.uuid(),
  name: z.string().check(z.minLength(2), z.maxLength(5)),
  people: z.int().check(z.gte(1), z.lte(9)),
  day: z.iso.date(),
  kind: z.enum(['home', 'shop']),
  list: z.array(z.object({ phone: z.string() })).check(z.maxLength(2)),
  few: z.array(z.string()).check(z.maxLength(1)),
  even: z.number().check(z.refine((n) => n % 2 === 0, { params: { vi: 'Phải là số chẵn.', en: 'Must be even.' } })),
})

const problemsOf = (input: unknown) => {
  const result = schema.safeParse(input)
  return result.success ? [] : fieldProblems(result.error.issues, input, 'body')
}

test('each wrong field has its path and a sentence in both languages', () => {
  const found = problemsOf({
    id: '12',
    name: '0912345678',
    people: 0,
    day: '2026-02-31',
    kind: 'house',
    list: [{}, { phone: 5 }],
    few: ['a', 'b'],
    even: 3,
  })
  expect(found.map(({ path, vi }) => [path, vi])).toEqual([
    ['body.id', 'Mã không đúng dạng.'],
    ['body.name', 'Phải nhiều nhất 5 ký tự.'],
    ['body.people', 'Phải ít nhất 1.'],
    ['body.day', 'Ngày không có thật hoặc sai dạng; viết như 2026-09-05.'],
    ['body.kind', 'Phải là một trong: home, shop.'],
    ['body.list.0.phone', 'Chưa nhập mục này.'],
    ['body.list.1.phone', 'Phải là chữ.'],
    ['body.few', 'Phải nhiều nhất 1 mục.'],
    ['body.even', 'Phải là số chẵn.'],
  ])
  for (const { vi, en } of found) expect(en).not.toBe(vi)
})

test('no sentence repeats what was typed', () => {
  const typed = problemsOf({ id: '0912345678', name: '0912345678', kind: '0912345678', day: '0912345678' })
  expect(JSON.stringify(typed)).not.toContain('0912345678')
})

test('a body that is not there at all is said to be missing', () => {
  expect(problemsOf(undefined)).toEqual([{ path: 'body', vi: 'Chưa nhập mục này.', en: 'This is missing.' }])
})
