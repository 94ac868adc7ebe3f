import { useLingui } from '@lingui/react/macro'
import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Id } from '#platform/shared/ids.ts'
import { teamsQuery } from './team-queries.ts'

interface Props {
  /** 'Tổ nhận' unless said otherwise. */
  label?: string
  communeId: Id
  /** The team that is left: no choice. */
  without?: Id
  value: Id | null
  onChange: (teamId: Id | null) => void
}

/** Chooses another team of the commune; found by name or hamlet, without diacritics too. */
export const TeamPicker = ({ label, communeId, without, value, onChange }: Props) => {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 250)
  const { data, isFetching } = useQuery(teamsQuery(communeId, q ? { q } : {}))
  const teams = (data?.teams ?? []).filter(({ id }) => id !== without)
  return (
    <Select
      label={label ?? t`Tổ nhận`}
      description={t`Gõ tên tổ hoặc tên ấp, không cần dấu.`}
      required={label === undefined}
      allowDeselect={label === undefined}
      miw={280}
      searchable
      // The server searches: it knows names without diacritics, and there may be more teams than one page.
      filter={({ options }) => options}
      onSearchChange={setTyped}
      nothingFoundMessage={isFetching ? t`Đang tìm…` : t`Không có tổ nào khác như vậy`}
      data={teams.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
    />
  )
}
