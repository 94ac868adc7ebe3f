import { expect, test } from 'vitest'
import { readRole } from './roles.ts'

test.each([
  ['leader', 'Tổ trưởng', 'TỔ TRƯỞNG', 'Trưởng tổ', 'Tổ trưởng Tổ CNSCĐ'],
  ['deputy', 'Tổ phó', 'Phó tổ trưởng', 'Tổ phó thường trực', 'P. Tổ trưởng', 'Phó tổ'],
  ['member', 'Thành viên', 'Tổ viên', 'Ủy viên', 'Thư ký', ''],
])('%s', (role, ...texts) => {
  for (const text of texts) expect([text, readRole(text)]).toEqual([text, { role, known: true }])
})

test('an office held elsewhere is no role in the team', () => {
  for (const text of [
    'Tổ trưởng tổ dân phố',
    'Tổ trưởng TDP 5',
    'Trưởng ấp',
    'Phó Trưởng ấp',
    'Phó Chủ tịch Hội',
    'Đoàn viên',
  ]) {
    expect([text, readRole(text)]).toEqual([text, { role: 'member', known: false }])
  }
})
