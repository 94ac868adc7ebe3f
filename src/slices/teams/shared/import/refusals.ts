import { defineProblem } from '#platform/shared/problem.ts'

/** Why a roster file was not read at all; each sentence says what to do. */
export const rosterEmpty = defineProblem(
  'roster.empty',
  422,
  'Tệp không có dòng nào. Hãy chọn đúng tệp danh sách rồi nhập lại.',
  'The file has no rows. Choose the file with the list and import again.',
)
export const rosterWithoutHeader = defineProblem(
  'roster.no-header',
  422,
  'Không tìm thấy dòng tiêu đề có cột “Họ và tên”. Hãy thêm dòng tiêu đề phía trên danh sách rồi nhập lại.',
  'There is no header with a column “Họ và tên”. Add a header above the list and import again.',
)
export const rosterDamaged = defineProblem(
  'roster.damaged',
  422,
  'Tệp bị hỏng hoặc tải lên chưa trọn. Hãy mở tệp bằng Excel, lưu lại thành .xlsx rồi nhập lại.',
  'The file is damaged or incomplete. Open it in Excel, save it as .xlsx and import again.',
)
export const rosterWebPage = defineProblem(
  'roster.web-page',
  415,
  'Đây là một trang web chứ không phải bảng tính. Hãy mở bằng Excel, lưu lại thành .xlsx rồi nhập lại.',
  'This is a web page, not a spreadsheet. Open it in Excel, save it as .xlsx and import again.',
)
export const rosterWrongType = defineProblem(
  'roster.wrong-type',
  415,
  'Tệp này không phải bảng tính ({found}). Hãy chọn tệp .xlsx, .xls, .ods hoặc .csv.',
  'This file is no spreadsheet ({found}). Choose an .xlsx, .xls, .ods or .csv file.',
)
export const rosterLocked = defineProblem(
  'roster.locked',
  422,
  'Tệp có mật khẩu. Hãy mở bằng Excel, bỏ mật khẩu, lưu lại rồi nhập lại.',
  'The file has a password. Open it in Excel, remove the password, save and import again.',
)
export const rosterTooLarge = defineProblem(
  'roster.too-large',
  413,
  'Tệp lớn hơn {limit} MB. Hãy chia danh sách thành nhiều tệp nhỏ hơn rồi nhập từng tệp.',
  'The file is larger than {limit} MB. Split the list into smaller files and import them one by one.',
)
export const rosterInflates = defineProblem(
  'roster.inflates',
  413,
  'Tệp bung ra lớn hơn {limit} MB nên không được mở. Hãy chép riêng danh sách sang một tệp mới rồi nhập lại.',
  'The file unpacks to more than {limit} MB and was not opened. Copy the list into a new file and import that.',
)
export const rosterTooManyRows = defineProblem(
  'roster.too-many-rows',
  413,
  'Tệp có hơn {limit} dòng. Hãy chia danh sách thành nhiều tệp nhỏ hơn rồi nhập từng tệp.',
  'The file has more than {limit} rows. Split the list into smaller files and import them one by one.',
)
export const rosterTooManyColumns = defineProblem(
  'roster.too-many-columns',
  413,
  'Tệp có hơn {limit} cột. Hãy chỉ giữ các cột của danh sách rồi nhập lại.',
  'The file has more than {limit} columns. Keep only the columns of the list and import again.',
)
export const rosterTooHeavy = defineProblem(
  'roster.too-heavy',
  413,
  'Tệp quá nặng để đọc. Hãy lưu lại thành .xlsx, hoặc chia thành nhiều tệp nhỏ hơn rồi nhập lại.',
  'The file takes too much to read. Save it as .xlsx, or split it into smaller files, and import again.',
)

export const rosterRefusals = [
  rosterEmpty,
  rosterWithoutHeader,
  rosterDamaged,
  rosterWebPage,
  rosterWrongType,
  rosterLocked,
  rosterTooLarge,
  rosterInflates,
  rosterTooManyRows,
  rosterTooManyColumns,
  rosterTooHeavy,
]
