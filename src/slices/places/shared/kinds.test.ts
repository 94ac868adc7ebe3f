import { describe, expect, it } from 'vitest'
import { placeKinds, placeTitle, readPlaceTitle } from './kinds.ts'

describe('reading a title as people type it', () => {
  it.each([
    ['Xã Châu Thành', 'commune', 'xa', 'Châu Thành'],
    ['  xã   Tân Xã ', 'commune', 'xa', 'Tân Xã'],
    ['X. Tân Thạnh', 'commune', 'xa', 'Tân Thạnh'],
    ['P.12', 'commune', 'phuong', '12'],
    ['P Khánh Hậu', 'commune', 'phuong', 'Khánh Hậu'],
    ['TT. Chợ Chu', 'commune', 'thi-tran', 'Chợ Chu'],
    ['Thị Trấn Chợ Chu', 'commune', 'thi-tran', 'Chợ Chu'],
    ['Xa Chau Thanh', 'commune', 'xa', 'Chau Thanh'],
    ['Châu Thành', 'commune', null, 'Châu Thành'],
    ['Phương Liễu', 'commune', null, 'Phương Liễu'],
    ['Xã', 'commune', null, 'Xã'],
    ['Tổ dân phố Bản Cọ', 'hamlet', 'to-dan-pho', 'Bản Cọ'],
    ['TDP 5', 'hamlet', 'to-dan-pho', '5'],
    ['TDP05', 'hamlet', 'to-dan-pho', '05'],
    ['Bản Cọ', 'hamlet', 'ban', 'Cọ'],
    ['KP. Phước Thuận', 'hamlet', 'khu-pho', 'Phước Thuận'],
    ['khu phố 3', 'hamlet', 'khu-pho', '3'],
    ['Khu 3', 'hamlet', 'khu', '3'],
    ['Khối phố Tân Thịnh', 'hamlet', 'khoi-pho', 'Tân Thịnh'],
    ['Tô Hiệu', 'hamlet', null, 'Tô Hiệu'],
    ['To Hieu', 'hamlet', null, 'To Hieu'],
    ['X. Đồng Loòng', 'hamlet', 'xom', 'Đồng Loòng'],
    ['ẤP BÌNH LỘC', 'hamlet', 'ap', 'Bình Lộc'],
    ['ấp Bình Lộc'.normalize('NFD'), 'hamlet', 'ap', 'Bình Lộc'],
    ['THÔN II', 'hamlet', 'thon', 'II'],
    ['ẤP TÂN LẬP 1A', 'hamlet', 'ap', 'Tân Lập 1A'],
    ['TP. Hồ Chí Minh', 'province', 'thanh-pho', 'Hồ Chí Minh'],
    ['Thanh Hóa', 'province', null, 'Thanh Hóa'],
    ['tỉnh An Giang', 'province', 'tinh', 'An Giang'],
  ] as const)('%s (%s)', (text, level, kind, name) => {
    expect(readPlaceTitle(text, level)).toEqual({ kind, name })
  })
})

describe('writing a title', () => {
  it('puts the kind before the name, and gives back what was read', () => {
    expect(placeTitle('xa', 'Châu Thành')).toBe('Xã Châu Thành')
    expect(placeTitle(null, 'Bình Lộc')).toBe('Bình Lộc')
    expect(placeTitle('quoc-gia', 'Việt Nam')).toBe('Việt Nam')
    for (const { key, level } of placeKinds.filter((one) => one.level !== 'nation'))
      expect(readPlaceTitle(placeTitle(key, 'Minh Tân'), level)).toEqual({ kind: key, name: 'Minh Tân' })
  })
})
