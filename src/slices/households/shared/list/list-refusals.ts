import { defineProblem } from '#platform/shared/problem.ts'

/** Why a list of doors was not read or imported at all; each sentence says what to do. */
export const listEmpty = defineProblem(
  'list.empty',
  422,
  'Tệp không có dòng nào nhìn thấy được. Hãy chọn đúng tệp danh sách hộ rồi nhập lại.',
  'The file has no visible rows. Choose the file with the list of doors and import again.',
)
export const listWithoutHeader = defineProblem(
  'list.no-header',
  422,
  'Không tìm thấy dòng tiêu đề của danh sách hộ. Hãy thêm dòng tiêu đề có cột “Số nhà” hoặc “Nhãn” phía trên danh sách rồi nhập lại.',
  'There is no header of a list of doors. Add a header with a column “Số nhà” (number) or “Nhãn” (label) above the list and import again.',
)
export const listWithoutDoors = defineProblem(
  'list.only-persons',
  422,
  'Danh sách chỉ có tên người, không có cột số nhà hay nhãn. Tên người chỉ được ghi tại nhà, khi người đó đồng ý. Hãy thêm cột “Số nhà” hoặc “Nhãn” (như “nhà ngói cạnh chùa”) rồi nhập lại.',
  'The list has names of persons only, and no column with house numbers or labels. A person’s name is recorded only at the door, when that person agrees. Add a column “Số nhà” (number) or “Nhãn” (label, such as “tiled house by the pagoda”) and import again.',
)
export const listTooLong = defineProblem(
  'list.too-long',
  413,
  'Danh sách có {found} dòng; một tổ nhập mỗi lần nhiều nhất {limit} dòng. Hãy chia tệp theo từng tổ rồi nhập ở trang của mỗi tổ.',
  'The list has {found} rows; at most {limit} can be imported for a team at a time. Split the file by teams and import each on its team’s page.',
)
export const listBusy = defineProblem(
  'list.busy',
  409,
  'Danh sách hộ của tổ đang được sửa liên tục nên chưa nhập được. Chưa có gì thay đổi; hãy thử lại sau ít giây.',
  'The doors of the team are being changed all the time, so nothing was imported. Try again in a few seconds.',
)
