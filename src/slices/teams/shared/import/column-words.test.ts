import { expect, test } from 'vitest'
import { columnKindOf, impliedHamletKind, sexOfHeader } from './column-words.ts'

test.each<[string | null, ...string[]]>([
  ['number', 'STT', 'TT', 'Số TT', 'Số thứ tự'],
  ['name', 'Họ và tên', 'HỌ TÊN', 'Họ & tên', 'Họ và tên thành viên', 'Tên thành viên', 'Họ\nvà tên'],
  ['family', 'Họ', 'Họ đệm', 'Họ và chữ lót', 'Họ và tên đệm'],
  ['given', 'Tên'],
  ['role', 'Chức vụ trong Tổ', 'Nhiệm vụ trong Tổ', 'Vai trò', 'Chức danh trong Tổ CNSCĐ', 'Nhiệm vụ, liên hệ'],
  ['position', 'Chức vụ', 'Chức danh'],
  ['organisation', 'Đơn vị công tác', 'Chức vụ, đơn vị công tác', 'Cơ quan/đơn vị', 'Nơi làm việc', 'Nghề nghiệp'],
  ['organisation', 'Chức danh, đơn vị (cơ quan, tổ chức)'],
  ['phone', 'Số điện thoại', 'Điện thoại', 'SĐT', 'Số ĐT', 'ĐT', 'Số Zalo', 'Điện thoại di động', 'Điện thoại liên hệ'],
  ['hamlet', 'Ấp', 'Ấp, khu phố', 'Thôn/TDP', 'Tên tổ', 'Thôn, xóm, bản', 'Khóm', 'Tổ CNSCĐ', 'Thôn (tổ dân phố)'],
  ['commune', 'Xã', 'Xã, phường, đặc khu', 'Xã/Phường', 'Tên xã', 'Thuộc xã, thị trấn', 'Đơn vị hành chính'],
  ['district', 'Huyện', 'Huyện/Thị xã/TP', 'Quận, huyện'],
  ['birth', 'Năm sinh', 'Ngày, tháng, năm sinh', 'Ngày sinh'],
  ['sex', 'Giới tính', 'Nam/Nữ'],
  ['joined', 'Ngày tham gia', 'Thời gian tham gia Tổ'],
  ['note', 'Ghi chú'],
  ['ignored', 'Số CCCD', 'Địa chỉ', 'Trình độ chuyên môn', 'Dân tộc', 'Email'],
  [null, 'Trần Văn An', '', '(1)', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Sở thích'],
])('%s is meant by the headers', (kind, ...headers) => {
  expect(headers.map((header) => [header, columnKindOf(header)])).toEqual(headers.map((header) => [header, kind]))
})

test('reads the lower tier of the year of birth', () => {
  expect(['Nam', 'NỮ', 'Năm'].map(sexOfHeader)).toEqual(['nam', 'nu', null])
})

test('only a header of one kind gives the kind', () => {
  const headers = ['Ấp', 'Tên ấp', 'TDP', 'Ấp, khu phố', 'Tên tổ', '']
  expect(headers.map(impliedHamletKind)).toEqual(['ap', 'ap', 'to-dan-pho', null, null, null])
})
