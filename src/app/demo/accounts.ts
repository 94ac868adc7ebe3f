import type { Id } from '#platform/shared/ids.ts'
import type { OfficeRole } from '#slices/identity/shared/public.ts'
import { fullGroup } from './facts.ts'
import { accountIdOf } from './ids.ts'
import { accountPhone } from './names.ts'

/** The one password of all accounts of the demo world; long enough for officers. */
export const demoPassword = 'tungnha-demo-2026'

/** An account of an office. `place`: code of a province or commune; null: the centre. */
export interface OfficeAccount {
  id: Id
  signInName: string
  name: string
  role: OfficeRole
  place: string | null
  /** What to try with it. */
  tries: string
}

/** An account of a member of the full group, by place in the team. */
export interface MemberAccount {
  id: Id
  signInName: string
  name: string
  member: number
  tries: string
}

const office = (
  signInName: string,
  name: string,
  role: OfficeRole,
  place: string | null,
  tries: string,
): OfficeAccount => ({ id: accountIdOf(`demo account ${signInName}`), signInName, name, role, place, tries })

/** Offices bear the name of their office, no person's: an invented person must not stand in a real office. */
export const officeAccounts: readonly OfficeAccount[] = [
  office('trung-uong', 'Chuyên viên trung ương', 'nation_officer', null, 'bức tranh cả nước, xuống đến từng tổ'),
  office('tinh-an-giang', 'Chuyên viên tỉnh An Giang', 'province_officer', '91', 'nhập danh sách tổ từ Excel'),
  office('tinh-tay-ninh', 'Chuyên viên tỉnh Tây Ninh', 'province_officer', '80', 'so sánh các xã của tỉnh'),
  office('tinh-thai-nguyen', 'Chuyên viên tỉnh Thái Nguyên', 'province_officer', '19', 'Định Hóa so với cả tỉnh'),
  office(
    'xa-dinh-hoa',
    'Cán bộ Xã Định Hóa',
    'commune_officer',
    fullGroup.commune,
    'các tổ của xã, chuyển hộ giữa hai tổ',
  ),
  office(
    'xa-chau-thanh',
    'Cán bộ Xã Châu Thành (An Giang)',
    'commune_officer',
    '30880',
    'xã chưa có tổ nào: bắt đầu từ đầu',
  ),
  office('doan-an-giang', 'Tỉnh Đoàn An Giang', 'youth_officer', '91', 'các tổ và số liệu, không có danh sách người'),
  office('giam-sat', 'Cán bộ giám sát', 'auditor', null, 'số liệu và nhật ký, không có dữ liệu cá nhân'),
  office('quan-tri', 'Quản trị hệ thống', 'administrator', null, 'tài khoản và quyền'),
]

const member = (place: number, name: string, tries: string): MemberAccount => ({
  id: accountIdOf(`demo account member ${place}`),
  signInName: accountPhone(place + 1),
  name,
  member: place,
  tries,
})

/** They use the field app; who they are is drawn with the team. */
export const memberAccounts: readonly MemberAccount[] = [
  member(0, 'Tổ trưởng Trung Kiên', 'mời thành viên, xem cả tổ'),
  member(1, 'Tổ phó Trung Kiên', 'chọn giữa hai bản khác nhau'),
  member(2, 'Thành viên Trung Kiên', 'ghi lượt đến hộ, cả khi mất mạng'),
  member(3, 'Thành viên Trung Kiên', 'máy thứ hai của cùng một tổ'),
]

/** What is printed at the start: who can sign in where, and what to try. */
export function accountsText(): string {
  const line = (where: string, { signInName, name, tries }: OfficeAccount | MemberAccount) =>
    `  ${where.padEnd(14)} ${localNumber(signInName).padEnd(17)} ${name.padEnd(34)} ${tries}`
  return [
    `Tài khoản thử (mật khẩu chung: ${demoPassword}). Mọi người và số điện thoại trong dữ liệu mẫu là hư cấu.`,
    ...officeAccounts.map((account) => line('văn phòng /', account)),
    ...memberAccounts.map((account) => line('thực địa /app/', account)),
    'Dùng thật: đặt DEMO=none và một DATA_DIR mới, vì ai cũng biết mật khẩu này.',
  ].join('\n')
}

const localNumber = (signInName: string): string => signInName.replace(/^\+84/, '0')
