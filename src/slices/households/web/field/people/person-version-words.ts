import { useLingui } from '@lingui/react/macro'
import { useRow, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { type Household, householdKind } from '#slices/households/shared/household.ts'
import type { Person, Relation } from '#slices/households/shared/person.ts'
import { doorTitle } from '../../ui/door-words.ts'
import { relationWords, sexWords } from '../../ui/person-words.ts'
import { localPhone } from './person-values.ts'
import { useCriterionName, useRegister } from './use-people.ts'

/** The word of a field of a person, as its form calls it; undefined for fields of other rows. */
export const usePersonFieldWords = (): ((field: string) => string | undefined) => {
  const { t } = useLingui()
  const { rule } = useRegister()
  const criterionName = useCriterionName()
  const words: Record<string, string> = {
    name: t`Họ và tên`,
    birthYear: t`Năm sinh`,
    sex: t`Giới tính`,
    phone: t`Điện thoại`,
    relation: t`Quan hệ với chủ hộ`,
    vneidSaidOn: t`Nói đã xác nhận trên VNeID`,
    householdId: t`Ở hộ`,
  }
  return (field) => {
    const criterion = rule.criteria.find(({ code }) => field === `criteria.${code}`)
    return words[field] ?? (criterion && criterionName(criterion))
  }
}

/** The value of such a field in words; undefined where it needs none of ours (a day, yes or no, a text). */
export const usePersonValueWords = (): ((field: string, value: unknown) => string | undefined) => {
  const { t, i18n } = useLingui()
  const client = useSyncClient()
  return (field, value) => {
    if (value === null || value === undefined) return undefined
    if (field === 'sex') return i18n._(sexWords[value as NonNullable<Person['sex']>])
    if (field === 'relation') return i18n._(relationWords[value as Relation])
    if (field === 'phone') return localPhone(String(value))
    if (field !== 'householdId') return undefined
    const door = client.row<Household>(householdKind, String(value))
    return door && doorTitle(door, (number) => t`Số ${number}`)
  }
}

/** At which door somebody is, in words. */
export const useDoorTitle = (id: string): string | undefined => {
  const { t } = useLingui()
  const door = useRow<Household>(householdKind, id)
  return door && doorTitle(door, (number) => t`Số ${number}`)
}
