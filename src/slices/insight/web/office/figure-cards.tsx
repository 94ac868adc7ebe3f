import { Trans, useLingui } from '@lingui/react/macro'
import { Group, Paper, SimpleGrid, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { formatInstant } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import type { Indicator } from '#slices/indicators/shared/public.ts'
import type { Dashboard } from '#slices/insight/shared/figure.ts'
import { FigureName } from './figure-name.tsx'
import { DeclaredMark, FigureValue } from './figure-value.tsx'
import { isPercentage, useChangeWords, useFigureFormat } from './figure-words.ts'
import { indicatorsQuery } from './insight-queries.ts'
import { Sparkline } from './sparkline.tsx'
import { VerifiedLine } from './verified-part.tsx'

/** The six figures, each with the period before, its trend and its definition. */
export const FigureCards = ({ answer, placeId }: { answer: Dashboard; placeId?: string }) => {
  const { t } = useLingui()
  const indicators = useQuery(indicatorsQuery).data?.indicators ?? []
  return (
    <section aria-label={t`Sáu số chính`}>
      <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }} spacing="sm">
        {answer.figures.map((figure) => {
          const indicator = indicators.find(({ code }) => code === figure.indicator)
          return (
            indicator && (
              <Card key={figure.indicator} answer={answer} figure={figure} indicator={indicator} placeId={placeId} />
            )
          )
        })}
      </SimpleGrid>
    </section>
  )
}

/** How far the figures are. */
export const AsOf = ({ asOf }: { asOf: string }) => (
  <span data-as-of={asOf}>
    <Trans>Số liệu cập nhật lúc {formatInstant(Date.parse(asOf))}</Trans>
  </span>
)

interface CardProps {
  answer: Dashboard
  figure: Dashboard['figures'][number]
  indicator: Indicator
  placeId?: string
}

const Card = ({ answer, figure, indicator, placeId }: CardProps) => {
  const { t } = useLingui()
  const locale = useLocale()
  const format = useFigureFormat()
  const trend = { from: answer.trendFrom, values: figure.trend }
  const shown = {
    indicator,
    figure,
    asOf: answer.asOf,
    periodKind: answer.period.kind,
    trend,
    placeId,
    verification: answer.verification,
  }
  const [first, last] = [figure.trend[0] ?? null, figure.trend.at(-1) ?? null]
  return (
    <Paper withBorder p="md" data-card={figure.indicator}>
      <Group justify="space-between" gap="xs" align="start">
        <Text size="sm" component="div">
          <FigureName shown={shown} />
        </Text>
        <DeclaredMark figure={figure} indicator={indicator} />
      </Group>
      <Group justify="space-between" align="end" wrap="nowrap" mt={4}>
        <Text fz={28} fw={600} lh={1.2} component="div">
          <FigureValue figure={figure} indicator={indicator} />
          {!isPercentage(indicator) && (
            <Text span size="sm" c="dimmed" ml={6} fw={400}>
              {indicator.unit[locale]}
            </Text>
          )}
        </Text>
        <Sparkline
          values={figure.trend}
          label={t`Mười hai kỳ: từ ${format(first, indicator)} đến ${format(last, indicator)}`}
        />
      </Group>
      <Comparison answer={answer} figure={figure} indicator={indicator} />
      <VerifiedLine verification={answer.verification} figure={figure} indicator={indicator} />
    </Paper>
  )
}

const Comparison = ({ answer, figure, indicator }: CardProps) => {
  const format = useFigureFormat()
  const change = useChangeWords()(figure.value, figure.previous, indicator)
  const previous = format(figure.previous, indicator)
  return (
    <Text size="sm" c="dimmed" mt={4}>
      <Trans>Kỳ trước: {previous}</Trans>
      {change && `; ${change}`}
      {!answer.period.complete && change && (
        <>
          {' '}
          <Trans>(kỳ này chưa hết)</Trans>
        </>
      )}
    </Text>
  )
}
