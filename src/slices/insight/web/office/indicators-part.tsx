import { Trans } from '@lingui/react/macro'
import { Stack, Table, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { noData } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { type Indicator, type IndicatorCatalogue, indicatorOfItem } from '#slices/indicators/shared/public.ts'
import type { PlaceIndicators } from '#slices/insight/shared/figure.ts'
import { FigureName } from './figure-name.tsx'
import { DeclaredMark, FigureValue } from './figure-value.tsx'
import { useChangeWords, useFigureFormat } from './figure-words.ts'
import { indicatorsQuery } from './insight-queries.ts'
import { EstimateValue } from './verified-part.tsx'

type FigureLine = PlaceIndicators['figures'][number]

/** Every indicator of a place or team, in the groups of the catalogue. */
export const IndicatorsPart = ({ answer, placeId }: { answer: PlaceIndicators; placeId?: string }) => {
  const catalogue = useQuery(indicatorsQuery).data
  if (!catalogue) return null
  return (
    <Stack>
      {catalogue.groups.map((group) => {
        const lines = linesOf(answer, catalogue, group.code)
        return (
          lines.length > 0 && <Group key={group.code} group={group} lines={lines} answer={answer} placeId={placeId} />
        )
      })}
    </Stack>
  )
}

interface Line {
  figure: FigureLine
  indicator: Indicator
}

const linesOf = (answer: PlaceIndicators, { indicators }: IndicatorCatalogue, group: string): Line[] =>
  answer.figures.flatMap((figure) => {
    const definition = indicators.find(({ code }) => code === figure.definition)
    if (definition?.group !== group) return []
    return [{ figure, indicator: figure.item ? indicatorOfItem(definition, figure.item) : definition }]
  })

interface GroupProps {
  group: IndicatorCatalogue['groups'][number]
  lines: readonly Line[]
  answer: PlaceIndicators
  placeId?: string
}

const Group = ({ group, lines, answer, placeId }: GroupProps) => {
  const locale = useLocale()
  return (
    <section aria-label={group[locale]}>
      <Title order={2} fz="h4" mb="xs">
        {group[locale]}
      </Title>
      <WideTable label={group[locale]} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="36%">
              <Trans>Chỉ tiêu</Trans>
            </Table.Th>
            <Table.Th ta="right">
              <Trans>Trong kỳ</Trans>
            </Table.Th>
            <Table.Th ta="right" visibleFrom="sm">
              <Trans>Thật, ước tính</Trans>
            </Table.Th>
            <Table.Th visibleFrom="sm">
              <Trans>Đơn vị tính</Trans>
            </Table.Th>
            <Table.Th ta="right">
              <Trans>Kỳ trước</Trans>
            </Table.Th>
            <Table.Th visibleFrom="sm">
              <Trans>So với kỳ trước</Trans>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => (
            <Row key={line.figure.indicator} line={line} answer={answer} placeId={placeId} />
          ))}
        </Table.Tbody>
      </WideTable>
    </section>
  )
}

const Row = ({
  line: { figure, indicator },
  answer,
  placeId,
}: Pick<GroupProps, 'answer' | 'placeId'> & { line: Line }) => {
  const locale = useLocale()
  const format = useFigureFormat()
  const change = useChangeWords()(figure.value, figure.previous, indicator)
  const shown = {
    indicator,
    figure,
    asOf: answer.asOf,
    periodKind: answer.period.kind,
    placeId,
    verification: answer.verification,
  }
  return (
    <Table.Tr>
      <Table.Td>
        <FigureName shown={shown} /> <DeclaredMark figure={figure} indicator={indicator} />
      </Table.Td>
      <Table.Td ta="right" fw={600}>
        <FigureValue figure={figure} indicator={indicator} />
      </Table.Td>
      <Table.Td ta="right" visibleFrom="sm">
        <EstimateValue estimate={figure.estimate} indicator={indicator} />
      </Table.Td>
      <Table.Td visibleFrom="sm">{indicator.unit[locale]}</Table.Td>
      <Table.Td ta="right">{format(figure.previous, indicator)}</Table.Td>
      <Table.Td visibleFrom="sm">{change ?? noData}</Table.Td>
    </Table.Tr>
  )
}
