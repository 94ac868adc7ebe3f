import { useLingui } from '@lingui/react/macro'
import { Group, Pagination, Text } from '@mantine/core'
import { formatNumber } from '../ui/format.ts'
import { useLocale } from '../ui/locale.tsx'

/** The pages of a list, and which part of it is on screen. Nothing when it has one page only. */
export const Pager = (props: { page: number; pageSize: number; total: number; onPage: (page: number) => void }) => {
  const { t } = useLingui()
  const locale = useLocale()
  const { page, pageSize, total, onPage } = props
  if (total <= pageSize) return null
  const first = formatNumber((page - 1) * pageSize + 1, locale)
  const last = formatNumber(Math.min(page * pageSize, total), locale)
  const all = formatNumber(total, locale)
  return (
    <Group justify="space-between" className="no-print">
      <Text size="sm" c="dimmed">
        {t`Dòng ${first} đến ${last} trong ${all}`}
      </Text>
      <Pagination
        value={page}
        total={Math.ceil(total / pageSize)}
        onChange={onPage}
        size="sm"
        getItemProps={(number) => ({ 'aria-label': t`Trang ${number}` })}
        getControlProps={(control) => ({ 'aria-label': control === 'next' ? t`Trang sau` : t`Trang trước` })}
      />
    </Group>
  )
}
