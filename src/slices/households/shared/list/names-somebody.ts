import { fold, spellingKey, tidy } from '#platform/shared/folding.ts'

// Nine people of ten in Vietnam have one of these. "Đình làng" and "Trường Lê Lợi" differ by their marks.
const families =
  'Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đoàn Trịnh Trương Đinh Lâm Phùng Mai Tô Hà Cao ' +
  'Lương Châu Tạ Thạch Quách Vương Tống Lò Lưu Triệu Giàng Vi Nông Bế Hứa Mã Giáp Sùng Vàng Thào Lầu Cù Kiều Tăng Thái Văn ' +
  'Nghiêm Bạch Quàng Ksor Siu Rmah'
const written = new Set(families.split(' ').map(spellingKey))
const unmarked = new Set(families.split(' ').map(fold))

const title = '(?:ông|bà|anh|chị|cô|chú|bác|cụ|dì|cậu|thím|mợ|thầy)'
const atTheStart = new RegExp(`^(?:(?:nhà|hộ|gia đình|gđ|chủ hộ)[: ]+)*${title}\\s+\\p{L}`, 'iu')
// "chùa Bà Đen" is a place, "cạnh nhà ông Ba" is somebody's.
const within = new RegExp(`(?<!\\p{L})${title}\\s+\\p{Lu}`, 'u')
const homeOf = /^(?:(?:nhà|hộ|gia đình|gđ|chủ hộ)[: ]+)+/iu

/**
 * Does this text say who lives there: "Nhà ông Ba", "Nguyễn Văn An"? A list that an office types names people out of
 * habit; the words before a name and the commonest family names tell. It may be wrong: a person then looks.
 */
export const namesSomebody = (text: string): boolean => {
  const said = tidy(text)
  return atTheStart.test(said) || within.test(said) || isFullName(said.replace(homeOf, ''))
}

const isFullName = (text: string): boolean => {
  const words = text.split(/[\s,;:()/–-]+/).filter(Boolean)
  const [family = '', middle = ''] = words
  const isMarked = fold(text) !== text.toLowerCase()
  if (!(isMarked ? written.has(spellingKey(family)) : unmarked.has(fold(family)))) return false
  if (/^(van|thi)$/.test(fold(middle))) return words.length > 2
  const capitals = words.findIndex((word) => !/^\p{Lu}/u.test(word))
  const named = capitals < 0 ? words.length : capitals
  return named >= 3 || (named === 2 && words.length === 2)
}
