import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { RequestInList, RequestKind } from '#slices/households/shared/request-routes.ts'

export const requestWords: Record<RequestKind, MessageDescriptor> = {
  see: msg`Xem thông tin`,
  correct: msg`Sửa cho đúng`,
  restrict: msg`Hạn chế việc dùng`,
  resume: msg`Cho dùng lại`,
  withdraw: msg`Rút lại đồng ý`,
  export: msg`Nhận một bản`,
  erase: msg`Xóa thông tin`,
}

/** What happens when a request is done. */
export const consequenceWords: Record<RequestKind, MessageDescriptor> = {
  see: msg`Cho người dân xem bản PDF mọi thông tin đang giữ, rồi ghi là đã làm.`,
  correct: msg`Sửa ngay trong sổ; điện thoại của tổ nhận bản mới ở lần liên lạc tới.`,
  restrict: msg`Thông tin biến khỏi điện thoại của tổ ở lần liên lạc tới, không ai dùng được cho đến khi người dân cho dùng lại.`,
  resume: msg`Thông tin trở lại điện thoại của tổ ở lần liên lạc tới.`,
  withdraw: msg`Việc dùng dừng ngay, thông tin biến khỏi điện thoại và bị xóa theo thời hạn xã đã quyết định.`,
  export: msg`In hoặc gửi bản PDF cho người dân, rồi ghi là đã làm.`,
  erase: msg`Việc dùng dừng ngay; đêm nay tên và mọi thông tin bị xóa hẳn, không lấy lại được. Số đếm không đổi.`,
}

export const wayWords: Record<RequestInList['askedHow'], MessageDescriptor> = {
  desk: msg`Tại trụ sở xã`,
  home: msg`Tại nhà, qua tổ`,
  phone: msg`Qua điện thoại`,
  paper: msg`Bằng giấy, có ký`,
}

export const identifiedWords: Record<RequestInList['identified'], MessageDescriptor> = {
  known: msg`Cán bộ biết rõ người này`,
  document: msg`Đã xem giấy tờ (không ghi số)`,
  vouched: msg`Có người biết rõ xác nhận`,
}
