import { useLingui } from '@lingui/react/macro'
import { ActionIcon, Group, Text } from '@mantine/core'
import { IconMinus, IconPlus } from '@tabler/icons-react'

/** A number set with two large buttons: nobody types digits at a door. */
export const Counter = (props: {
  label: string
  value: number
  onChange: (value: number) => void
  min?: number
  max?: number
}) => {
  const { t } = useLingui()
  const { label, value, onChange, min = 0, max = 500 } = props
  return (
    <Group justify="space-between" wrap="nowrap" role="group" aria-label={label}>
      <Text>{label}</Text>
      <Group gap="xs" wrap="nowrap">
        <ActionIcon
          size={48}
          variant="default"
          aria-label={t`Bớt: ${label}`}
          disabled={value <= min}
          onClick={() => onChange(value - 1)}
        >
          <IconMinus aria-hidden />
        </ActionIcon>
        <Text w={40} ta="center" fw={600} fz="lg" aria-live="polite">
          {value}
        </Text>
        <ActionIcon
          size={48}
          variant="default"
          aria-label={t`Thêm: ${label}`}
          disabled={value >= max}
          onClick={() => onChange(value + 1)}
        >
          <IconPlus aria-hidden />
        </ActionIcon>
      </Group>
    </Group>
  )
}
