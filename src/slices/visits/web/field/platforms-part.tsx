import { useLingui } from '@lingui/react/macro'
import { Stack } from '@mantine/core'
import { Chips } from '#platform/web/ui/field/chips.tsx'
import {
  type AppointmentPlace,
  appointmentPlaces,
  type FailureReason,
  failureReasons,
  type PlatformEntry,
  type PlatformResult,
  platformResults,
  type VisitDraft,
} from '#slices/visits/shared/visit.ts'
import { appointmentPlaceWords, reasonWords, resultWords } from '../ui/words.ts'
import { toggled } from './toggled.ts'
import type { Choice, PlatformChoice } from './visit-choices.ts'

/** Which platforms were installed or used, how far, and why it failed where it failed. */
export const PlatformsPart = (props: {
  draft: VisitDraft
  choices: readonly PlatformChoice[]
  onChange: (changes: Partial<VisitDraft>) => void
}) => {
  const { platforms, persons } = props.draft
  const { t } = useLingui()
  // Beside a name a platform of health or of the party would tell of the person.
  const offered = props.choices.filter(({ countsOnly }) => !countsOnly || !persons?.length)
  const set = (next: PlatformEntry[]) => props.onChange({ platforms: next })
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
        choices={offered.map(({ code, label }) => ({ value: code, label }))}
        selected={platforms.map((entry) => entry.platform)}
        onToggle={toggle}
        most={6}
      />
      {platforms.map((entry) => (
        <PlatformResultPart
          key={entry.platform}
          choice={props.choices.find(({ code }) => code === entry.platform)}
          entry={entry}
          onChange={(changed) => set(platforms.map((one) => (one === entry ? changed : one)))}
        />
      ))}
    </Stack>
  )
}

interface EntryProps {
  choice: PlatformChoice | undefined
  entry: PlatformEntry
  onChange: (entry: PlatformEntry) => void
}

const PlatformResultPart = ({ choice, entry, onChange }: EntryProps) => {
  const { t, i18n } = useLingui()
  const name = choice?.label ?? entry.platform
  const failed = entry.result === 'failed'
  return (
    <Stack gap="sm">
      <Chips<PlatformResult>
        label={t`${name}: kết quả`}
        choices={platformResults.map((value) => ({ value, label: i18n._(resultWords[value]) }))}
        selected={[entry.result]}
        onToggle={(result) => onChange(withResult(entry, result))}
      />
      {failed && (
        <Chips<FailureReason>
          label={t`${name}: vì sao chưa được?`}
          choices={failureReasons.map((value) => ({ value, label: i18n._(reasonWords[value]) }))}
          selected={entry.reason ? [entry.reason] : []}
          onToggle={(reason) => onChange({ ...entry, reason })}
        />
      )}
      {entry.result !== 'already' && (
        <Steps name={name} entry={entry} steps={choice?.steps ?? []} onChange={onChange} />
      )}
      {failed && <Appointment name={name} entry={entry} onChange={onChange} />}
    </Stack>
  )
}

const withResult = ({ appointment, ...entry }: PlatformEntry, result: PlatformResult): PlatformEntry =>
  result === 'failed' ? { ...entry, result, ...(appointment && { appointment }) } : { ...entry, result, reason: null }

const Steps = (props: {
  name: string
  entry: PlatformEntry
  steps: readonly Choice[]
  onChange: (entry: PlatformEntry) => void
}) => {
  const { t } = useLingui()
  const { steps: _, ...entry } = props.entry
  const done = props.entry.steps ?? []
  if (props.steps.length === 0) return null
  const set = (steps: string[]) => props.onChange(steps.length ? { ...entry, steps } : entry)
  return (
    <Chips
      label={t`${props.name}: bước đã làm`}
      choices={props.steps.map(({ code, label }) => ({ value: code, label }))}
      selected={done}
      onToggle={(step) => set(toggled(done, step))}
    />
  )
}

const Appointment = (props: { name: string; entry: PlatformEntry; onChange: (entry: PlatformEntry) => void }) => {
  const { t, i18n } = useLingui()
  const { appointment, ...entry } = props.entry
  const days = [
    { value: '1', label: t`Ngày mai` },
    { value: '3', label: t`3 ngày nữa` },
    { value: '7', label: t`Tuần sau` },
    { value: '14', label: t`2 tuần nữa` },
  ]
  const on = (inDays: number) =>
    appointment?.inDays === inDays
      ? entry
      : { ...entry, appointment: { inDays, where: appointment?.where ?? defaultPlace(entry) } }
  return (
    <>
      <Chips
        label={t`${props.name}: hẹn làm tiếp`}
        choices={days}
        selected={appointment ? [String(appointment.inDays)] : []}
        onToggle={(inDays) => props.onChange(on(Number(inDays)))}
      />
      {appointment && (
        <Chips<AppointmentPlace>
          label={t`${props.name}: hẹn ở đâu?`}
          choices={appointmentPlaces.map((value) => ({ value, label: i18n._(appointmentPlaceWords[value]) }))}
          selected={[appointment.where]}
          onToggle={(where) => props.onChange({ ...entry, appointment: { ...appointment, where } })}
        />
      )}
    </>
  )
}

const defaultPlace = ({ reason }: PlatformEntry): AppointmentPlace =>
  reason === 'police-appointment' ? 'police' : 'home'
