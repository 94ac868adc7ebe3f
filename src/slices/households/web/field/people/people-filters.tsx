import { Trans, useLingui } from '@lingui/react/macro'
import { Button, NativeSelect, Stack } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useState } from 'react'
import { Chips } from '#platform/web/ui/field/chips.tsx'
import { asksNothing, elderlyFrom, everybody, type PeopleFilter } from '#slices/households/shared/people-filter.ts'
import { useCriterionName, useRegister, useSkillName } from './use-people.ts'

/** Whom to look for: elderly people, who lacks something, who cannot do something alone. */
export const PeopleFilters = (props: { value: PeopleFilter; onChange: (value: PeopleFilter) => void }) => {
  const { value, onChange } = props
  const { t } = useLingui()
  const { rule } = useRegister()
  const skillName = useSkillName()
  const criterionName = useCriterionName()
  const [open, setOpen] = useState(!asksNothing(value))
  if (!open)
    return (
      <Button variant="subtle" size="md" h={48} leftSection={<IconFilter aria-hidden />} onClick={() => setOpen(true)}>
        <Trans>Lọc theo người, kỹ năng</Trans>
      </Button>
    )
  return (
    <Stack gap="sm">
      <Chips
        label={t`Tuổi`}
        choices={[{ value: 'elderly', label: t`Từ ${elderlyFrom} tuổi` }]}
        selected={value.elderly ? ['elderly'] : []}
        onToggle={() => onChange({ ...value, elderly: !value.elderly })}
      />
      <NativeSelect
        label={t`Chưa có (hoặc chưa hỏi)`}
        size="lg"
        value={value.lacks ?? ''}
        data={[
          { value: '', label: t`Không lọc` },
          ...rule.criteria.map((one) => ({ value: one.code, label: criterionName(one) })),
        ]}
        onChange={(event) => onChange({ ...value, lacks: event.currentTarget.value || null })}
      />
      <NativeSelect
        label={t`Chưa tự làm được`}
        size="lg"
        value={value.cannot ?? ''}
        data={[
          { value: '', label: t`Không lọc` },
          ...rule.skills.map((code) => ({ value: code, label: skillName(code) })),
        ]}
        onChange={(event) => onChange({ ...value, cannot: event.currentTarget.value || null })}
      />
      <Button
        variant="subtle"
        size="md"
        h={48}
        onClick={() => {
          onChange(everybody)
          setOpen(false)
        }}
      >
        <Trans>Bỏ lọc theo người</Trans>
      </Button>
    </Stack>
  )
}
