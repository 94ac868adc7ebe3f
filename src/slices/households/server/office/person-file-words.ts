import type { Consent } from '../../shared/person.ts'
import type { RequestKind } from '../../shared/request-routes.ts'

// The paper for a person is Vietnamese, whatever the office's screen speaks.

export const levels: Record<string, string> = {
  cannot: 'Chưa làm được',
  'with-help': 'Làm được khi có người giúp',
  alone: 'Tự làm được',
  'can-teach': 'Làm được và chỉ được cho người khác',
}
export const sexes: Record<string, string> = { female: 'Nữ', male: 'Nam' }
export const relations: Record<string, string> = {
  head: 'Chủ hộ',
  spouse: 'Vợ hoặc chồng',
  child: 'Con',
  parent: 'Cha hoặc mẹ',
  grandchild: 'Cháu',
  sibling: 'Anh, chị, em',
  other: 'Khác',
}
export const purposes: Record<Consent['purpose'], string> = {
  register: 'Ghi tên vào sổ hộ dân',
  contact: 'Gọi điện, nhắn tin',
}
export const givers: Record<Consent['by'], string> = {
  self: 'chính mình',
  guardian: 'người giám hộ',
  'household-head': 'chủ hộ nói thay',
}
export const ways: Record<Consent['how'], string> = { spoken: 'bằng lời', signed: 'ký giấy' }
export const requests: Record<RequestKind, string> = {
  see: 'Xem thông tin',
  correct: 'Sửa thông tin',
  restrict: 'Hạn chế việc dùng',
  resume: 'Cho dùng lại',
  withdraw: 'Rút lại đồng ý',
  export: 'Nhận một bản',
  erase: 'Xóa thông tin',
}
export const commands: Record<string, string> = {
  'person.add': 'Ghi vào sổ',
  'person.edit': 'Sửa thông tin',
  'person.skill': 'Ghi mức kỹ năng',
  'person.consent': 'Ghi câu trả lời về sự đồng ý',
  'person.restrict': 'Hạn chế hoặc cho dùng lại',
  'person.move': 'Chuyển sang hộ khác',
  'person.leave': 'Ghi đã chuyển đi',
  'person.merge': 'Gộp hai mục của cùng một người',
  'person.unmerge': 'Bỏ gộp',
}
