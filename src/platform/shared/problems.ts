import { defineProblem } from './problem.ts'

/** Problems of the platform itself; each slice declares its own in `shared/problems.ts`. */
export const notSignedIn = defineProblem(
  'auth.required',
  401,
  'Bạn chưa đăng nhập hoặc phiên đã hết hạn. Hãy đăng nhập lại.',
  'You are not signed in, or your session has ended. Sign in again.',
)
/** Also the answer outside one's scope: what one may not see does not exist, byte for byte. */
export const notFound = defineProblem(
  'not-found',
  404,
  'Không tìm thấy, hoặc bạn không được giao địa bàn này.',
  'Not found, or outside the area given to you.',
)
export const notAllowed = defineProblem(
  'not-allowed',
  403,
  'Tài khoản của bạn không được giao việc này. Hãy hỏi cán bộ phụ trách.',
  'Your account may not do this. Ask the officer in charge.',
)
export const invalidInput = defineProblem(
  'input.invalid',
  400,
  'Có chỗ nhập chưa đúng. Hãy xem từng dòng bên dưới và sửa lại.',
  'Some input is not right. See each line below and correct it.',
)
export const bodyTooLarge = defineProblem(
  'input.too-large',
  413,
  'Dữ liệu gửi lên lớn hơn mức cho phép ({limit}). Hãy chia nhỏ rồi gửi lại.',
  'What was sent is larger than allowed ({limit}). Split it and send again.',
)
export const tooManyRequests = defineProblem(
  'rate.limited',
  429,
  'Gửi quá nhiều lần trong thời gian ngắn. Hãy thử lại sau {seconds} giây.',
  'Too many requests in a short time. Try again in {seconds} seconds.',
)
export const databaseAway = defineProblem(
  'database.away',
  503,
  'Máy chủ đang tạm nghỉ. Dữ liệu trên máy của bạn vẫn an toàn; hãy thử lại sau ít phút.',
  'The server is resting for a moment. What is on your device is safe; try again in a few minutes.',
)
export const diskFull = defineProblem(
  'disk.full',
  507,
  'Máy chủ hết chỗ lưu, nên chưa ghi gì. Hãy báo người quản trị; dữ liệu trên máy bạn vẫn an toàn.',
  'The server has no room left, so nothing was written. Tell the administrator; your data is safe on your device.',
)
export const alreadyExists = defineProblem(
  'conflict.exists',
  409,
  'Mục này đã có rồi. Hãy tải lại trang để xem bản mới nhất.',
  'This already exists. Reload the page to see the latest.',
)
export const changedMeanwhile = defineProblem(
  'conflict.changed',
  409,
  'Có người vừa sửa cùng lúc. Hãy tải lại rồi làm lại.',
  'Somebody changed this at the same time. Reload and try again.',
)
export const stillReferenced = defineProblem(
  'conflict.referenced',
  409,
  'Còn dữ liệu khác dùng mục này nên chưa làm được.',
  'Other data still uses this, so it could not be done.',
)
export const internal = defineProblem(
  'internal',
  500,
  'Máy chủ gặp lỗi và đã ghi lại. Hãy thử lại; nếu vẫn lỗi, báo mã {reference} cho người quản trị.',
  'The server met a fault and recorded it. Try again; if it stays, tell the administrator the code {reference}.',
)
export const malformedRequest = defineProblem(
  'input.malformed',
  400,
  'Yêu cầu gửi lên không đọc được. Hãy tải lại trang rồi thử lại.',
  'The request cannot be read. Reload the page and try again.',
)
export const unsupportedMedia = defineProblem(
  'input.media-type',
  415,
  'Máy chủ không nhận dạng dữ liệu này ở đây. Hãy tải lại trang rồi thử lại.',
  'The server does not take this kind of data here. Reload the page and try again.',
)
export const crossSite = defineProblem(
  'request.cross-site',
  403,
  'Yêu cầu đến từ một trang khác nên bị từ chối. Hãy mở Từng Nhà rồi làm lại ở đó.',
  'The request came from another site and was refused. Open Từng Nhà and do it there.',
)
export const serverBusy = defineProblem(
  'server.busy',
  503,
  'Máy chủ đang quá tải. Dữ liệu trên máy của bạn vẫn an toàn; hãy thử lại sau ít phút.',
  'The server is overloaded for a moment. What is on your device is safe; try again in a few minutes.',
)
export const fileMissing = defineProblem(
  'file.missing',
  400,
  'Chưa có tệp nào được gửi lên. Hãy chọn một tệp rồi gửi lại.',
  'No file was sent. Choose a file and send again.',
)
