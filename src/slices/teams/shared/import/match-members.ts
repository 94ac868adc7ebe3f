import { fold } from '#platform/shared/folding.ts'
import { nameKey } from '#slices/places/shared/public.ts'
import type { CurrentMembership } from './changes.ts'
import type { RosterRow } from './types.ts'

export interface MatchedMembers {
  pairs: { row: RosterRow; membership: CurrentMembership }[]
  added: RosterRow[]
  missing: CurrentMembership[]
}

type Same = (row: RosterRow, membership: CurrentMembership) => boolean

/**
 * Finds the rows of a team among its memberships: first by name and phone, then by name (the phone changed), then by
 * phone (the name was corrected), at last by the name without its marks. By name before by phone, so that two people
 * whose numbers were mixed up in the last list do not change places.
 */
export const matchMembers = (rows: RosterRow[], memberships: CurrentMembership[]): MatchedMembers => {
  const matched: MatchedMembers = { pairs: [], added: [...rows], missing: [...memberships] }
  for (const same of ways) matchBy(same, matched)
  return matched
}

const sameName: Same = (row, { name }) => nameKey(row.name) === nameKey(name)
const samePhone: Same = (row, { phone }) => row.phone !== null && row.phone === phone
const sameBirth: Same = (row, { birthYear }) => !row.birthYear || !birthYear || row.birthYear === birthYear
const sameOffice: Same = (row, { organisation }) => row.organisation === organisation

const ways: Same[] = [
  (row, one) => sameName(row, one) && samePhone(row, one),
  (row, one) => sameName(row, one) && sameBirth(row, one) && sameOffice(row, one),
  (row, one) => sameName(row, one) && sameBirth(row, one),
  samePhone,
  (row, one) => fold(row.name) === fold(one.name) && sameBirth(row, one),
]

const matchBy = (same: Same, matched: MatchedMembers): void => {
  matched.added = matched.added.filter((row) => {
    const membership = matched.missing.find((one) => same(row, one))
    if (!membership) return true
    matched.pairs.push({ row, membership })
    matched.missing = matched.missing.filter((one) => one !== membership)
    return false
  })
}
