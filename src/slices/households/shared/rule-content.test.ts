import { expect, test } from 'vitest'
import { basicSkills, defaultRule } from './register.ts'
import { checkRule, codeFor } from './rule-content.ts'
import type { RuleContent } from './rule-routes.ts'

const skills = defaultRule.skills
const one = (change: Partial<RuleContent['criteria'][number]> = {}) => ({
  code: 'loa-thong-minh',
  name: 'Loa thông minh',
  of: 'person' as const,
  fromAge: 14,
  ...change,
})
const paths = (rule: RuleContent, earlier: RuleContent['criteria'] = []) =>
  checkRule(rule, earlier, skills).map(({ path }) => path)

test('the rule that ships is a good one, and so is one criterion more or less', () => {
  expect(paths(defaultRule)).toEqual([])
  expect(paths({ ...defaultRule, criteria: [...defaultRule.criteria, one()] })).toEqual([])
  expect(paths({ criteria: defaultRule.criteria.slice(0, 2), skills: [] })).toEqual([])
  expect(paths({ criteria: [], skills })).toEqual([])
})

test('nothing to meet, a criterion twice, a skill that is not taught', () => {
  expect(paths({ criteria: [], skills: [] })).toEqual(['body.criteria'])
  expect(paths({ criteria: [one(), one()], skills })).toEqual(['body.criteria.1.code', 'body.criteria.1.name'])
  expect(paths({ criteria: [], skills: ['payment', 'flying'] })).toEqual(['body.skills'])
  expect(paths({ criteria: [], skills: ['payment', 'payment'] })).toEqual(['body.skills'])
  expect(paths({ criteria: [one({ code: basicSkills })], skills: [] })).toEqual(['body.criteria.0.code'])
})

test('a criterion keeps meaning what people ticked it for; homes have no age', () => {
  expect(paths({ criteria: [one({ code: 'fibre', fromAge: null })], skills })).toEqual(['body.criteria.0.of'])
  const home = one({ of: 'household', fromAge: null })
  expect(paths({ criteria: [home], skills }, [one()])).toEqual(['body.criteria.0.of'])
  expect(paths({ criteria: [one({ of: 'household' })], skills })).toEqual(['body.criteria.0.fromAge'])
})

test('what nobody may record of a person does not become a criterion', () => {
  for (const name of ['Đảng viên', 'Người dân tộc thiểu số', 'Có bệnh nền', 'Thu nhập trên 5 triệu', 'Số CCCD'])
    expect(paths({ criteria: [one({ name })], skills }), name).toEqual(['body.criteria.0.name'])
  for (const { name } of defaultRule.criteria) expect(paths({ criteria: [one({ name })], skills }), name).toEqual([])
})

test('a code from a name', () => {
  expect(codeFor('Loa thông minh', [])).toBe('loa-thong-minh')
  expect(codeFor('Loa thông minh!', ['loa-thong-minh', 'loa-thong-minh-2'])).toBe('loa-thong-minh-3')
  expect(codeFor('?', [])).toBe('tieu-chi')
  expect(codeFor('Ứng dụng đọc báo điện tử của địa phương mình', []).length).toBeLessThanOrEqual(40)
})
