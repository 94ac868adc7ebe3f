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
