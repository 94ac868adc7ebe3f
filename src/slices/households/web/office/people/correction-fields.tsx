import { useLingui } from '@lingui/react/macro'
import { NumberInput, Select, TextInput } from '@mantine/core'
import { type Person, phoneOf, relations, sexes } from '#slices/households/shared/person.ts'
import type { RequestInList } from '#slices/households/shared/request-routes.ts'
import { relationWords, sexWords } from '../../ui/person-words.ts'

/** As they stand in the fields: a number or '' where nobody knows. */
interface Correction extends Pick<Person, 'sex' | 'relation'> {
  name: string
  birthYear: string | number
  phone: string
}

export const fieldsOf = ({ name, birthYear, sex, phone, relation }: RequestInList): Correction => ({
  name,
  birthYear: birthYear ?? '',
  sex,
  relation,
  phone: phone?.replace(/^\+84/, '0') ?? '',
})

/** Only what was changed travels: everything else may have been corrected by the team meanwhile. */
export const changesOf = (before: Correction, after: Correction): Record<string, unknown> => {
  const { name, birthYear, sex, relation, phone } = after
  const values = {
    name: name.trim(),
    birthYear: birthYear === '' ? null : Number(birthYear),
    sex,
    relation,
    phone: phone.trim() ? (phoneOf(phone) ?? phone.trim()) : null,
  }
  return Object.fromEntries(
    Object.entries(values).filter(([field]) => {
      const key = field as keyof Correction
      return String(before[key] ?? '').trim() !== String(after[key] ?? '').trim()
    }),
  )
}

interface Props {
  fields: Correction
  onChange: (fields: Correction) => void
}

/** What can be corrected at the desk; criteria and skills are asked and tested again at the door. */
export const CorrectionFields = ({ fields, onChange }: Props) => {
  const { t } = useLingui()
  const set = (change: Partial<Correction>) => onChange({ ...fields, ...change })
  return (
    <>
      <TextInput
        label={t`Họ tên`}
        required
        maxLength={80}
        value={fields.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <NumberInput
        label={t`Năm sinh`}
        min={1900}
        max={2100}
        allowDecimal={false}
        value={fields.birthYear}
        onChange={(birthYear) => set({ birthYear })}
      />
      <Select
        label={t`Giới tính`}
        clearable
        clearButtonProps={{ 'aria-label': t`Bỏ giới tính` }}
        data={sexes.map((value) => ({ value, label: t(sexWords[value]) }))}
        value={fields.sex}
        onChange={(sex) => set({ sex })}
      />
      <Select
        label={t`Quan hệ với chủ hộ`}
        clearable
        clearButtonProps={{ 'aria-label': t`Bỏ quan hệ với chủ hộ` }}
        data={relations.map((value) => ({ value, label: t(relationWords[value]) }))}
        value={fields.relation}
        onChange={(relation) => set({ relation })}
      />
      <TextInput
        label={t`Số điện thoại (để trống để xóa)`}
        maxLength={20}
        value={fields.phone}
        onChange={(event) => set({ phone: event.currentTarget.value })}
      />
    </>
  )
}
