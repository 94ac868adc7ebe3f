import { defineProblem } from './problem.ts'

/** Why a command, a push or a pull was refused; sentences for the tray of a phone. */
export const commandMalformed = defineProblem(
  'command.malformed',
  400,
  'Bản ghi này bị hỏng khi gửi nên máy chủ không đọc được. Hãy ghi lại; nếu vẫn lỗi, hãy cập nhật ứng dụng.',
  'This record was damaged on the way and cannot be read. Record it again; if it stays, update the app.',
)
export const commandUnknown = defineProblem(
  'command.unknown',
  400,
  'Máy chủ không biết loại việc này. Hãy cập nhật ứng dụng rồi ghi lại.',
  'The server does not know this kind of work. Update the app and record it again.',
)
export const commandOutdated = defineProblem(
  'command.outdated',
  400,
  'Bản ghi này do một phiên bản ứng dụng quá cũ tạo ra. Hãy cập nhật ứng dụng rồi ghi lại.',
  'This record was made by a version of the app that is too old. Update the app and record it again.',
)
export const commandInvalid = defineProblem(
  'command.invalid',
  400,
  'Có chỗ ghi chưa đúng. Hãy xem từng dòng bên dưới, sửa lại rồi gửi.',
  'Something in this record is not right. See each line below, correct it and send again.',
)
export const membershipEnded = defineProblem(
  'membership.ended',
  403,
  'Vào ngày ghi việc này bạn không còn (hoặc chưa) ở trong tổ. Hãy nhờ tổ trưởng ghi lại nếu việc có thật.',
  'On the day of this record you were not in the team. Ask the team leader to record it if it took place.',
)
export const teamFull = defineProblem(
  'team.full',
  409,
  'Tổ nhận đã có gần 10.000 bản ghi (hộ, người, lượt 12 tháng), là mức nhiều nhất mà điện thoại của tổ giữ được. Hãy giao cho tổ khác, hoặc chia bớt hộ của tổ này trước.',
  'That team already has close to 10,000 records (doors, people, visits of 12 months), the most that its phones can hold. Choose another team, or share out some of its doors first.',
)
export const baseMissing = defineProblem(
  'command.base-missing',
  409,
  'Việc này dựa trên một mục chưa bao giờ tới máy chủ. Hãy ghi lại mục đó rồi gửi lại việc này.',
  'This builds on something that never reached the server. Record that again, then send this again.',
)
export const alreadySent = defineProblem(
  'row.exists',
  409,
  'Mã của mục này đã dùng rồi nên không ghi thêm lần nữa. Nếu là việc khác, hãy ghi lại từ đầu.',
  'The id of this record is taken, so it was not recorded again. If it is other work, record it anew.',
)
export const rowGone = defineProblem(
  'row.gone',
  409,
  'Mục này đã chuyển sang tổ khác. Bạn có thể bỏ, hoặc chuyển đề nghị sửa cho tổ đang giữ.',
  'This is now with another team. Withdraw the change, or hand it over to that team.',
)
export const conflictSettled = defineProblem(
  'conflict.settled',
  409,
  'Hai bản khác nhau này đã có người chọn rồi. Nếu chưa đúng, hãy sửa lại mục đó.',
  'Somebody has already chosen between these two versions. If it is wrong, edit the record.',
)
export const tooManyCommands = defineProblem(
  'push.too-many',
  413,
  'Gửi quá {limit} việc trong một lần. Hãy chia thành nhiều lần.',
  'More than {limit} records in one push. Split them.',
)
export const wireTooOld = defineProblem(
  'wire.too-old',
  426,
  'Ứng dụng trên máy này quá cũ để gửi, nhận dữ liệu. Việc đã ghi vẫn an toàn; hãy cập nhật ứng dụng.',
  'The app on this device is too old to sync. What you recorded is safe; update the app.',
)
/** Said by the phone itself. */
export const phoneFull = defineProblem(
  'phone.full',
  507,
  'Máy hết chỗ nên chưa lưu được. Đừng đóng màn hình này: hãy xóa bớt ảnh, video trên máy rồi bấm Lưu lần nữa.',
  'The phone is full, so this was not saved. Keep this screen open: delete some photos or videos, then press Save again.',
)
