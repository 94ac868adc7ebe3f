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
