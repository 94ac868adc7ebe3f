import { useLingui } from '@lingui/react/macro'
import { Checkbox, Group, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 } from 'uuid'
import type { Day } from '#platform/shared/dates.ts'
import { call } from '#platform/web/api.ts'
import { DayField } from '#platform/web/office/day-field.tsx'
import { FormDialog } from '#platform/web/office/form-dialog.tsx'
import { notify } from '#platform/web/office/notices.tsx'
import type { NewItem, OfficeItem } from '#slices/library/shared/library.ts'
import { addLibraryItemRoute, changeLibraryItemRoute } from '#slices/library/shared/routes.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import { SeasonField } from './season-field.tsx'

interface Form {
  code: string
  vi: string
  en: string
  countsOnly: boolean
  seasonFrom: string | null
  seasonTo: string | null
  retiredOn: Day | null
}

interface Props {
  kind: NewItem['kind']
  item?: OfficeItem
  onClose: () => void
}

/** Adds an entry of the place, or changes one of its own. */
export const ItemDialog = ({ kind, item, onClose }: Props) => {
  const { t } = useLingui()
  const place = usePlace()
  const queries = useQueryClient()
  const [form, setForm] = useState(() => formOf(item))
  const set = (change: Partial<Form>) => setForm({ ...form, ...change })
  const save = async (next: Form) => {
    const params = { placeId: place.id }
    const { code, retiredOn, ...rest } = next
    if (item)
      await call(changeLibraryItemRoute, { params: { ...params, itemId: item.id }, body: { ...rest, retiredOn } })
    else await call(addLibraryItemRoute, { params, body: { ...rest, code, kind, id: v7() } })
    await queries.invalidateQueries({ queryKey: ['library'] })
  }
  const submit = async () => {
    await save(form)
    notify(item ? t`Đã lưu ${form.vi}.` : t`Đã thêm ${form.vi}.`, item && (() => void save(formOf(item))))
  }
  return (
    <FormDialog title={item ? t`Sửa mục` : t`Thêm mục`} submitLabel={t`Lưu`} onSubmit={submit} onClose={onClose}>
      <TextInput
        label={t`Tên tiếng Việt`}
        required
        minLength={2}
        maxLength={80}
        value={form.vi}
        onChange={(event) => set({ vi: event.currentTarget.value })}
      />
      <TextInput
        label={t`Tên tiếng Anh`}
        required
        minLength={2}
        maxLength={80}
        value={form.en}
        onChange={(event) => set({ en: event.currentTarget.value })}
      />
      {!item && (
        <TextInput
          label={t`Mã`}
          description={t`Chữ thường không dấu, số, gạch nối; không đổi được về sau. Ví dụ: an-giang-so.`}
          required
          pattern="[a-z0-9][a-z0-9.\-]*"
          maxLength={40}
          value={form.code}
          onChange={(event) => set({ code: event.currentTarget.value })}
        />
      )}
      <Group grow align="end">
        <SeasonField label={t`Mùa từ`} value={form.seasonFrom} onChange={(seasonFrom) => set({ seasonFrom })} />
        <SeasonField label={t`đến`} value={form.seasonTo} onChange={(seasonTo) => set({ seasonTo })} />
      </Group>
      <Checkbox
        label={t`Chỉ đếm số lượng (đứng cạnh một người sẽ nói lên sức khỏe hoặc chính trị)`}
        checked={form.countsOnly}
        onChange={(event) => set({ countsOnly: event.currentTarget.checked })}
      />
      {item && (
        <DayField label={t`Thôi dùng từ ngày`} value={form.retiredOn} onChange={(retiredOn) => set({ retiredOn })} />
      )}
    </FormDialog>
  )
}

const formOf = (item?: OfficeItem): Form => ({
  code: item?.code ?? '',
  vi: item?.vi ?? '',
  en: item?.en ?? '',
  countsOnly: item?.countsOnly ?? false,
  seasonFrom: item?.seasonFrom ?? null,
  seasonTo: item?.seasonTo ?? null,
  retiredOn: item?.retiredOn ?? null,
})
