/** How the ranking of a place is shown, as it stands in the address. */
export interface RankingSearch {
  /** Code of the indicator; absent: the usual one. */
  by?: string
  order?: 'asc'
  of?: 'places' | 'teams'
  page?: number
}

export const usualIndicator = 'visits'

export const readRankingSearch = ({ by, order, of, page }: Record<string, unknown>): RankingSearch => ({
  ...(typeof by === 'string' && by !== usualIndicator && { by: by.slice(0, 80) }),
  ...(order === 'asc' && { order }),
  ...((of === 'places' || of === 'teams') && { of }),
  ...(Number.isInteger(page) && (page as number) > 1 && { page: page as number }),
})
