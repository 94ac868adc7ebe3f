import { useLingui } from '@lingui/react/macro'
import { Stack } from '@mantine/core'
import { Chips } from '#platform/web/ui/field/chips.tsx'
import { FreeText } from '#platform/web/ui/field/free-text.tsx'
import type { VisitDraft } from '#slices/visits/shared/visit.ts'
import type { Choice } from './visit-choices.ts'

/** What was hard, from the list, with a few words where they help. */
export const DifficultyPart = (props: {
  draft: VisitDraft
  choices: readonly Choice[]
  onChange: (changes: Partial<VisitDraft>) => void
}) => {
  const { difficulty } = props.draft
  const { t } = useLingui()
  return (
    <Stack gap="md">
      <Chips
        label={t`Khó khăn, vướng mắc`}
        choices={props.choices.map(({ code, label }) => ({ value: code, label }))}
        selected={difficulty ? [difficulty.kind] : []}
        most={5}
        onToggle={(kind) =>
          props.onChange({ difficulty: difficulty?.kind === kind ? null : { kind, text: difficulty?.text ?? null } })
        }
      />
      {difficulty && (
        <FreeText
          label={t`Mô tả thêm`}
          maxLength={500}
          lines={2}
          value={difficulty.text}
          onChange={(text) => props.onChange({ difficulty: { ...difficulty, text } })}
        />
      )}
    </Stack>
  )
}
