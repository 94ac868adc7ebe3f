import { defineProblem } from './problem.ts'

/** Why a rescue file was not taken in. */
export const rescueNotOurs = defineProblem(
  'rescue.not-a-rescue-file',
  400,
  'Tệp này không phải tệp cứu hộ của Từng Nhà. Hãy chọn tệp có đuôi .tnr mà thành viên đã gửi.',
  'This is no rescue file of Từng Nhà. Choose the file ending in .tnr that the member sent.',
)
export const rescueDamaged = defineProblem(
  'rescue.damaged',
  400,
  'Tệp cứu hộ bị hỏng hoặc thiếu khi gửi nên không mở được. Hãy nhờ thành viên gửi lại tệp (gửi dạng tệp, không sao chép nội dung).',
  'The rescue file was damaged or cut off on its way and cannot be opened. Ask the member to send it again, as a file.',
)
export const rescueOtherInstallation = defineProblem(
  'rescue.other-installation',
  400,
  'Tệp cứu hộ này được tạo cho {host}, không phải cho máy chủ này. Hãy mở {host} rồi gửi tệp ở đó.',
  'This rescue file was made for {host}, not for this server. Open {host} and send it there.',
)
export const rescueOtherKey = defineProblem(
  'rescue.other-key',
  400,
  'Máy chủ đã đổi khóa sau khi tệp này được tạo nên không mở được. Hãy để máy của thành viên nối mạng rồi tạo tệp mới, hoặc báo người quản trị.',
  'The server changed its key after this file was made. Let the member’s phone go online and make a new file, or tell the administrator.',
)
export const rescueForged = defineProblem(
  'rescue.author-unknown',
  403,
  'Không xác minh được tệp cứu hộ này là của ai nên không nhận. Hãy nhờ thành viên tạo lại tệp trên chính máy của họ.',
  'It cannot be verified whose rescue file this is, so it was not taken. Ask the member to make it again on their own phone.',
)
export const rescueLost = defineProblem(
  'rescue.phone-lost',
  403,
  'Máy tạo tệp này đã được báo mất nên máy chủ không nhận việc từ máy đó. Nếu việc có thật, hãy ghi lại.',
  'The phone that made this file was reported lost, so nothing is taken from it. If the work took place, record it again.',
)
export const rescueLocked = defineProblem(
  'rescue.author-locked',
  403,
  'Tài khoản của người tạo tệp này đang bị khóa. Hãy nhờ cán bộ quản trị mở khóa rồi gửi lại tệp.',
  'The account of who made this file is locked. Ask an administrator to unlock it, then send the file again.',
)
export const rescueNotYours = defineProblem(
  'rescue.not-your-team',
  403,
  'Tệp này là việc của một tổ khác. Hãy nhờ người trong tổ đó, hoặc cán bộ xã của tổ đó gửi.',
  'This file holds work of another team. Ask somebody of that team, or their commune officer, to send it.',
)
