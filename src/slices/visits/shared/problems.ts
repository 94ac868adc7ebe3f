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
export const visitOfOther = defineProblem(
  'visit.of-other',
  403,
  'Lượt này do người khác trong tổ ghi. Hãy nhờ người đó, hoặc tổ trưởng sửa kèm lý do.',
  'Another member recorded this visit. Ask them, or the team leader, who corrects it with a reason.',
)
export const visitTooLate = defineProblem(
  'visit.too-late',
  409,
  'Đã quá 7 ngày từ lúc ghi nên không tự sửa hay hủy được nữa. Hãy nhờ tổ trưởng sửa kèm lý do.',
  'More than 7 days have passed since it was recorded. Ask the team leader, who corrects it with a reason.',
)
export const personsChanged = defineProblem(
  'visit.persons-changed',
  409,
  'Danh sách người của lượt này vừa được người khác sửa. Hãy xem lại lượt rồi sửa lại.',
  'Somebody else has just changed the people of this visit. Look at it and correct it again.',
)
export const photosFull = defineProblem(
  'photo.too-many',
  409,
  'Mỗi lượt giữ nhiều nhất 5 ảnh. Hãy xóa bớt một ảnh rồi chụp lại.',
  'A visit keeps 5 photos at most. Remove one, then take another.',
)
export const photoOfOther = defineProblem(
  'photo.of-other',
  403,
  'Chỉ người ghi lượt này, hoặc người cùng đi, mới thêm hay xóa ảnh được.',
  'Only who recorded this visit, or took part in it, can add or remove its photos.',
)
/** `at`: how many bytes the server has; go on from there. */
export const photoOffset = defineProblem(
  'photo.offset',
  409,
  'Máy chủ đang có {at} byte của ảnh này. Ứng dụng sẽ gửi tiếp từ đó.',
  'The server has {at} bytes of this photo. The app goes on from there.',
)
export const photoDamaged = defineProblem(
  'photo.damaged',
  422,
  'Ảnh bị hỏng trên đường gửi. Ứng dụng sẽ gửi lại từ đầu.',
  'The photo was damaged on its way. The app sends it again from the start.',
)
export const photoUnreadable = defineProblem(
  'photo.unreadable',
  422,
  'Tệp này không phải ảnh JPEG đọc được, nên không nhận. Hãy xóa ảnh rồi chụp lại.',
  'This file is not a JPEG picture that can be read, so it was not taken. Remove the photo and take another.',
)
export const photoTooLong = defineProblem(
  'photo.too-long',
  413,
  'Ảnh dài hơn đã báo. Hãy xóa ảnh rồi chụp lại.',
  'The photo is longer than was said. Remove it and take another.',
)
export const photosOfTeamFull = defineProblem(
  'photo.team-full',
  409,
  'Kho ảnh của tổ đã đầy. Ảnh vẫn nằm trên máy bạn; hãy xóa bớt ảnh cũ, hoặc báo cán bộ xã.',
  'The team’s room for photos is full. Your photo stays on your device; remove old ones, or tell the commune.',
)
