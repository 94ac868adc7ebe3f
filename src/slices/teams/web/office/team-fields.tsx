import { useLingui } from '@lingui/react/macro'
import { Select, TextInput } from '@mantine/core'
import type { Day } from '#platform/shared/dates.ts'
import { DayField } from '#platform/web/office/day-field.tsx'
import { defaultTeamKind } from '#slices/teams/shared/team.ts'
import { statusWords } from './team-words.ts'

/** What an office writes down of a team. */
export interface TeamForm {
  name: string
  kind: string
  status: 'pilot' | 'active'
  decisionNumber: string | null
  decisionDate: Day | null
  establishedOn: Day | null
}

export const emptyTeam: TeamForm = {
  name: '',
  kind: defaultTeamKind,
  status: 'active',
  decisionNumber: null,
  decisionDate: null,
  establishedOn: null,
}

interface Props {
  value: TeamForm
  onChange: (value: TeamForm) => void
  /** What happens without a name; absent: a name is required. */
  nameHint?: string
}

export const TeamFields = ({ value, onChange, nameHint }: Props) => {
  const { t } = useLingui()
  const set = (change: Partial<TeamForm>) => onChange({ ...value, ...change })
  return (
    <>
      <TextInput
        label={t`Tên tổ`}
        description={nameHint}
        required={!nameHint}
        maxLength={120}
        value={value.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t`Loại tổ (cách gọi ở địa phương)`}
        required
        maxLength={80}
        value={value.kind}
        onChange={(event) => set({ kind: event.currentTarget.value })}
      />
      <Select
        label={t`Trạng thái`}
        data={(['active', 'pilot'] as const).map((status) => ({ value: status, label: t(statusWords[status]) }))}
        value={value.status}
        allowDeselect={false}
        onChange={(status) => set({ status: status === 'pilot' ? 'pilot' : 'active' })}
      />
      <TextInput
        label={t`Số quyết định thành lập`}
        maxLength={60}
        value={value.decisionNumber ?? ''}
        onChange={(event) => set({ decisionNumber: event.currentTarget.value || null })}
      />
      <DayField
        label={t`Ngày quyết định`}
        value={value.decisionDate}
        onChange={(decisionDate) => set({ decisionDate })}
      />
      <DayField
        label={t`Ngày bắt đầu hoạt động`}
        value={value.establishedOn}
        onChange={(establishedOn) => set({ establishedOn })}
      />
    </>
  )
}
