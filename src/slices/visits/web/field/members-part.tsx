import { useLingui } from '@lingui/react/macro'
import { Chips } from '#platform/web/ui/field/chips.tsx'
import type { Member } from '#slices/teams/shared/public.ts'
import type { VisitDraft } from '#slices/visits/shared/visit.ts'
import { toggled } from './toggled.ts'

/** Team mates who came along; who records took part anyway. */
export const MembersPart = (props: {
  draft: VisitDraft
  mates: readonly Member[]
  onChange: (changes: Partial<VisitDraft>) => void
}) => {
  const { t } = useLingui()
  const members = props.draft.members ?? []
  if (props.mates.length === 0) return null
  const set = (next: string[]) => props.onChange({ members: next.length ? next : null })
  return (
    <Chips
      label={t`Cùng làm với`}
      choices={props.mates.map(({ memberId, name }) => ({ value: memberId, label: name ?? t`Thành viên` }))}
      selected={members}
      most={4}
      onToggle={(id) => set(toggled(members, id))}
    />
  )
}
