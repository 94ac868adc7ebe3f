import { defineProblem } from '#platform/shared/problem.ts'

export const notDeclarable = defineProblem(
  'declared.indicator',
  422,
  'Chỉ tiêu này không khai báo được: nó được tính từ nhiều số khác, hoặc đếm không trùng. Hãy chọn chỉ tiêu khác.',
  'This indicator cannot be declared: it is computed from others, or counts different things. Choose another one.',
)
export const declaredElsewhere = defineProblem(
  'declared.level',
  409,
  'Số khai báo là của xã, tỉnh hoặc cả nước. Hãy chuyển đến xã rồi khai.',
  'Figures are declared for a commune, a province or the nation. Go to the commune and declare there.',
)
export const alreadyDeclared = defineProblem(
  'declared.stands',
  409,
  'Ngày này đã có số khai báo là {amount}. Hãy ghi lý do sửa; số cũ vẫn được giữ lại.',
  'For this day {amount} is declared already. Say why it is corrected; the former figure is kept.',
)
