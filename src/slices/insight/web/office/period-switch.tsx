import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Group, SegmentedControl, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { type PeriodKind, shiftPeriod } from '#platform/shared/dates.ts'
import { periodKinds, usePeriod } from '#platform/web/office/period.ts'
import type { Dashboard } from '#slices/insight/shared/figure.ts'
import { usePeriodKinds, usePeriodName } from './period-words.ts'

/** Which period the figures are of: its kind, the one before, the one after. `period` is what the server answered. */
export const PeriodSwitch = ({ period }: { period: Dashboard['period'] | undefined }) => {
  const { t } = useLingui()
  const { kind, at, choose } = usePeriod()
  const words = usePeriodKinds()
  const named = usePeriodName()
  const step = (steps: number) => period && choose({ kind, at: shiftPeriod(period, steps).from })
  return (
    <Group gap="xs" className="no-print" component="section" aria-label={t`Kỳ số liệu`}>
      <SegmentedControl
        size="sm"
        aria-label={t`Loại kỳ`}
        value={kind}
        onChange={(next) => choose({ kind: next as PeriodKind, at })}
        data={periodKinds.map((one) => ({ value: one, label: words[one] }))}
      />
      <Group gap={4} wrap="nowrap">
        <ActionIcon variant="default" size="lg" aria-label={t`Kỳ trước`} disabled={!period} onClick={() => step(-1)}>
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        <Text fw={600} ta="center" miw={130} aria-live="polite" data-period={period?.from}>
          {period ? named(period) : <Trans>Đang tải…</Trans>}
        </Text>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={t`Kỳ sau`}
          disabled={!period?.complete}
          onClick={() => step(1)}
        >
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
      </Group>
      {at && (
        <Button variant="subtle" size="compact-md" onClick={() => choose({ kind, at: undefined })}>
          <Trans>Kỳ hiện nay</Trans>
        </Button>
      )}
    </Group>
  )
}
