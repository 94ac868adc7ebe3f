import { queryOptions } from '@tanstack/react-query'
import { v7 } from 'uuid'
import type { AnyCommand } from '#platform/shared/command.ts'
import { fold } from '#platform/shared/folding.ts'
import type { Id } from '#platform/shared/ids.ts'
import { officeCommandRoute } from '#platform/shared/sync-routes.ts'
import { call } from '#platform/web/api.ts'
import { type DuplicatePair, type DuplicateSide, duplicatesRoute } from '#slices/households/shared/duplicate-routes.ts'
import {
  duplicateDismiss,
  householdMerge,
  householdUnmerge,
  personMerge,
  personUnmerge,
} from '#slices/households/shared/merge-commands.ts'

export const duplicatesQuery = (teamId: Id) =>
  queryOptions({
    queryKey: ['duplicates', teamId],
    queryFn: ({ signal }) => call(duplicatesRoute, { params: { teamId }, signal }),
  })

const run = ({ name, version }: AnyCommand, teamId: Id, args: object) =>
  call(officeCommandRoute, { params: { teamId }, body: { id: v7(), name, version, args } })

/** The two are one: `kept` stays. The same commands as on the phones. */
export const merge = (teamId: Id, { kind, sides }: DuplicatePair, kept: Id) => {
  const args = { id: goneOf(sides, kept), into: kept }
  return kind === 'household'
    ? run(householdMerge, teamId, args)
    : run(personMerge, teamId, { register: teamId, ...args })
}

/** They are two after all. */
export const unmerge = (teamId: Id, { kind, sides }: DuplicatePair, kept: Id) => {
  const args = { id: goneOf(sides, kept) }
  return kind === 'household'
    ? run(householdUnmerge, teamId, args)
    : run(personUnmerge, teamId, { register: teamId, ...args })
}

/** "Not the same": nobody is asked again; false takes it back. */
export const dismiss = (teamId: Id, { kind, sides: [a, b] }: DuplicatePair, dismissed: boolean) =>
  run(duplicateDismiss, teamId, { kind, a: a.id, b: b.id, dismissed })

const goneOf = ([a, b]: readonly [DuplicateSide, DuplicateSide], kept: Id): Id => (a.id === kept ? b.id : a.id)

/** Does the pair hold what was typed, without diacritics: a name, a number, a lane, a label? */
export const holds = ({ sides }: DuplicatePair, typed: string): boolean => {
  const texts = sides.flatMap(({ person, door }) => [person?.name, door.number, door.alley, door.label])
  return fold(texts.filter(Boolean).join(' ')).includes(fold(typed))
}
