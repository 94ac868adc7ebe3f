import { Trans, useLingui } from '@lingui/react/macro'
import { Combobox, Text, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Id } from '#platform/shared/ids.ts'
import { call, problemOf } from '#platform/web/api.ts'
import { Waiting } from '#platform/web/office/waiting.tsx'
import { ProblemAlert } from '#platform/web/ui/problem-alert.tsx'
import type { SearchHit } from '#slices/places/shared/place.ts'
import { placeSearchRoute } from '#slices/places/shared/routes.ts'

const quietMs = 200
const longestQuery = 100

/** Finds a place by its name of today or of before 2025, with or without diacritics. */
export const PlaceFinder = ({ onFound }: { onFound: (placeId: Id) => void }) => {
  const { t } = useLingui()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), quietMs)
  const list = useCombobox({ opened: true })
  const search = useQuery({
    queryKey: ['place-search', q],
    queryFn: ({ signal }) => call(placeSearchRoute, { query: { q }, signal }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  })
  const hits = q === '' ? [] : (search.data?.hits ?? [])
  // Enter takes the best hit.
  const { selectFirstOption } = list
  useEffect(() => {
    if (search.data) selectFirstOption()
  }, [search.data, selectFirstOption])
  return (
    <Combobox store={list} onOptionSubmit={(key) => onFound(key.slice(0, 36))}>
      {/* Escape is the dialog's: this list is always open, and would keep the key for itself. */}
      <Combobox.EventsTarget data-mantine-stop-propagation="false">
        <TextInput
          label={t`Tên địa bàn`}
          description={t`Gõ không dấu cũng được; tên cũ trước tháng 7 năm 2025 dẫn đến nơi mới.`}
          value={typed}
          maxLength={longestQuery}
          data-autofocus
          onChange={(event) => {
            setTyped(event.currentTarget.value)
          }}
        />
      </Combobox.EventsTarget>
      <Combobox.Options mt="sm" aria-label={t`Các địa bàn tìm thấy`}>
        {hits.map((hit) => (
          <Combobox.Option value={keyOf(hit)} key={keyOf(hit)}>
            <Hit hit={hit} />
          </Combobox.Option>
        ))}
      </Combobox.Options>
      {search.isFetching && hits.length === 0 && (
        <Waiting>
          <Trans>Đang tìm…</Trans>
        </Waiting>
      )}
      {search.isSuccess && q !== '' && hits.length === 0 && !search.isFetching && (
        <Text c="dimmed" role="status">
          <Trans>Không có nơi nào như vậy trong phạm vi của bạn. Hãy thử tên xã kèm tên tỉnh.</Trans>
        </Text>
      )}
      {search.error && <ProblemAlert problem={problemOf(search.error)} />}
    </Combobox>
  )
}

// One place may be found by several former names.
const keyOf = ({ place, former }: SearchHit): string => `${place.id}${former ? `${former.list}${former.code}` : ''}`

const Hit = ({ hit: { place, above, former } }: { hit: SearchHit }) => (
  <>
    <Text fw={600}>{former ? formerName(former) : place.title}</Text>
    <Text size="sm">{former ? <NowIs title={place.title} above={above} succession={former.succession} /> : above}</Text>
  </>
)

const formerName = (former: NonNullable<SearchHit['former']>): string =>
  [former.title, former.district, former.province].filter(Boolean).join(', ')

const NowIs = (props: { title: string; above: string; succession: NonNullable<SearchHit['former']>['succession'] }) => {
  const now = [props.title, props.above].filter(Boolean).join(', ')
  if (props.succession === 'several') return <Trans>phần chính nay là {now}</Trans>
  if (props.succession === 'probable') return <Trans>có lẽ nay là {now}, cần xác nhận</Trans>
  return <Trans>nay là {now}</Trans>
}
