import { type DoorStateCode, doorStates } from '#slices/visits/shared/door-state.ts'

/** The filters of a list of doors as they stand in the address. */
export interface DoorsSearch {
  q?: string
  state?: DoorStateCode
  closed?: 'only' | 'with'
  page?: number
}

export const readDoorsSearch = ({ q, state, closed, page }: Record<string, unknown>): DoorsSearch => ({
  ...(q !== undefined && q !== '' && { q: String(q).slice(0, 80) }),
  ...(doorStates.includes(state as DoorStateCode) && { state: state as DoorStateCode }),
  ...((closed === 'only' || closed === 'with') && { closed }),
  ...(Number.isInteger(page) && (page as number) > 1 && { page: page as number }),
})
