import { defineProblem } from '#platform/shared/problem.ts'

export const teamPlaceWrong = defineProblem(
  'team.place',
  400,
  'Tổ phải đặt ở thôn, ấp, tổ dân phố hoặc ở xã, phường, đặc khu. Hãy chọn lại địa bàn.',
  'A team stands on a hamlet or on a commune. Choose another place.',
)
export const teamNameTaken = defineProblem(
  'team.name-taken',
  409,
  'Ở địa bàn này đã có một tổ cùng tên đang hoạt động. Hãy mở tổ đó, hoặc đặt tên khác.',
  'A living team of this name already stands on this place. Open that team, or choose another name.',
)
export const teamDissolved = defineProblem(
  'team.dissolved',
  409,
  'Tổ này đã giải thể nên không sửa được nữa.',
  'This team has been dissolved and can no longer be changed.',
)
export const dayAhead = defineProblem(
  'day.ahead',
  400,
  'Ngày {day} chưa tới. Hãy chọn hôm nay hoặc một ngày đã qua.',
  'The day {day} has not come yet. Choose today or a day in the past.',
)
export const leftBeforeJoining = defineProblem(
  'member.left-before',
  400,
  'Ngày rời tổ ({left}) trước ngày tham gia ({joined}). Hãy xem lại hai ngày này.',
  'The day of leaving ({left}) is before the day of joining ({joined}). Look at both days again.',
)
export const leadersByOffice = defineProblem(
  'member.leaders-by-office',
  403,
  'Tổ trưởng và tổ phó do xã cử. Hãy đề nghị cán bộ xã thay đổi.',
  'Leaders and deputies are named by the commune. Ask the commune officer for this change.',
)
export const personInOtherTeams = defineProblem(
  'member.in-other-team',
  403,
  'Người này còn ở một tổ mà bạn không phụ trách, nên họ tên và số điện thoại phải do cấp trên sửa.',
  'This person is also in a team that is not yours, so name and phone are changed by the level above.',
)
export const passwordByAbove = defineProblem(
  'member.password-by-above',
  403,
  'Người này còn ở một tổ mà bạn không phụ trách, nên mật khẩu phải do cấp trên cấp lại.',
  'This person is also in a team that is not yours, so the level above must let them choose a new password.',
)
export const noAccountYet = defineProblem(
  'member.no-account',
  409,
  'Người này chưa có tài khoản nên chưa có mật khẩu. Hãy mời họ vào ứng dụng.',
  'This person has no account yet, so there is no password. Invite them to the app.',
)
export const alreadyInTeam = defineProblem(
  'member.already-in-team',
  409,
  'Người này đã ở trong tổ đó rồi. Hãy sửa ngay trong danh sách của tổ.',
  'This person is in that team already. Change them in its list of members.',
)
export const sameTeam = defineProblem(
  'member.same-team',
  400,
  'Tổ chuyển đến chính là tổ hiện nay. Hãy chọn một tổ khác.',
  'The team to move to is the present one. Choose another team.',
)
export const invitationWrong = defineProblem(
  'invitation.wrong',
  404,
  'Mã mời không đúng. Hãy xem lại từng chữ trên phiếu (không có chữ O, số 0, chữ I, số 1).',
  'This invitation code is not right. Check each sign on the slip (there is no O, 0, I or 1 in it).',
)
export const invitationUsed = defineProblem(
  'invitation.used',
  410,
  'Phiếu mời này đã dùng rồi. Nếu chính bạn đã dùng, hãy đăng nhập; nếu không, báo ngay cho tổ trưởng.',
  'This invitation has been used. If it was you, sign in; if not, tell the team leader at once.',
)
export const invitationExpired = defineProblem(
  'invitation.expired',
  410,
  'Phiếu mời này đã quá hạn. Hãy xin tổ trưởng hoặc cán bộ xã phiếu mới.',
  'This invitation has expired. Ask the team leader or the commune officer for a new one.',
)
export const invitationRevoked = defineProblem(
  'invitation.revoked',
  410,
  'Phiếu mời này đã bị hủy, có thể vì đã có phiếu mới hơn. Hãy dùng phiếu mới nhất.',
  'This invitation was withdrawn, perhaps because there is a newer one. Use the latest slip.',
)
export const invitationHasAccount = defineProblem(
  'invitation.has-account',
  409,
  'Bạn đã có tài khoản. Hãy đăng nhập bằng tài khoản đó rồi mở lại phiếu mời.',
  'You already have an account. Sign in with it, then open the invitation again.',
)
export const invitationOtherPerson = defineProblem(
  'invitation.other-person',
  409,
  'Phiếu mời này dành cho người khác, không phải tài khoản đang đăng nhập. Hãy đăng xuất, hoặc hỏi tổ trưởng.',
  'This invitation is for another person than the account that is signed in. Sign out, or ask the team leader.',
)
export const invitationNeedsName = defineProblem(
  'invitation.needs-name',
  400,
  'Danh sách chưa có số điện thoại của bạn. Hãy nhập số điện thoại hoặc một tên đăng nhập.',
  'Your phone number is not in the list. Enter a phone number or choose a user name.',
)
export const nobodyToInvite = defineProblem(
  'invitation.nobody',
  409,
  'Không còn ai cần mời ở đây: mọi người đã có tài khoản, hoặc chưa có thành viên nào.',
  'Nobody is left to invite here: everybody has an account, or there is no member yet.',
)
export const importPlace = defineProblem(
  'import.place',
  400,
  'Danh sách được nhập cho một tỉnh, thành phố hoặc một xã, phường, đặc khu. Hãy chọn địa bàn ở một trong hai cấp đó.',
  'A roster is imported for a province or a commune. Choose a place of one of these levels.',
)
export const importExpired = defineProblem(
  'import.expired',
  410,
  'Bản xem trước này đã quá 7 ngày nên dữ liệu đã được xóa. Hãy tải tệp lên lại.',
  'This preview is older than 7 days and its data has been deleted. Upload the file again.',
)
