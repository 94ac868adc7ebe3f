import { useLingui } from '@lingui/react/macro'
import { Stack, Text } from '@mantine/core'
import { Chips } from '#platform/web/ui/field/chips.tsx'
import { Counter } from '#platform/web/ui/field/counter.tsx'
import { sensitiveGroups } from '#slices/visits/shared/named-rules.ts'
import { type GroupCode, groupCodes, type VisitDraft } from '#slices/visits/shared/visit.ts'
import { groupWords } from '../ui/words.ts'

/** How many of the people belong to which group: counts only, a person may be in several. */
export const GroupsPart = (props: { draft: VisitDraft; onChange: (changes: Partial<VisitDraft>) => void }) => {
  const { draft } = props
  const { t, i18n } = useLingui()
  const set = (group: GroupCode, count: number) => props.onChange({ groups: { ...draft.groups, [group]: count } })
  // Beside a name no count says who is poor, of a minority, or has a disability.
  const offered = groupCodes.filter((group) => !draft.persons?.length || !isSensitive(group))
  const counted = offered.filter((group) => draft.groups[group] > 0)
  return (
    <Stack gap="md">
      <Chips<GroupCode>
        label={t`Trong đó có`}
        choices={offered.map((value) => ({ value, label: i18n._(groupWords[value]) }))}
        selected={counted}
        onToggle={(group) => set(group, draft.groups[group] > 0 ? 0 : 1)}
      />
      {draft.people > 1 &&
        counted.map((group) => (
          <Counter
            key={group}
            label={i18n._(groupWords[group])}
            min={0}
            max={draft.people}
            value={draft.groups[group]}
            onChange={(count) => set(group, count)}
          />
        ))}
      <Text size="sm" c="dimmed">
        {t`Chỉ đếm số người, không ghi ai thuộc nhóm nào.`}
      </Text>
    </Stack>
  )
}

const isSensitive = (group: GroupCode): boolean => (sensitiveGroups as readonly GroupCode[]).includes(group)
