import { useLingui } from '@lingui/react/macro'
import { ActionIcon, Group, NumberInput, Select, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import type { RuleContent } from '#slices/households/shared/rule-routes.ts'

type Criterion = RuleContent['criteria'][number]

interface Props {
  criterion: Criterion
  /** Decided on before: it keeps what it means, a home's or a person's. */
  fixed: boolean
  onChange: (criterion: Criterion) => void
  onRemove: () => void
}

/** One criterion in the form. */
export const CriterionRow = ({ criterion, fixed, onChange, onRemove }: Props) => {
  const { t } = useLingui()
  const { name, of, fromAge } = criterion
  return (
    <Group align="end" role="group" aria-label={name} data-criterion={criterion.code}>
      <TextInput
        label={t`Tên tiêu chí`}
        required
        maxLength={80}
        value={name}
        onChange={(event) => onChange({ ...criterion, name: event.currentTarget.value })}
        style={{ flexGrow: 1 }}
      />
      <Group align="end" wrap="nowrap" gap="xs">
        <Select
          label={t`Tính cho`}
          w={115}
          disabled={fixed}
          allowDeselect={false}
          data={[
            { value: 'household', label: t`Của hộ` },
            { value: 'person', label: t`Của người` },
          ]}
          value={of}
          onChange={(value) =>
            value && onChange({ ...criterion, of: value, fromAge: value === 'household' ? null : fromAge })
          }
        />
        <NumberInput
          label={t`Từ tuổi`}
          placeholder={t`mọi tuổi`}
          w={95}
          min={0}
          max={120}
          allowDecimal={false}
          disabled={of === 'household'}
          value={fromAge ?? ''}
          onChange={(age) => onChange({ ...criterion, fromAge: age === '' ? null : Number(age) })}
        />
        <ActionIcon variant="default" size="lg" aria-label={t`Bỏ tiêu chí ${name}`} onClick={onRemove}>
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      </Group>
    </Group>
  )
}
