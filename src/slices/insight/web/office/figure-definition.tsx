import { Trans, useLingui } from '@lingui/react/macro'
import { Modal, Stack, Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { type PeriodKind, periodOf } from '#platform/shared/dates.ts'
import { TextLink } from '#platform/web/office/links.tsx'
import { formatInstant, noData } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import type { Indicator, IndicatorTerm } from '#slices/indicators/shared/public.ts'
import type { Figure } from '#slices/insight/shared/figure.ts'
import { isEstimated, type Verification } from '#slices/insight/shared/verification.ts'
import classes from './figure-definition.module.css'
import { useFigureFormat } from './figure-words.ts'
import { useMeasureNames } from './measure-names.ts'
import { usePeriodName } from './period-words.ts'
import { EstimateValue } from './verified-part.tsx'
import { useVerifiedWords } from './verified-words.ts'

/** A figure as it is shown somewhere, with everything its definition tells. */
export interface ShownFigure {
  indicator: Indicator
  figure: Figure
  asOf: string
  periodKind: PeriodKind
  /** First days of the periods of the trend, and its values. */
  trend?: { from: readonly string[]; values: readonly (number | null)[] }
  verification: Verification | null
  /** The place of the figure: its parts can be looked at there. */
  placeId?: string
}

/** What a figure is: what it counts and how, how far it is, how it went, and the way to its parts. */
export const FigureDefinition = ({ shown, onClose }: { shown: ShownFigure; onClose: () => void }) => {
  const { t } = useLingui()
  const locale = useLocale()
  const { indicator, figure, asOf } = shown
  const format = useFigureFormat()
  return (
    <Modal opened onClose={onClose} title={indicator[locale]} size="lg" closeButtonProps={{ 'aria-label': t`Đóng` }}>
      <Stack gap="sm" data-definition={figure.indicator}>
        <Text>{indicator.explanation[locale]}</Text>
        <dl className={classes.facts}>
          <Fact name={t`Giá trị`}>{format(figure.value, indicator)}</Fact>
          <Fact name={t`Trong đó khai báo`}>{format(figure.declared, indicator)}</Fact>
          <Fact name={t`Kỳ trước`}>{format(figure.previous, indicator)}</Fact>
          <VerifiedFacts shown={shown} />
          <Fact name={t`Đơn vị tính`}>{indicator.unit[locale]}</Fact>
          <Fact name={indicator.denominator ? t`Tử số` : t`Cách tính`}>
            <Terms terms={indicator.numerator} />
          </Fact>
          {indicator.denominator && (
            <Fact name={t`Mẫu số`}>
              <Terms terms={indicator.denominator} />
            </Fact>
          )}
          <Fact name={t`Nguồn định nghĩa`}>{indicator.source}</Fact>
          <Fact name={t`Mã`}>{figure.indicator}</Fact>
          <Fact name={t`Số liệu đến`}>{formatInstant(Date.parse(asOf))}</Fact>
        </dl>
        {figure.declared !== null && (
          <Text size="sm">
            <Trans>Số khai báo do cơ quan nêu cho nơi chưa ghi nhận trên phần mềm, chưa được kiểm chứng.</Trans>
          </Text>
        )}
        {figure.estimate && (
          <Text size="sm">
            <Trans>
              Giá trị thật ước tính là số đã ghi nhân với tỷ lệ đã xác minh. Xã chọn ngẫu nhiên một số lượt rồi gọi lại;
              lượt không liên lạc được không tính là đúng.
            </Trans>
          </Text>
        )}
        {shown.trend && <Trend shown={shown} trend={shown.trend} />}
        {shown.placeId && !indicator.family && (
          <TextLink
            to="/places/$placeId"
            params={{ placeId: shown.placeId }}
            search={{ by: figure.indicator }}
            hash="ranking"
            onClick={onClose}
          >
            <Trans>Xem từng nơi cấp dưới theo chỉ tiêu này</Trans>
          </TextLink>
        )}
      </Stack>
    </Modal>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
)

/** What the call-backs say about the figure; a dash where they say nothing. */
const VerifiedFacts = ({ shown: { verification, figure, indicator } }: { shown: ShownFigure }) => {
  const { t } = useLingui()
  const { range, share } = useVerifiedWords()
  const verified = isEstimated(indicator) ? (verification?.share ?? null) : null
  return (
    <>
      <Fact name={t`Tỷ lệ đã xác minh`}>
        {verified ? t`${share(verified.share)} (khoảng tin cậy 95 %: ${range(verified, share)})` : noData}
      </Fact>
      <Fact name={t`Giá trị thật ước tính`}>
        <EstimateValue estimate={figure.estimate} indicator={indicator} />
      </Fact>
    </>
  )
}

/** The measures that are added up, by the names of the indicators that count them alone. */
const Terms = ({ terms }: { terms: readonly IndicatorTerm[] }) => {
  const { t } = useLingui()
  const nameOf = useMeasureNames()
  const kinds = { flow: t`cộng trong kỳ`, stock: t`vào ngày cuối kỳ`, unique: t`đếm không trùng trong kỳ` }
  const kind = terms[0] ? kinds[terms[0].kind] : noData
  return `${terms.map(({ measure }) => nameOf(measure)).join(' + ')} (${kind})`
}

const Trend = ({ shown, trend }: { shown: ShownFigure; trend: NonNullable<ShownFigure['trend']> }) => {
  const { t } = useLingui()
  const named = usePeriodName()
  const format = useFigureFormat()
  const most = Math.max(0, ...trend.values.map((value) => value ?? 0))
  return (
    <Table withRowBorders={false} verticalSpacing={2}>
      <Table.Caption className={classes.caption}>{t`Mười hai kỳ gần đây`}</Table.Caption>
      <Table.Tbody>
        {trend.from.map((from, index) => {
          const value = trend.values[index] ?? null
          return (
            <Table.Tr key={from}>
              <Table.Th scope="row" fw={400} style={{ whiteSpace: 'nowrap' }}>
                {named(periodOf(shown.periodKind, from))}
              </Table.Th>
              <Table.Td ta="right">{format(value, shown.indicator)}</Table.Td>
              <Table.Td w="50%" aria-hidden>
                <div className={classes.bar} style={{ width: most > 0 ? `${((value ?? 0) / most) * 100}%` : 0 }} />
              </Table.Td>
            </Table.Tr>
          )
        })}
      </Table.Tbody>
    </Table>
  )
}
