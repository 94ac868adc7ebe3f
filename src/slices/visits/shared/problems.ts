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
