import { placeTitle } from '#slices/places/shared/public.ts'

/**
 * What a team is called when nobody gave it a name: by its place, as offices write it, "Tổ CNSCĐ ấp Bình Lộc".
 * `kind` is the local name of the kind of team; the common one is shortened as in official papers.
 */
export const teamNameOf = (kind: string, place: { kind: string | null; name: string }): string => {
  const title = placeTitle(place.kind, place.name)
  const lower = place.kind ? title.slice(0, 1).toLowerCase() + title.slice(1) : title
  return `${shortKinds[kind] ?? kind} ${lower}`
}

const shortKinds: Record<string, string> = {
  'Tổ công nghệ số cộng đồng': 'Tổ CNSCĐ',
  'Tổ công nghệ số cộng đồng và Đề án 06': 'Tổ CNSCĐ và Đề án 06',
}

/** Vietnamese lists of people are in order of the given name, which stands last: "An Nguyễn Văn". For the Vietnamese collation. */
export const personSortKey = (name: string): string => {
  const words = name.split(' ')
  return [...words.slice(-1), ...words.slice(0, -1)].join(' ')
}

/** Of a name only what does not tell who it is: "Nguyễn Văn An" is "A…". */
export const initialOf = (name: string): string =>
  `${[...(name.split(' ').at(-1) ?? '')].slice(0, 1).join('').toUpperCase()}…`
