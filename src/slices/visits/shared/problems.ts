import { defineProblem } from '#platform/shared/problem.ts'

export const visitCancelled = defineProblem(
  'visit.cancelled',
  409,
  'Lượt này đã bị hủy nên không sửa được. Nếu lượt có thật, hãy ghi lại.',
  'This visit was cancelled, so it cannot be corrected. If it took place, record it again.',
)
export const visitOfOtherTeam = defineProblem(
  'visit.of-other-team',
  403,
  'Lượt này do tổ khác ghi. Chỉ tổ đã ghi mới sửa hoặc hủy được.',
  'Another team recorded this visit. Only that team can correct or cancel it.',
)
export const visitOfOther = defineProblem(
  'visit.of-other',
  403,
  'Lượt này do người khác trong tổ ghi. Hãy nhờ người đó, hoặc tổ trưởng sửa kèm lý do.',
  'Another member recorded this visit. Ask them, or the team leader, who corrects it with a reason.',
)
export const visitTooLate = defineProblem(
  'visit.too-late',
  409,
  'Đã quá 7 ngày từ lúc ghi nên không tự sửa hay hủy được nữa. Hãy nhờ tổ trưởng sửa kèm lý do.',
  'More than 7 days have passed since it was recorded. Ask the team leader, who corrects it with a reason.',
)
export const personsChanged = defineProblem(
  'visit.persons-changed',
  409,
  'Danh sách người của lượt này vừa được người khác sửa. Hãy xem lại lượt rồi sửa lại.',
  'Somebody else has just changed the people of this visit. Look at it and correct it again.',
)
