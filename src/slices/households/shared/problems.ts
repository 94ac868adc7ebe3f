import { defineProblem } from '#platform/shared/problem.ts'

export const doorMoved = defineProblem(
  'household.moved',
  409,
  'Hộ này đã chuyển sang tổ khác nên không sửa được ở đây. Bạn có thể chuyển đề nghị sửa cho tổ đang giữ, hoặc bỏ.',
  'This door is now with another team, so it cannot be edited here. Hand the change over to that team, or withdraw it.',
)
export const doorMerged = defineProblem(
  'household.merged',
  409,
  'Một trong hai hộ này đã được gộp với hộ khác. Hãy mở hộ đang dùng rồi làm lại.',
  'One of these two doors has been merged with another. Open the door that is kept and do it again.',
)
export const sameSubject = defineProblem(
  'duplicate.same',
  400,
  'Không gộp một mục với chính nó.',
  'A record cannot be merged with itself.',
)
export const registerOff = defineProblem(
  'register.off',
  409,
  'Xã (phường) chưa bật hoặc đã tắt danh sách người dân, nên không ghi tên ai được. Hãy ghi lượt hướng dẫn theo số người.',
  'The commune has not switched the register of persons on, or has switched it off, so nobody can be recorded by name. Record visits by counts.',
)
export const personMoved = defineProblem(
  'person.moved',
  409,
  'Người này đã theo hộ sang tổ khác nên không sửa được ở đây. Bạn có thể chuyển đề nghị sửa cho tổ đang giữ, hoặc bỏ.',
  'This person went to another team with the door, so nothing can be edited here. Hand the change over to that team, or withdraw it.',
)
export const personRestricted = defineProblem(
  'person.restricted',
  409,
  'Người này đã rút lại hoặc hạn chế việc dùng thông tin, nên không ghi thêm gì được.',
  'This person has withdrawn or restricted the use of their data, so nothing more can be recorded.',
)
export const personMerged = defineProblem(
  'person.merged',
  409,
  'Một trong hai người này đã được gộp với mục khác. Hãy mở mục đang dùng rồi làm lại.',
  'One of these two records has been merged with another. Open the record that is kept and do it again.',
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
