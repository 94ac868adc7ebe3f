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
)
