import type { PersonState } from '#slices/households/shared/people-routes.ts'
import { type RequestKind, requestKinds } from '#slices/households/shared/request-routes.ts'

/** The filters of the list of persons as they stand in the address; what was searched for never does: it may be a name. */
export interface PeopleSearch {
  team?: string
  state?: Exclude<PersonState, 'present'>
  bornBy?: number
  page?: number
}

export const readPeopleSearch = ({ team, state, bornBy, page }: Record<string, unknown>): PeopleSearch => ({
  ...(typeof team === 'string' && { team }),
  ...((state === 'stopped' || state === 'left') && { state }),
  ...(Number.isInteger(bornBy) && { bornBy: bornBy as number }),
  ...(Number.isInteger(page) && (page as number) > 1 && { page: page as number }),
})

export interface RequestsSearch {
  state?: 'waiting' | 'answered'
  asked?: RequestKind
  page?: number
}

export const readRequestsSearch = ({ state, asked, page }: Record<string, unknown>): RequestsSearch => ({
  ...((state === 'waiting' || state === 'answered') && { state }),
  ...(requestKinds.includes(asked as RequestKind) && { asked: asked as RequestKind }),
  ...(Number.isInteger(page) && (page as number) > 1 && { page: page as number }),
})
