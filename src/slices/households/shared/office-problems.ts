import { defineProblem } from '#platform/shared/problem.ts'

export const registerOfCommune = defineProblem(
  'register.commune-only',
  422,
  'Sổ hộ dân là của xã, phường, đặc khu. Hãy mở trang của xã rồi làm lại.',
  'A register belongs to a commune. Open the page of the commune and try again.',
)
export const decidedMeanwhile = defineProblem(
  'register.decided-meanwhile',
  409,
  'Người khác vừa quyết định xong. Hãy tải lại trang, xem bản mới nhất rồi làm lại nếu còn cần.',
  'Somebody else has just decided. Reload the page, look at the newest version and do it again if it is still needed.',
)
export const dayBehind = defineProblem(
  'register.day-behind',
  422,
  'Ngày có hiệu lực phải từ hôm nay trở đi: điều đã áp dụng trước đó không đổi được nữa.',
  'It must be valid from today or later: what held before cannot be changed any more.',
)
export const registerUndecided = defineProblem(
  'register.undecided',
  409,
  'Xã chưa bật sổ hộ dân nên chưa có bản lời xin đồng ý. Hãy bật sổ trước.',
  'The register of the commune is not on, so there is no consent text yet. Switch it on first.',
)
export const requestAnswered = defineProblem(
  'person-request.answered',
  409,
  'Yêu cầu này đã được trả lời. Hãy tải lại trang để xem.',
  'This request has been answered already. Reload the page to see it.',
)
export const requestWithoutReason = defineProblem(
  'person-request.reason-missing',
  422,
  'Từ chối thì phải ghi lý do, để trả lời người dân.',
  'A refusal needs its reason, for the answer to the person.',
)
export const requestWithoutChange = defineProblem(
  'person-request.change-missing',
  422,
  'Chưa có thay đổi nào. Hãy sửa mục người dân yêu cầu, hoặc ghi lý do từ chối.',
  'Nothing is changed yet. Correct what the person asked for, or refuse with the reason.',
)
export const askedAhead = defineProblem(
  'person-request.day-ahead',
  422,
  'Ngày yêu cầu không thể sau hôm nay.',
  'The day of asking cannot be after today.',
)
export const personGone = defineProblem(
  'person.erased',
  410,
  'Thông tin của người này đã được xóa, nên không còn gì để xem hay sửa.',
  'The data of this person has been erased: there is nothing left to see or correct.',
)
export const ruleOfProvince = defineProblem(
  'rule.province-only',
  422,
  'Tiêu chí do tỉnh, thành phố đặt. Hãy mở trang của tỉnh rồi làm lại.',
  'Criteria are set by the province. Open the page of the province and try again.',
)
export const calendarOfNation = defineProblem(
  'calendar.nation-only',
  422,
  'Ngày nghỉ là của cả nước. Hãy mở trang của cả nước rồi làm lại.',
  'Public holidays are of the whole country. Open the page of the country and try again.',
)
export const calendarWorkedYearly = defineProblem(
  'calendar.worked-yearly',
  422,
  'Ngày làm bù chỉ đặt cho từng năm. Hãy bỏ chọn "mọi năm", hoặc đặt là ngày nghỉ.',
  'A day that is worked instead is set for one year only. Leave out "every year", or make it a holiday.',
)
