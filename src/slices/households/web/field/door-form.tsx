import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import type { FieldProblem } from '#platform/shared/problem.ts'
import { Chips } from '#platform/web/ui/field/chips.tsx'
import { FieldProblems } from '#platform/web/ui/field/field-problems.tsx'
import { FreeText } from '#platform/web/ui/field/free-text.tsx'
import { type DoorKind, doorKinds, type Household } from '#slices/households/shared/household.ts'
import { doorKindWords } from '../ui/door-words.ts'
import { useCriterionName, useRegister } from './people/use-people.ts'

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
        <FreeText label={t`Số nhà`} maxLength={20} value={value.number} onChange={(number) => set({ number })} />
        <FreeText label={t`Ngõ, đường, xóm`} maxLength={80} value={value.alley} onChange={(alley) => set({ alley })} />
        <FreeText
          label={t`Nhãn dễ nhận ra`}
          description={t`Ví dụ: nhà mái đỏ cạnh chùa. Không ghi tên người.`}
          maxLength={80}
          value={value.label}
          onChange={(label) => set({ label })}
        />
        <CriteriaChips criteria={value.criteria} onChange={(criteria) => set({ criteria })} />
        <FreeText
          label={t`Ghi chú`}
          description={t`Không ghi tên, số căn cước, số thẻ hay mật khẩu.`}
          lines={2}
          maxLength={500}
          value={value.note}
          onChange={(note) => set({ note })}
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

/** The province's criteria of a door; not touched: nobody looked. */
const CriteriaChips = (props: {
  criteria: Household['criteria']
  onChange: (criteria: Household['criteria']) => void
}) => {
  const { t } = useLingui()
  const { rule } = useRegister()
  const criterionName = useCriterionName()
  const set = (code: string, answer: boolean | undefined) => {
    const { [code]: _, ...others } = props.criteria
    props.onChange(answer === undefined ? others : { ...others, [code]: answer })
  }
  return rule.criteria
    .filter(({ of }) => of === 'household')
    .map(({ code, name }) => {
      const answer = props.criteria[code]
      const chosen = answer === undefined ? [] : [answer ? 'yes' : 'no']
      return (
        <Chips
          key={code}
          label={code === 'fibre' ? t`Có đường cáp quang?` : criterionName({ code, name })}
          choices={[
            { value: 'yes', label: t`Có` },
            { value: 'no', label: t`Chưa có` },
          ]}
          selected={chosen}
          onToggle={(tapped) => set(code, chosen.includes(tapped) ? undefined : tapped === 'yes')}
        />
      )
    })
}
