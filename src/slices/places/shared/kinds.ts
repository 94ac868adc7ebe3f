import { fold, spellingKey, tidy } from '#platform/shared/folding.ts'

export type PlaceLevel = 'nation' | 'province' | 'commune' | 'hamlet'

/** The word before the name of a place, in the order of the tree. */
export interface PlaceKind {
  key: string
  level: PlaceLevel
  vi: string
  en: string
  /** How offices shorten it; a dot, a space or a digit must follow. */
  short: readonly string[]
  /** Recognised without its marks too ("Ap 1"), because no name begins with it. */
  plain: boolean
}

const kind = (
  key: string,
  level: PlaceLevel,
  vi: string,
  en: string,
  short: string[] = [],
  plain = false,
): PlaceKind => ({
  key,
  level,
  vi,
  en,
  short,
  plain,
})

/**
 * Kinds of places. Thị trấn ended as a kind on 1 July 2025 and stands here for older lists. There is no official list
 * of hamlets: their words differ by region (`../README.md`), and a roster may leave the word out.
 */
export const placeKinds: readonly PlaceKind[] = [
  kind('quoc-gia', 'nation', 'Nước', 'country'),
  kind('tinh', 'province', 'Tỉnh', 'province', ['T'], true),
  kind('thanh-pho', 'province', 'Thành phố', 'city', ['TP'], true),
  kind('xa', 'commune', 'Xã', 'commune', ['X'], true),
  kind('phuong', 'commune', 'Phường', 'ward', ['P'], true),
  kind('dac-khu', 'commune', 'Đặc khu', 'special zone', ['ĐK'], true),
  kind('thi-tran', 'commune', 'Thị trấn', 'township', ['TT'], true),
  kind('to-dan-pho', 'hamlet', 'Tổ dân phố', 'residential group', ['TDP', 'TDF', 'Tổ DP'], true),
  kind('to-nhan-dan', 'hamlet', 'Tổ nhân dân', "people's group", ['TND'], true),
  kind('khu-dan-cu', 'hamlet', 'Khu dân cư', 'residential area', ['KDC'], true),
  kind('cum-dan-cu', 'hamlet', 'Cụm dân cư', 'residential cluster', ['CDC'], true),
  kind('khu-pho', 'hamlet', 'Khu phố', 'quarter', ['KP'], true),
  kind('khu-vuc', 'hamlet', 'Khu vực', 'area', ['KV'], true),
  kind('khoi-pho', 'hamlet', 'Khối phố', 'block', [], true),
  kind('tieu-khu', 'hamlet', 'Tiểu khu', 'sub-area', ['TK'], true),
  kind('khoi', 'hamlet', 'Khối', 'block'),
  kind('khu', 'hamlet', 'Khu', 'zone'),
  kind('thon', 'hamlet', 'Thôn', 'village', ['T'], true),
  kind('xom', 'hamlet', 'Xóm', 'hamlet', ['X'], true),
  kind('ban', 'hamlet', 'Bản', 'village'),
  kind('lang', 'hamlet', 'Làng', 'village'),
  kind('buon', 'hamlet', 'Buôn', 'village'),
  kind('plei', 'hamlet', 'Plei', 'village'),
  kind('bon', 'hamlet', 'Bon', 'village'),
  kind('ap', 'hamlet', 'Ấp', 'hamlet', [], true),
  kind('khom', 'hamlet', 'Khóm', 'neighbourhood', [], true),
  kind('soc', 'hamlet', 'Sóc', 'Khmer village'),
  kind('phum', 'hamlet', 'Phum', 'Khmer village'),
  kind('pho', 'hamlet', 'Phố', 'street quarter'),
  kind('doi', 'hamlet', 'Đội', 'brigade'),
  kind('to', 'hamlet', 'Tổ', 'group'),
]

/** A place's title split: "Xã Châu Thành" is { kind: 'xa', name: 'Châu Thành' }; kind null when no kind word is there. */
export interface PlaceTitle {
  kind: string | null
  name: string
}

/** The title people read and write: ('xa', 'Châu Thành') gives "Xã Châu Thành". The nation's is its name alone. */
export const placeTitle = (kindKey: string | null, name: string): string => {
  const found = placeKinds.find((one) => one.key === kindKey)
  return !found || found.level === 'nation' ? name : `${found.vi} ${name}`
}

/**
 * Reads a title as people type it for a place of `level`: any case, spaces and Unicode form, with the kind written out,
 * shortened ("TT. Chợ Chu", "P.12", "KP 3") or absent. The name comes out in NFC, capitals only ("ẤP BÌNH LỘC") mended.
 */
export const readPlaceTitle = (text: string, level: PlaceLevel): PlaceTitle => {
  const clean = tidy(text)
  const ofLevel = placeKinds.filter((one) => one.level === level)
  for (const read of [afterWord, afterShort])
    for (const one of ofLevel) {
      const name = read(clean, one)
      if (name) return { kind: one.key, name: mendCapitals(name) }
    }
  return { kind: null, name: mendCapitals(clean) }
}

const afterWord = (text: string, one: PlaceKind): string | null => {
  const count = one.vi.split(' ').length
  const words = text.split(' ')
  const head = words.slice(0, count).join(' ')
  if (words.length <= count) return null
  const asWritten = spellingKey(head) === spellingKey(one.vi)
  const unmarked = one.plain && fold(head) === head.toLowerCase() && fold(head) === fold(one.vi)
  return asWritten || unmarked ? words.slice(count).join(' ') : null
}

const afterShort = (text: string, one: PlaceKind): string | null => {
  const short = one.short.find((letters) => text.toLowerCase().startsWith(letters.toLowerCase()))
  if (!short) return null
  const rest = text.slice(short.length)
  return /^[.\s\d]/.test(rest) ? rest.replace(/^[.\s]+/, '') || null : null
}

const mendCapitals = (name: string): string => {
  const shouted = name === name.toUpperCase() && /\p{L}{2}/u.test(name)
  return shouted ? name.split(' ').map(capitalised).join(' ') : name
}
const capitalised = (word: string): string =>
  /^[IVX]+$/.test(word) || /\d/.test(word) ? word : word.slice(0, 1) + word.slice(1).toLowerCase()
