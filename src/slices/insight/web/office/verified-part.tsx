import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { noData } from '#platform/web/ui/format.ts'
import type { Indicator } from '#slices/indicators/shared/public.ts'
import type { Figure } from '#slices/insight/shared/figure.ts'
import { isEstimated, type Verification } from '#slices/insight/shared/verification.ts'
import { useFigureFormat } from './figure-words.ts'
import { useVerifiedWords } from './verified-words.ts'

/** "1.120 (1.020–1.170)"; a dash where no sample says anything. */
export const EstimateValue = ({ estimate, indicator }: { estimate: Figure['estimate']; indicator: Indicator }) => {
  const format = useFigureFormat()
  const { range } = useVerifiedWords()
  if (!estimate) return noData
  return `${format(estimate.value, indicator)} (${range(estimate, (value) => format(value, indicator))})`
}

interface LineProps {
  verification: Verification | null
  figure: Figure
  indicator: Indicator
}

/** Under a figure: how much of it is verified, and what it truly is as far as that tells. */
export const VerifiedLine = ({ verification, figure, indicator }: LineProps) => {
  const { share } = useVerifiedWords()
  const verified = isEstimated(indicator) ? verification?.share : null
  return (
    <Text size="sm" c="dimmed" data-verified={verified?.share ?? ''}>
      <Trans>Đã xác minh: {share(verified?.share)}</Trans>
      {figure.estimate && (
        <>
          {'; '}
          <Trans>
            thật khoảng <EstimateValue estimate={figure.estimate} indicator={indicator} />
          </Trans>
        </>
      )}
    </Text>
  )
}

/** The samples behind the verified share: how many were asked, what they said, who was not reached. */
export const VerifiedSummary = ({ verification }: { verification: Verification | null }) => {
  const { t } = useLingui()
  const { range, share } = useVerifiedWords()
  if (!verification)
    return (
      <Text size="sm" c="dimmed">
        <Trans>Chưa xã nào chọn mẫu gọi lại trong kỳ này, nên chưa biết tỷ lệ đã xác minh.</Trans>
      </Text>
    )
  const { drawn, confirmed, denied, notReached } = verification
  const waiting = drawn - confirmed - denied - notReached
  return (
    <Text size="sm" c="dimmed" data-verified-summary={verification.share?.share ?? ''}>
      <Trans>
        Gọi lại ngẫu nhiên {drawn} lượt: {confirmed} đúng, {denied} không đúng, {notReached} không liên lạc được,{' '}
        {waiting} chưa hỏi.
      </Trans>{' '}
      {verification.share &&
        t`Tỷ lệ đã xác minh ${share(verification.share.share)} (khoảng tin cậy 95 %: ${range(verification.share, share)}).`}
    </Text>
  )
}
