import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type {
  AppointmentPlace,
  FailureReason,
  GroupCode,
  PersonLevel,
  PlatformResult,
  SkillCode,
  SkillLevel,
  VisitOutcome,
  VisitPlace,
} from '#slices/visits/shared/visit.ts'

/** The words for the codes of a visit, the same on phone and in the office. */
export const outcomeWords: Record<VisitOutcome, MessageDescriptor> = {
  done: msg`Đã hướng dẫn`,
  absent: msg`Vắng nhà`,
  refused: msg`Từ chối`,
  moved: msg`Đã chuyển đi`,
}

export const groupWords: Record<GroupCode, MessageDescriptor> = {
  elderly: msg`Người cao tuổi`,
  women: msg`Phụ nữ`,
  poor: msg`Hộ nghèo, cận nghèo`,
  minority: msg`Dân tộc thiểu số`,
  disabled: msg`Người khuyết tật`,
}

export const skillWords: Record<SkillCode, MessageDescriptor> = {
  'public-services': msg`Dịch vụ công trực tuyến`,
  shopping: msg`Mua sắm trực tuyến`,
  payment: msg`Thanh toán trực tuyến`,
  safety: msg`Tự bảo vệ trên mạng`,
  local: msg`Nền tảng số địa phương`,
}

export const levelWords: Record<SkillLevel, MessageDescriptor> = {
  guided: msg`Được hướng dẫn`,
  'with-help': msg`Làm được khi có người giúp`,
  alone: msg`Tự làm được`,
}

export const resultWords: Record<PlatformResult, MessageDescriptor> = {
  installed: msg`Đã cài`,
  used: msg`Đã dùng`,
  'used-alone': msg`Tự dùng được`,
  already: msg`Có sẵn`,
  failed: msg`Chưa được`,
}

export const reasonWords: Record<FailureReason, MessageDescriptor> = {
  'no-sim': msg`SIM không chính chủ`,
  'no-storage': msg`Máy hết bộ nhớ`,
  'old-phone': msg`Máy cũ`,
  'forgot-password': msg`Quên mật khẩu`,
  'no-network': msg`Không có mạng`,
  'police-appointment': msg`Phải hẹn công an`,
  'no-papers': msg`Thiếu giấy tờ`,
  'service-fault': msg`Nền tảng lỗi, quá tải`,
  other: msg`Lý do khác`,
}

export const placeWords: Record<VisitPlace, MessageDescriptor> = {
  home: msg`Tại hộ`,
  desk: msg`Điểm hỗ trợ`,
  group: msg`Buổi hướng dẫn nhóm`,
  phone: msg`Qua điện thoại`,
}

export const personLevelWords: Record<PersonLevel, MessageDescriptor> = {
  cannot: msg`Chưa làm được`,
  'with-help': msg`Làm được khi có người giúp`,
  alone: msg`Tự làm được`,
  'can-teach': msg`Chỉ lại được cho người khác`,
}

export const appointmentPlaceWords: Record<AppointmentPlace, MessageDescriptor> = {
  police: msg`Công an xã`,
  'one-stop': msg`Bộ phận Một cửa`,
  desk: msg`Điểm hỗ trợ`,
  home: msg`Tại nhà`,
  bank: msg`Ngân hàng`,
  other: msg`Nơi khác`,
}
