import type { Random } from './random.ts'

/** Whose names people of a place mostly have. */
export type Region = 'south' | 'northeast' | 'northwest' | 'highlands' | 'lowland'

export interface PersonName {
  name: string
  sex: 'nam' | 'nu'
}

/**
 * An invented name: family, middle, given, drawn apart from words that are common in the region. Where the draw comes
 * out as somebody known from the news, it is drawn again.
 */
export function personName(random: Random, region: Region, shareOfWomen = 0.4): PersonName {
  const sex = random.chance(shareOfWomen) ? 'nu' : 'nam'
  const people = random.weighted(peoplesOf[region])
  const name = [random.weighted(people.families), random.pick(people[sex].middles), random.pick(people[sex].givens)]
    .filter(Boolean)
    .join(' ')
  return known.has(name) ? personName(random, region, shareOfWomen) : { name, sex }
}

interface People {
  families: readonly (readonly [string, number])[]
  nam: { middles: readonly string[]; givens: readonly string[] }
  nu: { middles: readonly string[]; givens: readonly string[] }
}

const words = (text: string): string[] => text.split(' ')
/** "Nguyễn:38 Trần:11": words with their weights. */
const weighted = (text: string): [string, number][] =>
  words(text).map((entry) => {
    const [word = '', weight = '1'] = entry.split(':')
    return [word, Number(weight)]
  })
/** Names of two words are joined by a dot. */
const middles = (text: string): string[] => words(text).map((word) => word.replace('.', ' '))

const men = {
  middles: middles(
    'Văn Văn Văn Văn Hữu Đức Minh Quốc Thanh Ngọc Hoàng Xuân Công Thành Trung Duy Anh Đình Quang Bá Thế',
  ),
  givens: words(
    'An Bình Cảnh Chiến Cường Dũng Đạt Định Đồng Đức Giang Hải Hào Hậu Hiếu Hiệp Hòa Hoàn Hùng Huy Khánh Khoa Kiên Lâm Long Lợi Lực Mạnh Minh Nam Nghĩa Nhân Ninh Phong Phúc Phương Quân Quang Quyết Sơn Tài Tâm Tân Thái Thành Thắng Thịnh Thuận Tiến Toàn Trí Trung Trường Tú Tuấn Tùng Tuyên Vinh Vũ Vượng',
  ),
}
const women = {
  middles: middles(
    'Thị Thị Thị Thị Thị Thị.Thu Thị.Kim Thị.Hồng Thị.Ngọc Thị.Thanh Thị.Minh Ngọc Thu Kim Thanh Bích Minh Hồng Thùy',
  ),
  givens: words(
    'An Ánh Bích Chi Cúc Diệu Dung Duyên Đào Giang Hà Hạnh Hằng Hiền Hoa Hòa Hồng Huệ Hương Huyền Lan Lệ Liên Linh Loan Luyến Mai My Nga Ngà Ngân Ngọc Nguyệt Nhàn Nhung Oanh Phương Phượng Quyên Quỳnh Tâm Thanh Thảo Thắm Thoa Thơm Thu Thủy Thúy Trang Trinh Tuyết Uyên Vân Xuân Yên Yến',
  ),
}

const north: People = {
  families: weighted(
    'Nguyễn:38 Trần:12 Lê:8 Phạm:8 Hoàng:5 Vũ:5 Phan:2 Đặng:3 Bùi:3 Đỗ:3 Ngô:2 Dương:3 Đinh:2 Đoàn:1 Mai:1 Trịnh:1 Đào:2 Cao:1 Lương:2 Tạ:1 Lưu:1 Tô:1 Hà:1 Chu:1',
  ),
  nam: men,
  nu: women,
}
const south: People = {
  families: weighted(
    'Nguyễn:34 Trần:12 Lê:9 Phạm:6 Huỳnh:7 Phan:4 Võ:5 Đặng:2 Bùi:2 Đỗ:1 Hồ:2 Ngô:2 Dương:2 Lâm:2 Trương:3 Châu:1 Tăng:1 Thái:1 Mai:1 Cao:1 Lý:1 Tô:1 Quách:1',
  ),
  nam: { middles: men.middles, givens: [...men.givens, ...words('Nhựt Phát Ý Út Tường Thọ Thơ Đực Bé Hên')] },
  nu: { middles: women.middles, givens: [...women.givens, ...words('Trâm Diễm Lài Út Em Thơ Sương Muội Nhiên')] },
}
const khmer: People = {
  families: weighted('Danh:12 Thạch:3 Kim:2 Sơn:2 Châu:2 Lâm:1'),
  nam: {
    middles: ['', 'Văn', 'Hoàng', 'Thành'],
    givens: words('Hên Nhơn Sóc Út Rết Thuôl Sang Khươl Đa Rên Phước Hận'),
  },
  nu: { middles: ['Thị', 'Thị', 'Mỹ', 'Sa'], givens: words('Hạnh Sà Nari Lan Phol Mỹ Đinh Rương Chan Xuyến Nuol') },
}
const tay: People = {
  families: weighted(
    'Nông:6 Hoàng:6 Ma:8 Lý:3 Lường:3 La:2 Đàm:2 Vi:2 Bế:1 Triệu:3 Hà:2 Lộc:2 Chu:1 Nguyễn:5 Mông:1 Dương:2',
  ),
  nam: {
    middles: middles('Văn Văn Văn Đình Công Thanh Khánh Quang Đức Phúc'),
    givens: [...men.givens, ...words('Nhất Thiêm Chúc Khôi Đoan Lanh')],
  },
  nu: {
    middles: middles('Thị Thị Thị Thị Thị.Thu Bích Thanh Cẩm'),
    givens: [...women.givens, ...words('Thi Viễn Thêu Chuyên Lê Sen')],
  },
}
const dao: People = {
  families: weighted('Bàn:4 Triệu:4 Đặng:3 Phùng:1 Lý:2'),
  nam: {
    middles: words('Văn Tài Phú Kim Hữu Tiến Sinh'),
    givens: words('Phúc Vinh Liên Tiến Minh Hương Long Thanh Quyên Kinh Vạng Chiêu'),
  },
  nu: { middles: words('Thị Thị Mùi'), givens: words('Liều Mùi Pham Lai Nhậy Ghển Mẩy Chản Hương Liên Thu') },
}
const thai: People = {
  families: weighted('Lò:8 Vàng:3 Quàng:2 Tòng:2 Điêu:2 Mào:2 Lù:2 Hoàng:1 Khoàng:1'),
  nam: {
    middles: words('Văn Văn Văn A'),
    givens: words('Pâng Ín Ơn Hặc Phớ Chung Hợp Sơn Thương Nọi Biên Đôi Ọt Phiu'),
  },
  nu: { middles: ['Thị'], givens: words('Pâng Inh Thoa Ơn Phương Hặc Xuân Lả Dung Ngoan Chăm Yêu Đón') },
}
const hmong: People = {
  families: weighted('Giàng:5 Vàng:4 Sùng:4 Thào:3 Lý:2 Mùa:2 Hạng:2 Chang:2 Cứ:1'),
  nam: { middles: ['A'], givens: words('Páo Chứ Dơ Lử Sử Súa Chía Tủa Dình Pàng Vảng Lồng Sà Nhè') },
  nu: { middles: ['Thị'], givens: words('Mỷ Dợ Chía Súa Sua Mai Pàng Chở Máy Dua Xúa') },
}
const clans = words('Niê Mlô Ayun Kbuôr Êban Byă Kđoh')
const highlander: People = {
  families: [['', 1]],
  nam: { middles: middles('Y.Bhăm Y.Thin Y.Djuh Y.Sam Y.Krông Y.Win'), givens: clans },
  nu: { middles: words('H’Linh H’Yar H’Nga H’Lan H’Djuôn H’Mi'), givens: clans },
}

const peoplesOf: Record<Region, readonly (readonly [People, number])[]> = {
  south: [
    [south, 88],
    [khmer, 12],
  ],
  northeast: [
    [north, 45],
    [tay, 45],
    [dao, 10],
  ],
  northwest: [
    [thai, 45],
    [hmong, 30],
    [dao, 10],
    [north, 15],
  ],
  highlands: [
    [north, 70],
    [highlander, 15],
    [tay, 15],
  ],
  lowland: [[north, 100]],
}

/** People who held high office: an invented member of a team must not bear the name. */
const known = new Set([
  'Tô Lâm',
  'Lương Cường',
  'Phạm Minh Chính',
  'Trần Thanh Mẫn',
  'Nguyễn Phú Trọng',
  'Võ Văn Thưởng',
  'Vương Đình Huệ',
  'Nguyễn Mạnh Hùng',
  'Trần Cẩm Tú',
  'Phan Văn Giang',
  'Lương Tam Quang',
  'Nguyễn Hòa Bình',
  'Bùi Thanh Sơn',
  'Lê Minh Hưng',
  'Trần Lưu Quang',
  'Nguyễn Chí Dũng',
  'Hồ Đức Phớc',
  'Mai Văn Chính',
  'Lê Thành Long',
  'Nguyễn Xuân Phúc',
  'Nguyễn Tấn Dũng',
  'Nguyễn Minh Triết',
  'Nguyễn Thị Kim Ngân',
  'Đỗ Văn Chiến',
  'Bùi Thị Minh Hoài',
  'Nguyễn Văn Nên',
  'Nguyễn Văn Hùng',
  'Lê Hoài Trung',
  'Nguyễn Duy Ngọc',
  'Phạm Gia Túc',
])

/**
 * Invented numbers: +84 51x. Valid by the numbering plan as libphonenumber knows it, but no network of Vietnam has given
 * out 051 numbers, so nobody is called by mistake. 0510 is kept for the accounts that are printed.
 */
export const inventedPhone = (index: number): string =>
  `+8451${1_000_000 + ((index * 7_368_787 + 1_234_567) % 9_000_000)}`
export const accountPhone = (number: number): string => `+84510${String(number).padStart(6, '0')}`
