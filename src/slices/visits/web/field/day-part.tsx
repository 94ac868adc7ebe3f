import { useLingui } from '@lingui/react/macro'
import { Stack, TextInput } from '@mantine/core'
import { addDays, dayInVietnam, daysBetween, isDay } from '#platform/shared/dates.ts'
import { useSyncClient } from '#platform/web/sync/use-sync.ts'
import { Chips } from '#platform/web/ui/field/chips.tsx'
import { FreeText } from '#platform/web/ui/field/free-text.tsx'
import { freeDaysAgo, mostDaysAgo, type VisitDraft } from '#slices/visits/shared/visit.ts'

type Props = { draft: VisitDraft; onChange: (changes: Partial<VisitDraft>) => void }

/** When it was: today unless said otherwise. Further back than three days it says why it comes so late. */
export const DayPart = ({ draft, onChange }: Props) => {
  const { t } = useLingui()
  const days = [t`Hôm nay`, t`Hôm qua`, t`Hôm kia`]
  const before = draft.daysAgo >= days.length
  return (
    <Stack gap="md">
      <Chips
        label={t`Ngày`}
        choices={[
          ...days.map((label, ago) => ({ value: String(ago), label })),
          { value: 'before', label: t`Trước nữa` },
        ]}
        selected={[before ? 'before' : String(draft.daysAgo)]}
        onToggle={(ago) => onChange({ daysAgo: ago === 'before' ? days.length : Number(ago), backdateReason: null })}
      />
      {before && <EarlierDay draft={draft} onChange={onChange} />}
    </Stack>
  )
}

const EarlierDay = ({ draft, onChange }: Props) => {
  const { t } = useLingui()
  const today = dayInVietnam(useSyncClient().nowMs())
  const choose = (day: string) => {
    const ago = isDay(day) ? daysBetween(day, today) : -1
    if (ago >= 0 && ago <= mostDaysAgo) onChange({ daysAgo: ago })
  }
  return (
    <>
      <TextInput
        type="date"
        size="md"
        label={t`Ngày đã hướng dẫn`}
        description={t`Ghi lùi được nhiều nhất ${mostDaysAgo} ngày.`}
        min={addDays(today, -mostDaysAgo)}
        max={today}
        value={addDays(today, -draft.daysAgo)}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {draft.daysAgo > freeDaysAgo && (
        <FreeText
          label={t`Vì sao ghi muộn?`}
          maxLength={200}
          value={draft.backdateReason ?? null}
          onChange={(backdateReason) => onChange({ backdateReason })}
        />
      )}
    </>
  )
}
