/**
 * `block`: the row is left out. `warn`: it is in, a person should look. `notice`: good to know. `mended`: came out right
 * by itself.
 */
export type Severity = 'block' | 'warn' | 'notice' | 'mended'

interface Sentences {
  what: string
  proposal: string
}

/** Something about a list of doors: where it stands, and what to do. Its sentences never hold what stands in a cell of the list. */
export interface ListProblem {
  code: ListProblemCode
  severity: Severity
  /** null: the whole file. */
  sheet: string | null
  row: number | null
  /** By its header. */
  column: string | null
  vi: Sentences
  en: Sentences
}

type Texts = [what: string, proposal: string]
const define = (severity: Severity, vi: Texts, en: Texts) => ({
  severity,
  vi: { what: vi[0], proposal: vi[1] },
  en: { what: en[0], proposal: en[1] },
})

const definitions = {
  nameless: define(
    'block',
    [
      'Dòng này không có số nhà hay nhãn nên không ai tìm được hộ.',
      'Ghi số nhà, hoặc một nhãn dễ nhận ra như “nhà ngói cạnh chùa” (không ghi tên người).',
    ],
    [
      'This row has neither a house number nor a label, so nobody could find the door.',
      'Give a number, or a label such as “tiled house by the pagoda” (no person’s name).',
    ],
  ),
  'identity-number': define(
    'block',
    [
      'Ô này có số căn cước hoặc số giấy tờ: không được nhập và không được lưu.',
      'Xóa số đó khỏi tệp rồi nhập lại; phần mềm không giữ số giấy tờ của ai.',
    ],
    [
      'This cell holds an identity number: it is neither imported nor kept.',
      'Delete the number from the file and import again; nobody’s identity number is kept here.',
    ],
  ),
  'card-number': define(
    'block',
    ['Ô này có số thẻ hoặc số tài khoản: không được nhập và không được lưu.', 'Xóa số đó khỏi tệp rồi nhập lại.'],
    [
      'This cell holds a card number: it is neither imported nor kept.',
      'Delete the number from the file and import again.',
    ],
  ),
  password: define(
    'block',
    [
      'Ô này có mật khẩu hoặc mã: không được nhập và không được lưu.',
      'Xóa khỏi tệp rồi nhập lại. Mật khẩu đã ghi ra thì nên đổi.',
    ],
    [
      'This cell holds a password or a code: it is neither imported nor kept.',
      'Delete it from the file and import again. A password that was written down should be changed.',
    ],
  ),
  phone: define(
    'block',
    [
      'Ô này có số điện thoại: số của người chỉ được ghi tại nhà, khi người đó đồng ý.',
      'Xóa số điện thoại khỏi tệp rồi nhập lại.',
    ],
    [
      'This cell holds a phone number: a person’s number is recorded only at the door, when that person agrees.',
      'Delete the phone number from the file and import again.',
    ],
  ),
  'names-somebody': define(
    'warn',
    [
      'Ô này có vẻ là tên người nên không được nhập.',
      'Nếu cần, thay bằng một nhãn không có tên, như “quán nước đầu ngõ”.',
    ],
    [
      'This cell seems to name a person, so it is not imported.',
      'If it is needed, use a label without a name, such as “tea stall at the corner”.',
    ],
  ),
  'became-date': define(
    'block',
    [
      'Excel đã đổi ô này thành ngày tháng (như 12/5), nên không rõ số nhà là gì.',
      'Định dạng cột là Văn bản (Text), gõ lại số nhà rồi nhập lại.',
    ],
    [
      'Excel turned this cell into a date (like 12/5), so the house number is not known.',
      'Format the column as text, type the number again and import again.',
    ],
  ),
  'too-long': define(
    'block',
    ['Ô này dài quá {limit} ký tự.', 'Rút gọn rồi nhập lại.'],
    ['This cell is longer than {limit} characters.', 'Shorten it and import again.'],
  ),
  'not-kept': define(
    'block',
    ['Ô này có ký tự không dùng được.', 'Xóa rồi gõ lại ô này.'],
    ['This cell has a character that cannot be kept.', 'Delete it and type it again.'],
  ),
  'row-repeated': define(
    'warn',
    ['Trùng với dòng {first}: tính là một hộ.', 'Nếu là hai hộ khác nhau, ghi thêm nhãn để phân biệt.'],
    ['The same as row {first}: taken as one door.', 'If they are two doors, give them labels that tell them apart.'],
  ),
  'other-hamlet': define(
    'block',
    ['Dòng này ghi địa bàn khác với địa bàn của tổ.', 'Nhập dòng này ở trang của tổ phụ trách địa bàn đó.'],
    [
      'This row names another hamlet than the team’s.',
      'Import it on the page of the team that looks after that hamlet.',
    ],
  ),
  'hamlet-unlike': define(
    'warn',
    [
      'Tên địa bàn trong tệp không giống địa bàn của tổ ở dòng nào.',
      'Kiểm tra xem đây có đúng danh sách của tổ này không.',
    ],
    ['No row of the file names the hamlet of this team.', 'Check that this is the list of this team.'],
  ),
  'door-closed': define(
    'block',
    [
      'Hộ này đã được đóng trong danh sách của tổ nên không nhập lại.',
      'Nếu hộ vẫn còn, hãy mở lại hộ đó trên điện thoại.',
    ],
    [
      'This door was closed in the list of the team, so it is not imported again.',
      'If it still stands, open it again on a phone.',
    ],
  ),
  'kind-unknown': define(
    'warn',
    [
      'Không hiểu loại hộ ghi ở đây; tính là nhà ở.',
      'Ghi một trong: hộ gia đình, hộ kinh doanh, cửa hàng, doanh nghiệp, cơ sở công cộng.',
    ],
    [
      'The kind of door is not understood; taken as a home.',
      'Write one of: home, business household, shop, firm, public place (in Vietnamese).',
    ],
  ),
  'tick-unclear': define(
    'warn',
    ['Không rõ là có hay không; để trống.', 'Ghi “có” hoặc “không”, hoặc đánh dấu x.'],
    ['It is not clear whether this is yes or no; left blank.', 'Write “có” or “không”, or an x.'],
  ),
  'order-unclear': define(
    'warn',
    ['Thứ tự đi không phải là số; hộ được xếp theo thứ tự trong tệp.', 'Ghi một số vào ô này nếu cần thứ tự khác.'],
    [
      'The walking order is no number; the door is put in the order of the file.',
      'Write a number here if another order is wanted.',
    ],
  ),
  'number-split': define(
    'mended',
    ['Đã tách số nhà và ngõ ghi chung một ô.', 'Không cần làm gì.'],
    ['Number and lane in one cell were taken apart.', 'Nothing to do.'],
  ),
  'column-person': define(
    'notice',
    [
      'Cột “{header}” không được nhập: tên và thông tin của người chỉ được ghi tại nhà, khi người đó đồng ý.',
      'Không cần làm gì; cột này chỉ ở trong tệp của bạn, phần mềm không lưu.',
    ],
    [
      'The column “{header}” is not imported: a person’s name and data are recorded only at the door, when that person agrees.',
      'Nothing to do; it stays in your file and is not kept.',
    ],
  ),
  'column-unknown': define(
    'notice',
    ['Cột “{header}” không được nhập.', 'Không cần làm gì; cột này giữ lại trong tệp của bạn.'],
    ['The column “{header}” is not imported.', 'Nothing to do; it stays in your file.'],
  ),
  'sheet-skipped': define(
    'notice',
    [
      'Trang tính này không có dòng tiêu đề của danh sách hộ nên bỏ qua.',
      'Nếu cần nhập, thêm dòng tiêu đề có cột “Số nhà” hoặc “Nhãn”.',
    ],
    [
      'This sheet has no header of a list of doors and was passed over.',
      'If it is wanted, add a header with a column “Số nhà” (number) or “Nhãn” (label).',
    ],
  ),
  'sheet-hidden': define(
    'notice',
    ['Trang tính bị ẩn nên bỏ qua.', 'Nếu cần nhập, hãy bỏ ẩn trang tính rồi lưu tệp.'],
    ['This sheet is hidden and was passed over.', 'If it is wanted, unhide it and save the file.'],
  ),
  encoding: define(
    'mended',
    ['Tệp dùng bảng mã cũ {encoding}; đã chuyển sang Unicode.', 'Xem lướt vài dòng để chắc chắn chữ hiện đúng.'],
    ['The file is in the old encoding {encoding}; it was converted to Unicode.', 'Look at a few rows to be sure.'],
  ),
}

export type ListProblemCode = keyof typeof definitions

/** Where a problem is. */
export interface Spot {
  sheet: string | null
  row?: number | null
  column?: string | null
}

/** Makes the problem `code` at a spot, its sentences filled with `values` (headers and numbers of rows, never what a cell holds). */
export const listProblem = (
  spot: Spot,
  code: ListProblemCode,
  values: Record<string, string | number> = {},
): ListProblem => {
  const { severity, vi, en } = definitions[code]
  const say = ({ what, proposal }: Sentences) => ({ what: fill(what, values), proposal: fill(proposal, values) })
  return {
    code,
    severity,
    sheet: spot.sheet,
    row: spot.row ?? null,
    column: spot.column ?? null,
    vi: say(vi),
    en: say(en),
  }
}

const fill = (sentence: string, values: Record<string, string | number>): string =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole))
