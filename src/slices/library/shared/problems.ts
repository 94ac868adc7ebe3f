import { defineProblem } from '#platform/shared/problem.ts'

export const itemShipped = defineProblem(
  'library.shipped',
  409,
  'Mục này đi kèm phần mềm nên không sửa ở đây. Bạn có thể thêm mục riêng của địa bàn.',
  'This entry comes with the software and is not edited here. You can add an entry of your own place.',
)
export const codeTaken = defineProblem(
  'library.code-taken',
  409,
  'Mã {code} đã dùng cho mục khác. Hãy chọn mã khác, ví dụ thêm tên tỉnh.',
  'The code {code} names another entry. Choose another one, for example with the name of the province.',
)
