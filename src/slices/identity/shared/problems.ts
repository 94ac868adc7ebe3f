import { defineProblem } from '#platform/shared/problem.ts'

/** One sentence for an unknown name and for a wrong password: neither is told apart from the other. */
export const wrongSignIn = defineProblem(
  'auth.wrong',
  401,
  'Số điện thoại (hoặc tên đăng nhập) hay mật khẩu chưa đúng. Hãy xem lại chữ hoa, chữ thường và bộ gõ tiếng Việt.',
  'The phone number (or user name) or the password is not right. Check capitals and the Vietnamese keyboard.',
)
export const accountDisabled = defineProblem(
  'auth.disabled',
  403,
  'Tài khoản này đã bị khóa. Hãy hỏi cán bộ phụ trách nơi bạn làm việc.',
  'This account is locked. Ask the officer in charge where you work.',
)
export const signInAgain = defineProblem(
  'auth.sign-in-again',
  403,
  'Việc này cần đăng nhập lại bằng mật khẩu. Hãy đăng nhập rồi làm lại trong vòng 10 phút.',
  'This needs the password again. Sign in, then do it within ten minutes.',
)
export const wrongPassword = defineProblem(
  'auth.password-wrong',
  400,
  'Mật khẩu hiện nay chưa đúng, nên chưa đổi. Hãy nhập lại.',
  'The present password is not right, so nothing was changed. Type it again.',
)
export const passwordTooShort = defineProblem(
  'auth.password-short',
  400,
  'Mật khẩu phải có ít nhất {least} ký tự. Hãy ghép vài từ bạn dễ nhớ.',
  'The password must have at least {least} characters. Join some words you remember easily.',
)
export const passwordTooLong = defineProblem(
  'auth.password-long',
  400,
  'Mật khẩu dài quá {most} ký tự. Hãy chọn mật khẩu ngắn hơn.',
  'The password is longer than {most} characters. Choose a shorter one.',
)
export const passwordTooPlain = defineProblem(
  'auth.password-plain',
  400,
  'Mật khẩu này dễ đoán: không dùng số điện thoại, tên đăng nhập hay một ký tự lặp lại. Hãy chọn mật khẩu khác.',
  'This password is easy to guess: no phone number, no user name, not one repeated character. Choose another.',
)
export const badSignInName = defineProblem(
  'account.sign-in-name',
  400,
  'Tên đăng nhập phải là số điện thoại di động, hoặc từ 3 đến 40 chữ cái không dấu, số, dấu chấm, gạch, bắt đầu bằng chữ.',
  'The name to sign in with must be a mobile number, or 3 to 40 plain letters, digits, dots, hyphens, beginning with a letter.',
)
export const signInNameTaken = defineProblem(
  'account.name-taken',
  409,
  'Số điện thoại hoặc tên đăng nhập này đã có tài khoản. Hãy đăng nhập bằng tài khoản đó, hoặc chọn tên khác.',
  'This phone number or user name already has an account. Sign in with that account, or choose another name.',
)
export const roleNotHere = defineProblem(
  'role.level',
  400,
  'Vai trò này không giao ở cấp của địa bàn này. Hãy chọn vai trò khác hoặc địa bàn khác.',
  'This role is not given at the level of this place. Choose another role or another place.',
)
export const accountReachesFurther = defineProblem(
  'account.reaches-further',
  403,
  'Tài khoản này còn vai trò ở nơi bạn không quản lý. Hãy đề nghị cấp trên làm việc này.',
  'This account also holds roles where you are not in charge. Ask the level above to do this.',
)
export const notYourself = defineProblem(
  'account.yourself',
  409,
  'Không tự khóa tài khoản hay tự bỏ vai trò của chính mình được. Hãy nhờ người quản trị khác.',
  'You cannot lock your own account or take away your own role. Ask another administrator.',
)
export const sessionLost = defineProblem(
  'session.lost',
  401,
  'Máy này đã được báo mất: dữ liệu của tài khoản trên máy được xóa. Nếu máy đang ở trong tay bạn, hãy đăng nhập lại.',
  'This phone was reported lost: what it held of the account is erased. If it is in your hands, sign in again.',
)
export const thisDevice = defineProblem(
  'session.this-device',
  409,
  'Đây là máy bạn đang dùng. Muốn rời máy này, hãy đăng xuất.',
  'This is the device in your hands. To leave it, sign out.',
)
