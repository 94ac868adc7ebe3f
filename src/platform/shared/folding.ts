/**
 * How Vietnamese words are compared. Two strengths:
 * `fold` forgets every mark (search: "chau thanh" finds "Châu Thành");
 * `spellingKey` forgets only case, spaces and where the tone mark is typed ("Hoà" = "Hòa", but "Thạnh" is not "Thành").
 */

/** Lower case, no diacritics, đ as d, single spaces: for searching and proposing, never for deciding. */
export const fold = (text: string): string =>
  squeeze(text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').toLowerCase())

/** Equal for two spellings of the same Vietnamese words: case, spaces, Unicode form and place of the tone mark aside. */
export const spellingKey = (text: string): string =>
  squeeze(text.normalize('NFD').toLowerCase()).split(' ').map(toneLast).join(' ')

/** Text as we keep it: Unicode NFC, single spaces, none at the ends. */
export const tidy = (text: string): string => squeeze(text.normalize('NFC'))

const squeeze = (text: string): string => text.replace(/[\s\u00a0\u200b\ufeff]+/g, ' ').trim()

// Tone marks: grave, acute, tilde, hook above, dot below. The other marks (â ê ô ă ơ ư) belong to the letter.
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g
const toneLast = (word: string): string => word.replace(tones, '') + (word.match(tones) ?? []).join('')
