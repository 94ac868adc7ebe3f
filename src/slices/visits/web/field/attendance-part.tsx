import { useLingui } from '@lingui/react/macro'
import { Group, Stack, UnstyledButton } from '@mantine/core'
import chips from '#platform/web/ui/field/chips.module.css'
import { Chips } from '#platform/web/ui/field/chips.tsx'
import { Counter } from '#platform/web/ui/field/counter.tsx'
import { mostPeople, type VisitDraft } from '#slices/visits/shared/visit.ts'
import { withPeople } from './visit-draft-changes.ts'

const steps = [5, 10]

/** How many came to a session: heads are counted, in fives and tens too; by list where the register is on. */
export const AttendancePart = (props: {
  draft: VisitDraft
  byList: boolean
  onChange: (draft: VisitDraft) => void
}) => {
  const { draft, onChange } = props
  const { t } = useLingui()
  const list = draft.attendance === 'list'
  const named = draft.persons?.length ?? 0
  return (
    <Stack gap="md">
      {props.byList && (
        <Chips<'count' | 'list'>
          label={t`Điểm danh`}
          choices={[
            { value: 'count', label: t`Đếm số người` },
            { value: 'list', label: t`Theo danh sách` },
          ]}
          selected={[draft.attendance ?? 'count']}
          onToggle={(attendance) =>
            onChange({ ...(attendance === 'list' ? withPeople(draft, Math.max(1, named)) : draft), attendance })
          }
        />
      )}
      {!list && (
        <>
          <Counter
            label={t`Số người dự`}
            min={Math.max(1, named)}
            max={mostPeople}
            value={draft.people}
            onChange={(people) => onChange(withPeople(draft, people))}
          />
          <Group gap="xs">
            {steps.map((step) => (
              <UnstyledButton
                key={step}
                className={chips.chip}
                disabled={draft.people + step > mostPeople}
                onClick={() => onChange(withPeople(draft, draft.people + step))}
              >
                {t`Thêm ${step} người`}
              </UnstyledButton>
            ))}
          </Group>
        </>
      )}
    </Stack>
  )
}
