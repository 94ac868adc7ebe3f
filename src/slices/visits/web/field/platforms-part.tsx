import { useLingui } from '@lingui/react/macro'
import { Stack } from '@mantine/core'
import { Chips } from '#platform/web/ui/field/chips.tsx'
import {
  type FailureReason,
  failureReasons,
  type PlatformResult,
  platformResults,
  type VisitDraft,
} from '#slices/visits/shared/visit.ts'
import { reasonWords, resultWords } from '../ui/words.ts'
import type { Choice } from './visit-choices.ts'

type Entry = VisitDraft['platforms'][number]

/** Which platforms were installed or used, and why it failed where it failed. */
export const PlatformsPart = (props: {
  draft: VisitDraft
  choices: readonly Choice[]
  onChange: (changes: Partial<VisitDraft>) => void
}) => {
  const { platforms } = props.draft
  const { t } = useLingui()
  const set = (next: Entry[]) => props.onChange({ platforms: next })
  const toggle = (code: string) =>
    set(
      platforms.some((entry) => entry.platform === code)
        ? platforms.filter((entry) => entry.platform !== code)
        : [...platforms, { platform: code, result: 'installed', reason: null }],
    )
  return (
    <Stack gap="md">
      <Chips
        label={t`Ứng dụng, nền tảng`}
        choices={props.choices.map(({ code, label }) => ({ value: code, label }))}
        selected={platforms.map((entry) => entry.platform)}
        onToggle={toggle}
        most={6}
      />
      {platforms.map((entry) => (
        <PlatformResultPart
          key={entry.platform}
          name={props.choices.find(({ code }) => code === entry.platform)?.label ?? entry.platform}
          entry={entry}
          onChange={(changed) => set(platforms.map((one) => (one === entry ? changed : one)))}
        />
      ))}
    </Stack>
  )
}

const PlatformResultPart = (props: { name: string; entry: Entry; onChange: (entry: Entry) => void }) => {
  const { name, entry, onChange } = props
  const { t, i18n } = useLingui()
  return (
    <Stack gap="sm">
      <Chips<PlatformResult>
        label={t`${name}: kết quả`}
        choices={platformResults.map((value) => ({ value, label: i18n._(resultWords[value]) }))}
        selected={[entry.result]}
        onToggle={(result) => onChange({ ...entry, result, reason: result === 'failed' ? entry.reason : null })}
      />
      {entry.result === 'failed' && (
        <Chips<FailureReason>
          label={t`${name}: vì sao chưa được?`}
          choices={failureReasons.map((value) => ({ value, label: i18n._(reasonWords[value]) }))}
          selected={entry.reason ? [entry.reason] : []}
          onToggle={(reason) => onChange({ ...entry, reason })}
        />
      )}
    </Stack>
  )
}
