import { type Id, isId } from '#platform/shared/ids.ts'

/** Whose duplicates are on screen; what is searched for stays out of the address: it may be a name. */
export interface DuplicatesSearch {
  team?: Id
  of?: 'household' | 'person'
  page?: number
}

export const readDuplicatesSearch = ({ team, of, page }: Record<string, unknown>): DuplicatesSearch => ({
  ...(isId(team) && { team }),
  ...((of === 'household' || of === 'person') && { of }),
  ...(Number.isInteger(page) && (page as number) > 1 && { page: page as number }),
})
