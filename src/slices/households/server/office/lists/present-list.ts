import type { OutputOf } from '#platform/shared/route.ts'
import type { Household } from '../../../shared/household.ts'
import { compareList, type ListChange } from '../../../shared/list/compare-list.ts'
import type { ReadList } from '../../../shared/list/read-list.ts'
import type { readListRoute } from '../../../shared/list-routes.ts'
import type { Criterion } from '../../../shared/register.ts'
import { countsOf } from './apply-list.ts'

/** What a list holds and what importing it would change now. */
export const presentList = (
  list: ReadList,
  doors: readonly Household[],
  criteria: readonly Criterion[],
): OutputOf<typeof readListRoute> => {
  const { lines, problems, missing } = compareList(doors, list.doors)
  return {
    lines: lines.map((line) => ({ door: line.door, change: line.change, before: beforeOf(line) })),
    counts: countsOf(lines, missing),
    blockedRows: list.blockedRows + problems.length,
    problems: [...list.problems, ...problems],
    criteria: criteria.map(({ code, name }) => ({ code, title: name })),
  }
}

const beforeOf = (line: ListChange): Record<string, unknown> | null =>
  line.change === 'changed'
    ? Object.fromEntries(Object.entries(line.changes).map(([field, { old }]) => [field, old]))
    : null
