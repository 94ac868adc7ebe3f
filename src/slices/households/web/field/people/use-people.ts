import { useLingui } from '@lingui/react/macro'
import { useCallback, useMemo } from 'react'
import type { Id } from '#platform/shared/ids.ts'
import { useRow, useRows, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { type Household, householdKind, keptDoors } from '#slices/households/shared/household.ts'
import { isPresent, type Person, personKind } from '#slices/households/shared/person.ts'
import {
  type Criterion,
  defaultRule,
  isOn,
  type Register,
  type RegisterRule,
  registerKind,
  ruleOf,
} from '#slices/households/shared/register.ts'
import type { Reference } from '#slices/library/shared/public.ts'
import { criterionNames, skillNames } from '../../ui/person-words.ts'

/** The commune's register as a team's phone knows it. */
interface KnownRegister {
  on: boolean
  rule: RegisterRule
  row: Register | undefined
}

/** The register of a team; without one, of the member's own. */
export const useRegister = (team?: Id): KnownRegister => {
  const client = useSyncClient()
  const row = useRow<Register>(registerKind, team ?? client.me()?.teams[0] ?? '')
  return useMemo(() => ({ on: isOn(row), rule: ruleOf(row), row }), [row])
}

/** For each door the one that is kept, where doors were merged. */
export const useKeptDoors = (): ReadonlyMap<Id, Id> => {
  const doors = useRows<Household>(householdKind)
  return useMemo(() => keptDoors(doors), [doors])
}

/** By door the name of its head, or of who is written down there first; nobody where no register is kept. */
export const useHeads = (): ReadonlyMap<Id, string> => {
  const people = useRows<Person>(personKind, isPresent)
  const { on } = useRegister()
  const kept = useKeptDoors()
  return useMemo(() => {
    const heads = new Map<Id, Person>()
    for (const person of on ? people : []) {
      const door = kept.get(person.householdId) ?? person.householdId
      const known = heads.get(door)
      if (!known || headFirst(person, known) < 0) heads.set(door, person)
    }
    return new Map([...heads].map(([door, { name }]) => [door, name]))
  }, [people, kept, on])
}

const notMerged = ({ mergedInto }: Person): boolean => !mergedInto

const headFirst = (a: Person, b: Person): number =>
  Number(b.relation === 'head') - Number(a.relation === 'head') ||
  (a.birthYear ?? 9999) - (b.birthYear ?? 9999) ||
  (a.id < b.id ? -1 : 1)

/** The people of one door. */
export const usePeopleOf = (doorId: Id): readonly Person[] => {
  const kept = useKeptDoors()
  const here = useCallback(
    (person: Person) => notMerged(person) && (kept.get(person.householdId) ?? person.householdId) === doorId,
    [kept, doorId],
  )
  const people = useRows<Person>(personKind, here)
  return useMemo(() => [...people].sort(headFirst), [people])
}

/** The name of a criterion: in the language of the app where it is named as by default, else as the province wrote it. */
export const useCriterionName = (): ((criterion: Pick<Criterion, 'code' | 'name'>) => string) => {
  const { i18n } = useLingui()
  return ({ code, name }) => {
    const known = criterionNames[code]
    const isOurs = name === '' || defaultRule.criteria.some((one) => one.code === code && one.name === name)
    return known && isOurs ? i18n._(known) : name
  }
}

/** The name of a skill: our own word, the library's, or its code. */
export const useSkillName = (): ((code: string) => string) => {
  const { i18n } = useLingui()
  const client = useSyncClient()
  const locale = useLocale()
  const team = client.me()?.teams[0]
  const items = (team && client.reference<Reference>(team)?.items) || []
  return (code) => {
    const known = skillNames[code]
    return known ? i18n._(known) : (items.find((item) => item.kind === 'skill' && item.code === code)?.[locale] ?? code)
  }
}
