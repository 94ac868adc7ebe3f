import { dayInVietnam } from '#platform/shared/dates.ts'
import { fold } from '#platform/shared/folding.ts'

/** Who took a list out of the system, when (ms UTC), and of which team it is. */
export interface MarkedBy {
  by: string
  atMs: number
  team: string
}

/** 'danh-sach-ho_to-cnscd-ap-hoa-binh_20261122-1830_tran-thi-b.xlsx': in plain letters, for every system. */
export const listFileName = ({ by, atMs, team }: MarkedBy): string => {
  const day = dayInVietnam(atMs).replaceAll('-', '')
  return `danh-sach-ho_${plain(team)}_${day}-${timeOf(atMs).replace(':', '')}_${plain(by)}.xlsx`
}

/** The time of day in Vietnam, '18:30'. */
export const timeOf = (atMs: number): string => new Date(atMs + 7 * 3_600_000).toISOString().slice(11, 16)

const plain = (text: string): string =>
  fold(text)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
