import { defineProblem } from '#platform/shared/problem.ts'

export const doorMoved = defineProblem(
  'household.moved',
  409,
  'Hộ này đã chuyển sang tổ khác nên không sửa được ở đây. Bạn có thể chuyển đề nghị sửa cho tổ đang giữ, hoặc bỏ.',
  'This door is now with another team, so it cannot be edited here. Hand the change over to that team, or withdraw it.',
)
