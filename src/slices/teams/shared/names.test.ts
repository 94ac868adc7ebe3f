import { expect, test } from 'vitest'
import { initialOf, personSortKey, teamNameOf } from './names.ts'
import { defaultTeamKind } from './team.ts'

test('a team is called after its place as offices write it', () => {
  expect(teamNameOf(defaultTeamKind, { kind: 'ap', name: 'Bình Lộc' })).toBe('Tổ CNSCĐ ấp Bình Lộc')
  expect(teamNameOf(defaultTeamKind, { kind: 'xa', name: 'Châu Thành' })).toBe('Tổ CNSCĐ xã Châu Thành')
  expect(teamNameOf('Tổ chuyển đổi số cộng đồng', { kind: null, name: 'Bó Lầu' })).toBe(
    'Tổ chuyển đổi số cộng đồng Bó Lầu',
  )
})

test('people are sorted by the given name', () => {
  expect(personSortKey('Nguyễn Thị Minh Khai')).toBe('Khai Nguyễn Thị Minh')
  expect(personSortKey('Út')).toBe('Út')
})

test('the initial of a given name tells nobody', () => {
  expect(initialOf('Nguyễn Văn Ánh')).toBe('Á…')
  expect(initialOf('Đỗ đức')).toBe('Đ…')
})
