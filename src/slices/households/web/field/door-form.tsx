import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { FieldProblem } from '#platform/shared/problem.ts'
import { Chips } from '#platform/web/ui/field/chips.tsx'
import { FieldProblems } from '#platform/web/ui/field/field-problems.tsx'
import { type DoorKind, doorKinds, type Household } from '#slices/households/shared/household.ts'
import { doorKindWords } from '../ui/door-words.ts'

/** What a person sets of a door. */
export type DoorFormValues = Pick<Household, 'kind' | 'number' | 'alley' | 'label' | 'note' | 'criteria'>

export const emptyDoor: DoorFormValues = {
  kind: 'home',
  number: null,
  alley: null,
  label: null,
  note: null,
  criteria: {},
}

/** A door, added or edited; every change becomes the saved draft through `onChange`. */
export const DoorForm = (props: {
  value: DoorFormValues
  problems: readonly FieldProblem[]
  /** What is worth knowing before saving. */
  notice?: ReactNode
  onChange: (value: DoorFormValues) => void
  onSave: () => void
}) => {
  const { value, onChange } = props
  const { t, i18n } = useLingui()
  const set = (changes: Partial<DoorFormValues>) => onChange({ ...value, ...changes })
  const textOf = (text: string) => text || null
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        props.onSave()
      }}
    >
      <Stack gap="lg">
        <Chips<DoorKind>
          label={t`Loại`}
          choices={doorKinds.map((kind) => ({ value: kind, label: i18n._(doorKindWords[kind]) }))}
          selected={[value.kind]}
          onToggle={(kind) => set({ kind })}
        />
        <TextInput
          label={t`Số nhà`}
          size="lg"
          maxLength={20}
          value={value.number ?? ''}
          onChange={(event) => set({ number: textOf(event.currentTarget.value) })}
        />
        <TextInput
          label={t`Ngõ, đường, xóm`}
          size="lg"
          maxLength={80}
          value={value.alley ?? ''}
          onChange={(event) => set({ alley: textOf(event.currentTarget.value) })}
        />
        <TextInput
          label={t`Nhãn dễ nhận ra`}
          description={t`Ví dụ: nhà mái đỏ cạnh chùa. Không ghi tên người.`}
          size="lg"
          maxLength={80}
          value={value.label ?? ''}
          onChange={(event) => set({ label: textOf(event.currentTarget.value) })}
        />
        <FibreChips
          fibre={value.criteria.fibre}
          onChange={(fibre) => set({ criteria: fibre === undefined ? {} : { fibre } })}
        />
        <Textarea
          label={t`Ghi chú`}
          description={t`Không ghi tên, số căn cước, số thẻ hay mật khẩu.`}
          size="md"
          autosize
          minRows={2}
          maxLength={500}
          value={value.note ?? ''}
          onChange={(event) => set({ note: textOf(event.currentTarget.value) })}
        />
        {props.notice}
        <FieldProblems problems={props.problems} />
        <Button type="submit" size="lg" h={52}>
          <Trans>Lưu</Trans>
        </Button>
      </Stack>
    </form>
  )
}

const FibreChips = (props: { fibre: boolean | undefined; onChange: (fibre: boolean | undefined) => void }) => {
  const { t } = useLingui()
  const chosen = props.fibre === undefined ? [] : [props.fibre ? 'yes' : 'no']
  return (
    <Chips
      label={t`Có đường cáp quang?`}
      choices={[
        { value: 'yes', label: t`Có` },
        { value: 'no', label: t`Chưa có` },
      ]}
      selected={chosen}
      onToggle={(answer) => props.onChange(chosen.includes(answer) ? undefined : answer === 'yes')}
    />
  )
}
