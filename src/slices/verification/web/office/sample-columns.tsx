import { Trans } from '@lingui/react/macro'
import { Table } from '@mantine/core'
import { formatNumber } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'

/** What came of a sample, or of a team's part of it. */
interface Counts {
  drawn: number
  population: number
  confirmed: number
  denied: number
  notReached: number
}

/** The heads of the columns that `SampleCells` fills. */
export const SampleHeads = () => (
  <>
    <Table.Th ta="right">
      <Trans>Mẫu / tổng số lượt</Trans>
    </Table.Th>
    <Table.Th ta="right">
      <Trans>Đúng</Trans>
    </Table.Th>
    <Table.Th ta="right">
      <Trans>Không đúng</Trans>
    </Table.Th>
    <Table.Th ta="right">
      <Trans>Không liên lạc được</Trans>
    </Table.Th>
  </>
)

export const SampleCells = ({ of: { drawn, population, confirmed, denied, notReached } }: { of: Counts }) => {
  const locale = useLocale()
  const number = (value: number) => formatNumber(value, locale)
  return (
    <>
      <Table.Td ta="right">{`${number(drawn)} / ${number(population)}`}</Table.Td>
      <Table.Td ta="right">{number(confirmed)}</Table.Td>
      <Table.Td ta="right">{number(denied)}</Table.Td>
      <Table.Td ta="right">{number(notReached)}</Table.Td>
    </>
  )
}
