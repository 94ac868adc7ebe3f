import type { ItemKind } from '../shared/library.ts'

/** An entry that comes with the software. `at`: code of the province it belongs to; absent: the whole country. */
export interface ShippedItem {
  kind: ItemKind
  code: string
  vi: string
  en: string
  countsOnly?: true
  season?: [from: string, to: string]
  /** What is done with a platform, in order. */
  steps?: readonly Step[]
  at?: string
}

type Step = readonly [code: string, vi: string, en: string]

const install: Step = ['install', 'Cài ứng dụng', 'Install the app']
const signIn: Step = ['sign-in', 'Đăng nhập bằng VNeID', 'Sign in with VNeID']
const tried: Step = ['tried', 'Tự làm thử một lần', 'Try it once by oneself']

const skill = (code: string, vi: string, en: string): ShippedItem => ({ kind: 'skill', code, vi, en })
const platform = (code: string, vi: string, en: string, more: Partial<ShippedItem> = {}): ShippedItem => ({
  kind: 'platform',
  code,
  vi,
  en,
  ...more,
})
const topic = (code: string, vi: string, en: string, more: Partial<ShippedItem> = {}): ShippedItem => ({
  kind: 'topic',
  code,
  vi,
  en,
  ...more,
})
const difficulty = (code: string, vi: string, en: string): ShippedItem => ({ kind: 'difficulty', code, vi, en })

/**
 * In the order in which phones show them. The five skills are those of 793/BTTTT-THH; platforms, topics and kinds of
 * difficulty are those that teams and plans name (sources in the README of the slice). Platforms of health, social
 * insurance and the party are counts only: beside a person they would be sensitive data (Decree 356/2025, article 4).
 */
export const shippedItems: readonly ShippedItem[] = [
  skill('public-services', 'Dịch vụ công trực tuyến', 'Online public services'),
  skill('shopping', 'Mua sắm trực tuyến', 'Online shopping'),
  skill('payment', 'Thanh toán trực tuyến', 'Online payment'),
  skill('safety', 'Tự bảo vệ trên không gian mạng', 'Protecting oneself online'),
  skill('local', 'Nền tảng số theo đặc thù địa phương', 'Other local platforms'),

  platform('vneid', 'VNeID (định danh mức 2)', 'VNeID (level-2 e-identity)', {
    steps: [
      install,
      ['register', 'Đăng ký số điện thoại', 'Register the phone number'],
      ['police', 'Làm định danh mức 2 ở công an', 'Level 2 at the police'],
      ['activate', 'Kích hoạt mức 2', 'Activate level 2'],
      ['papers', 'Tích hợp giấy tờ', 'Add papers'],
      tried,
    ],
  }),
  platform('dvc', 'Cổng Dịch vụ công quốc gia', 'National Public Service Portal', {
    steps: [
      signIn,
      ['find', 'Tìm đúng thủ tục', 'Find the procedure'],
      ['submit', 'Nộp hồ sơ', 'File a dossier'],
      ['pay', 'Thanh toán lệ phí', 'Pay the fee'],
      ['follow', 'Tra cứu kết quả', 'Follow the result'],
    ],
  }),
  platform('vssid', 'VssID', 'VssID (social insurance)', { countsOnly: true, steps: [install, signIn, tried] }),
  platform('health-book', 'Sổ sức khỏe điện tử', 'Electronic health book', {
    countsOnly: true,
    steps: [install, signIn, tried],
  }),
  platform('bank-app', 'Ứng dụng ngân hàng', 'Banking app', {
    steps: [
      install,
      ['open', 'Mở tài khoản, xác thực khuôn mặt', 'Open an account, verify the face'],
      ['transfer', 'Chuyển tiền', 'Transfer money'],
      ['qr', 'Quét mã QR trả tiền', 'Pay by QR code'],
    ],
  }),
  platform('e-wallet', 'Ví điện tử', 'E-wallet', {
    steps: [
      install,
      ['link', 'Liên kết ngân hàng', 'Link the bank account'],
      ['qr', 'Quét mã QR trả tiền', 'Pay by QR code'],
    ],
  }),
  platform('vietqr', 'Mã QR nhận tiền', 'QR code for receiving payments'),
  platform('digital-signature', 'Chữ ký số cá nhân', 'Personal digital signature', {
    steps: [
      install,
      ['issue', 'Đăng ký cấp chữ ký số', 'Apply for the signature'],
      ['sign', 'Ký thử một tài liệu', 'Sign a document'],
    ],
  }),
  platform('etax', 'eTax Mobile', 'eTax Mobile', {
    steps: [install, signIn, ['pay', 'Nộp thuế, tra cứu', 'Pay or look up taxes']],
  }),
  platform('digital-literacy', 'Nền tảng Bình dân học vụ số', 'Digital Literacy for All platform', {
    steps: [signIn, ['course', 'Chọn khóa học', 'Choose a course'], ['done', 'Học xong một bài', 'Finish a lesson']],
  }),
  platform('e-commerce', 'Sàn thương mại điện tử (mua hàng)', 'E-commerce floor (buying)', {
    steps: [
      install,
      ['account', 'Đăng ký tài khoản', 'Register an account'],
      ['order', 'Đặt thử một đơn', 'Place an order'],
    ],
  }),
  platform('digital-shop', 'Gian hàng số', 'Digital shop'),
  platform('zalo', 'Nhóm Zalo của tổ', 'Zalo group of the team'),
  platform('security-app', 'Phần mềm an toàn cơ bản', 'Basic security software'),
  platform('party-handbook', 'Sổ tay đảng viên điện tử', 'Electronic party-member handbook', { countsOnly: true }),
  platform('school-enrolment', 'Tuyển sinh đầu cấp trực tuyến', 'Online school enrolment', {
    season: ['05-15', '08-31'],
  }),
  platform('ihanoi', 'iHaNoi', 'iHaNoi', { at: '01' }),
  platform('yenbai-s', 'YenBai-S', 'YenBai-S', { at: '15' }),
  platform('c-thainguyen', 'C-ThaiNguyen', 'C-ThaiNguyen', { at: '19' }),
  platform('thai-nguyen-id', 'Thái Nguyên ID', 'Thái Nguyên ID', { at: '19' }),
  platform('hue-s', 'Hue-S', 'Hue-S', { at: '46' }),

  topic('policy', 'Chủ trương, kế hoạch chuyển đổi số', 'Policy and plans of digital transformation'),
  topic('law', 'Quy định pháp luật mới', 'New laws'),
  topic('scam', 'Cảnh báo lừa đảo trực tuyến', 'Warning of online scams'),
  topic('project-06', 'Đề án 06, định danh điện tử', 'Project 06, e-identity'),
  topic('digital-literacy', 'Phong trào Bình dân học vụ số', 'The Digital Literacy for All movement'),
  topic('cashless', 'Thanh toán không dùng tiền mặt', 'Cashless payment'),
  topic('personal-data', 'Bảo vệ dữ liệu cá nhân', 'Protection of personal data'),
  topic('children', 'Trẻ em an toàn trên mạng', 'Children safe online'),
  topic('two-g', 'Tắt sóng 2G, SIM chính chủ', 'End of 2G, SIM in one’s own name'),
  topic('farm-produce', 'Đưa nông sản lên sàn', 'Selling farm produce online'),
  topic('enrolment', 'Tuyển sinh đầu cấp', 'School enrolment', { season: ['05-15', '08-31'] }),

  difficulty('no-device', 'Không có điện thoại thông minh', 'No smartphone'),
  difficulty('no-signal', 'Không có sóng hoặc Internet', 'No signal or Internet'),
  difficulty('cost', 'Chi phí máy, gói cước', 'Cost of device or data'),
  difficulty('papers', 'Vướng giấy tờ, SIM không chính chủ', 'Papers missing, SIM not in own name'),
  difficulty('fear', 'Sợ bị lừa đảo', 'Afraid of scams'),
  difficulty('age', 'Tuổi cao, khó thao tác', 'Old age, hard to handle'),
  difficulty('language', 'Khó khăn về ngôn ngữ', 'Language'),
  difficulty('service-fault', 'Nền tảng bị lỗi, quá tải', 'The platform failed or was overloaded'),
  difficulty('team', 'Tổ chưa nắm rõ cách làm', 'The team does not know how'),
  difficulty('money', 'Thiếu kinh phí cho tổ', 'No money for the team'),
  difficulty('other', 'Khác', 'Other'),
]
