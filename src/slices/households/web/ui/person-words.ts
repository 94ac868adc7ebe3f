import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Consent, Mastery, Person, Purpose, Relation } from '#slices/households/shared/person.ts'

/** The words for the codes of a person, the same wherever somebody is shown. */
export const relationWords: Record<Relation, MessageDescriptor> = {
  head: msg`Chủ hộ`,
  spouse: msg`Vợ, chồng`,
  child: msg`Con`,
  parent: msg`Cha, mẹ`,
  grandchild: msg`Cháu`,
  sibling: msg`Anh, chị, em`,
  other: msg`Người khác`,
}

export const sexWords: Record<NonNullable<Person['sex']>, MessageDescriptor> = {
  female: msg`Nữ`,
  male: msg`Nam`,
}

export const masteryWords: Record<Mastery, MessageDescriptor> = {
  cannot: msg`Chưa làm được`,
  'with-help': msg`Làm được khi có người giúp`,
  alone: msg`Tự làm được`,
  'can-teach': msg`Chỉ lại được cho người khác`,
}

export const giverWords: Record<Consent['by'], MessageDescriptor> = {
  self: msg`Chính người đó`,
  guardian: msg`Người giám hộ`,
  'household-head': msg`Chủ hộ`,
}

export const wayWords: Record<Consent['how'], MessageDescriptor> = {
  spoken: msg`Nói miệng`,
  signed: msg`Ký giấy`,
}

export const purposeWords: Record<Purpose, MessageDescriptor> = {
  register: msg`Có tên trong sổ hộ dân`,
  contact: msg`Được gọi điện, nhắn tin`,
}

/** The five basic skills; another province's skill is called by what the library says, or by its code. */
export const skillNames: Readonly<Record<string, MessageDescriptor>> = {
  'public-services': msg`Dịch vụ công trực tuyến`,
  shopping: msg`Mua sắm trực tuyến`,
  payment: msg`Thanh toán trực tuyến`,
  safety: msg`Tự bảo vệ trên mạng`,
  local: msg`Nền tảng số địa phương`,
}

/** The criteria of the default rule, as it names them; what a province names itself is shown as it wrote it. */
export const criterionNames: Readonly<Record<string, MessageDescriptor>> = {
  fibre: msg`Đường truyền cáp quang`,
  smartphone: msg`Điện thoại thông minh`,
  vneid: msg`Tài khoản định danh điện tử (VNeID)`,
  'payment-account': msg`Tài khoản thanh toán điện tử`,
  'service-account': msg`Tài khoản dịch vụ công trực tuyến`,
  'security-software': msg`Phần mềm bảo vệ an toàn cơ bản`,
  'basic-skills': msg`Kỹ năng số cơ bản`,
  'digital-signature': msg`Chữ ký số cá nhân`,
}
