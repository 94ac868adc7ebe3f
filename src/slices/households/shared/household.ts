import * as z from 'zod/mini'
import type { SyncRow } from '#platform/shared/command.ts'
import type { Day } from '#platform/shared/dates.ts'
import { fold } from '#platform/shared/folding.ts'
import { optionalFreeText } from '#platform/shared/free-text.ts'
import type { Id } from '#platform/shared/ids.ts'
import { code, dayText } from '#platform/shared/text.ts'

export const householdKind = 'household'

/** What a door is: a home, a business household (hộ kinh doanh), a shop, a firm, a public place. */
export const doorKinds = ['home', 'business', 'shop', 'firm', 'public'] as const
export type DoorKind = (typeof doorKinds)[number]

/** A door that a team visits. No field names a person. */
export interface Household extends SyncRow {
  kind: DoorKind
  /** House number, '12A'. */
  number: string | null
  /** Lane or street. */
  alley: string | null
  /** What it is called without naming anybody, 'nhà ngói cạnh chùa'. */
  label: string | null
  /**
   * Criteria of the door itself, by code: `fibre` (of Kiên Giang's eight; the others belong to persons and come with the
   * register). true, false; absent: nobody looked.
   */
  criteria: Record<string, boolean>
  /** Place in the walk; between two doors stands the number between theirs. */
  walkOrder: number
  note: string | null
  createdOn: Day
  /** Torn down, empty for good, or entered by mistake; such doors leave the list, their visits stay. */
  closedOn: Day | null
  /** It turned out to be the same door as another one, which is kept; this one leaves the lists. */
  mergedInto?: Id | null
}

const walkOrder = z.number().check(z.gte(-1e9), z.lte(1e9))

/** The fields that people set, each with what it may hold; the key of a criterion is `criteria.<code>`. */
export const doorFields = {
  kind: z.enum(doorKinds),
  number: optionalFreeText(20),
  alley: optionalFreeText(80),
  label: optionalFreeText(80),
  walkOrder,
  note: optionalFreeText(500),
  closedOn: z.nullable(dayText),
}

/** The value of one criterion: yes, no, or back to "nobody looked". */
export const criterionValue = z.nullable(z.boolean())

export const criteriaSchema = z.record(code, z.boolean())

/** The number that puts a door between two others in the walk; null stands for the beginning or the end. */
export const orderBetween = (before: number | null, after: number | null): number => {
  if (before === null) return after === null ? 1 : after - 1
  return after === null ? before + 1 : (before + after) / 2
}

/**
 * For each door the one that is kept: itself, or what it was merged into (over several merges). Visits and persons of a
 * merged door are read with those of the kept one.
 */
export const keptDoors = (doors: readonly Pick<Household, 'id' | 'mergedInto'>[]): Map<Id, Id> => {
  const into = new Map(doors.map(({ id, mergedInto }) => [id, mergedInto ?? null]))
  const keptOf = (id: Id, steps = 0): Id => {
    const next = into.get(id)
    // Two merges made at once on two phones could point at one another: somebody must be kept.
    return next && steps < doors.length ? keptOf(next, steps + 1) : id
  }
  return new Map(doors.map(({ id }) => [id, keptOf(id)]))
}

/** Doors in the order of the walk; equal numbers by id, so that all phones show the same. */
export const inWalkOrder = <Door extends Pick<Household, 'id' | 'walkOrder'>>(doors: readonly Door[]): Door[] =>
  [...doors].sort((a, b) => a.walkOrder - b.walkOrder || (a.id < b.id ? -1 : 1))

/** Is it the same number in the same lane, however it is written? A door without a number is like no other. */
export const isSameAddress = (a: Pick<Household, 'number' | 'alley'>, b: Pick<Household, 'number' | 'alley'>) =>
  Boolean(a.number?.trim()) && addressOf(a) === addressOf(b)

const addressOf = ({ number, alley }: Pick<Household, 'number' | 'alley'>): string =>
  fold(`${number ?? ''}/${alley ?? ''}`).replaceAll(/\s+/g, '')

/** What a door is searched by, without diacritics: number, lane, label. */
export const doorSearchText = (door: Pick<Household, 'number' | 'alley' | 'label'>): string =>
  fold([door.number, door.alley, door.label].filter(Boolean).join(' '))
