import { useLingui } from '@lingui/react/macro'
import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { addMonths, type Day, monthOf, periodOf } from '#platform/shared/dates.ts'
import { DayField } from '#platform/web/office/day-field.tsx'
import { today } from '#platform/web/office/period.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { declarable } from '#slices/insight/shared/declared.ts'
import { indicatorsQuery } from './insight-queries.ts'

/** How many months back a sum may be chosen. */
const monthsBack = 48

/** Which indicator: those that somebody may state, in the groups of the catalogue; the value is the measure. */
export const DeclarableField = (props: { value: string | null; onChange: (measure: string | null) => void }) => {
  const { t } = useLingui()
  const locale = useLocale()
  const catalogue = useQuery(indicatorsQuery).data
  const groups = (catalogue?.groups ?? []).map((group) => ({
    group: group[locale],
    items: (catalogue?.indicators ?? []).flatMap((indicator) => {
      const stated = indicator.group === group.code ? declarable(indicator) : null
      return stated ? [{ value: stated.measure, label: indicator[locale] }] : []
    }),
  }))
  return (
    <Select
      label={t`Chỉ tiêu`}
      required
      searchable
      nothingFoundMessage={t`Không có chỉ tiêu nào như vậy`}
      value={props.value}
      onChange={props.onChange}
      data={groups.filter(({ items }) => items.length > 0)}
    />
  )
}

interface DayProps {
  kind: 'flow' | 'stock'
  value: Day | null
  onChange: (day: Day | null) => void
}

/** As of which day a stock stands; for a flow, which month it sums up. */
export const DeclaredDayField = ({ kind, value, onChange }: DayProps) => {
  const { t } = useLingui()
  if (kind === 'stock') return <DayField label={t`Tính đến ngày`} required value={value} onChange={onChange} />
  const first = monthOf(today())
  const months = Array.from({ length: monthsBack }, (_, back) => addMonths(first, -1 - back))
  const chosen = value && !months.includes(monthOf(value)) ? [monthOf(value), ...months] : months
  return (
    <Select
      label={t`Của tháng`}
      required
      searchable
      value={value && monthOf(value)}
      onChange={(month) => onChange(month && periodOf('month', month).to)}
      data={chosen.map((month) => ({ value: month, label: `${month.slice(5, 7)}/${month.slice(0, 4)}` }))}
    />
  )
}
