import { Trans } from '@lingui/react/macro'
import { Tag } from '#platform/web/office/tag.tsx'
import type { Indicator } from '#slices/indicators/shared/public.ts'
import type { Figure } from '#slices/insight/shared/figure.ts'
import { useFigureFormat } from './figure-words.ts'

/** A value as people read it, and in `data-value` as it is (empty where there are no data), for scripts that compare. */
export const FigureValue = ({ figure, indicator }: { figure: Figure; indicator: Indicator }) => {
  const format = useFigureFormat()
  return (
    <span data-indicator={figure.indicator} data-value={figure.value ?? ''}>
      {format(figure.value, indicator)}
    </span>
  )
}

/** Marks a figure that was declared, wholly or in part. */
export const DeclaredMark = ({ figure, indicator }: { figure: Figure; indicator: Indicator }) => {
  const format = useFigureFormat()
  if (figure.declared === null) return null
  const whole = figure.declared === figure.value || indicator.denominator !== null
  return (
    <Tag tone="attention">
      {whole ? <Trans>khai báo</Trans> : <Trans>khai báo {format(figure.declared, indicator)}</Trans>}
    </Tag>
  )
}
