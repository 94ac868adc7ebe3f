import { Trans, useLingui } from '@lingui/react/macro'
import { Table, Text, UnstyledButton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { TextLink } from '#platform/web/office/links.tsx'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { noData } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import type { Indicator } from '#slices/indicators/shared/public.ts'
import type { Figure, Ranking } from '#slices/insight/shared/figure.ts'
import type { Verification } from '#slices/insight/shared/verification.ts'
import { DeclaredMark, FigureValue } from './figure-value.tsx'
import { indicatorsQuery } from './insight-queries.ts'
import classes from './ranking-table.module.css'
import { useVerifiedWords } from './verified-words.ts'

type Order = 'asc' | 'desc'

interface Props {
  answer: Ranking
  /** The place whose parts are ranked. */
  title: string
  total: readonly Figure[]
  verification: Verification | null
  order: Order
  onSort: (indicator: string, order: Order) => void
}

export const RankingTable = ({ answer, title, total, verification, order, onSort }: Props) => {
  const { t } = useLingui()
  const all = useQuery(indicatorsQuery).data?.indicators ?? []
  const narrow = useMediaQuery('(max-width: 48em)') ?? false
  const columns = columnsOf(answer, narrow).flatMap((code) => all.find((indicator) => indicator.code === code) ?? [])
  return (
    <WideTable label={t`Bảng xếp hạng`} data-ranking={answer.indicator}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th ta="right">
            <Trans>Hạng</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Nơi</Trans>
          </Table.Th>
          {columns.map((indicator) => (
            <SortHeader
              key={indicator.code}
              indicator={indicator}
              sorted={indicator.code === answer.indicator ? order : null}
              onSort={(next) => onSort(indicator.code, next)}
            />
          ))}
          <Table.Th ta="right" className={classes.head}>
            <Trans>Đã xác minh</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {answer.rows.map((row) => (
          <Table.Tr key={row.id} data-row={row.id}>
            <Table.Td ta="right">{row.rank ?? noData}</Table.Td>
            <Table.Td miw={narrow ? 130 : 180} maw={narrow ? 150 : undefined}>
              <RowLink row={row} />
            </Table.Td>
            {columns.map((indicator) => (
              <FigureCell key={indicator.code} figures={row.figures} indicator={indicator} />
            ))}
            <VerifiedCell verification={row.verification} />
          </Table.Tr>
        ))}
      </Table.Tbody>
      <Table.Tfoot>
        <Table.Tr data-total>
          <Table.Td />
          <Table.Th scope="row">
            <Trans>Toàn bộ {title}</Trans>
          </Table.Th>
          {columns.map((indicator) => (
            <FigureCell key={indicator.code} figures={total} indicator={indicator} />
          ))}
          <VerifiedCell verification={verification} />
        </Table.Tr>
      </Table.Tfoot>
    </WideTable>
  )
}

/**
 * The six, and the chosen one where it is none of them; on a narrow screen the chosen one first, so that it is seen without
 * scrolling. That a team is one team is no news.
 */
const columnsOf = ({ rows, indicator }: Ranking, narrow: boolean): string[] => {
  const ofTeams = rows[0]?.of === 'team'
  const codes = rows[0]?.figures.map((figure) => figure.indicator) ?? []
  const shown = codes.filter((code) => code === indicator || !(ofTeams && code === 'teams'))
  return narrow ? [indicator, ...shown.filter((code) => code !== indicator)] : shown
}

const SortHeader = (props: { indicator: Indicator; sorted: Order | null; onSort: (order: Order) => void }) => {
  const locale = useLocale()
  const { indicator, sorted, onSort } = props
  const Arrow = sorted === 'asc' ? IconArrowUp : IconArrowDown
  return (
    <Table.Th aria-sort={sorted ? (sorted === 'asc' ? 'ascending' : 'descending') : undefined} className={classes.head}>
      <UnstyledButton className={classes.sort} onClick={() => onSort(sorted === 'desc' ? 'asc' : 'desc')}>
        {indicator[locale]}
        <Arrow size={14} aria-hidden data-sorted={sorted !== null} className={classes.arrow} />
      </UnstyledButton>
    </Table.Th>
  )
}

const RowLink = ({ row }: { row: Ranking['rows'][number] }) =>
  row.of === 'team' ? (
    <TextLink to="/teams/$teamId" params={{ teamId: row.id }}>
      {row.title}
    </TextLink>
  ) : (
    <TextLink to="/places/$placeId" params={{ placeId: row.id }} search={keepIndicator}>
      {row.title}
    </TextLink>
  )

/** Going down keeps the indicator by which one compares. */
const keepIndicator = ({ by }: { by?: string }) => ({ by })

const FigureCell = ({ figures, indicator }: { figures: readonly Figure[]; indicator: Indicator }) => {
  const figure = figures.find((one) => one.indicator === indicator.code)
  return (
    <Table.Td ta="right" className={classes.number}>
      {figure ? (
        <>
          <FigureValue figure={figure} indicator={indicator} /> <DeclaredMark figure={figure} indicator={indicator} />
        </>
      ) : (
        noData
      )}
    </Table.Td>
  )
}

/** The verified share with its bounds below it. */
const VerifiedCell = ({ verification }: { verification: Verification | null }) => {
  const { range, share } = useVerifiedWords()
  const verified = verification?.share ?? null
  return (
    <Table.Td ta="right" className={classes.number} data-verified={verified?.share ?? ''}>
      {share(verified?.share)}
      {verified && (
        <Text span display="block" size="xs" c="dimmed">
          {range(verified, share)}
        </Text>
      )}
    </Table.Td>
  )
}
