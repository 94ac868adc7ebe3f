import { defineProblem } from '#platform/shared/problem.ts'

export const drawnElsewhere = defineProblem(
  'callback.level',
  409,
  'Mẫu gọi lại được chọn cho từng xã. Hãy chuyển đến xã rồi chọn mẫu.',
  'Samples to call back are drawn by commune. Go to the commune and draw there.',
)
export const nothingToDraw = defineProblem(
  'callback.empty',
  409,
  'Kỳ này chưa có lượt hướng dẫn nào tại hộ để gọi lại. Hãy chọn kỳ khác.',
  'No visit at a door took place in this period. Choose another one.',
)
export const drawnBefore = defineProblem(
  'callback.drawn',
  409,
  'Kỳ này đã chọn mẫu {count} lần. Mẫu cũ được giữ lại; hãy ghi lý do chọn thêm.',
  'A sample of this period was drawn {count} times before. Those are kept; say why another one is drawn.',
)
export const periodAhead = defineProblem(
  'callback.ahead',
  422,
  'Ngày này chưa tới. Hãy chọn ngày đã qua hoặc hôm nay.',
  'This day has not come yet. Choose a past day or today.',
)
export const confirmationOfOtherTeam = defineProblem(
  'confirmation.other-team',
  409,
  'Lượt này do tổ khác thực hiện. Chỉ tổ đã thực hiện mới mời người dân xác nhận.',
  'Another team made this visit. Only the team that made it can invite the citizen to confirm.',
)
export const nothingToConfirm = defineProblem(
  'confirmation.nothing',
  409,
  'Lượt này đã hủy hoặc không gặp ai, nên không có gì để xác nhận.',
  'This visit was cancelled, or nobody was met: there is nothing to confirm.',
)
