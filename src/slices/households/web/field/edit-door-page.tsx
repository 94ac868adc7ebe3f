import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Anchor } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { Outcome } from '#platform/shared/command.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { FieldProblem } from '#platform/shared/problem.ts'
import { useDraft, useRow, useRows } from '#platform/web/sync/use-sync.ts'
import { newId } from '#platform/web/ui/field/new-id.ts'
import { Page } from '#platform/web/ui/field/page.tsx'
import { useSubmit } from '#platform/web/ui/field/use-submit.ts'
import { type Household, householdKind, isSameAddress, orderBetween } from '#slices/households/shared/household.ts'
import { checkDoor } from '#slices/households/shared/household-rules.ts'
import { doorTitle } from '../ui/door-words.ts'
import { DoorForm, type DoorFormValues, emptyDoor } from './door-form.tsx'
import { doorChanges } from './edit-changes.ts'
import { GoneDoor } from './gone-door.tsx'

/** A new door, at the end of the walk. */
export const AddDoorPage = () => {
  const { t } = useLingui()
  const submit = useSubmit()
  const doors = useRows<Household>(householdKind)
  // A door that was refused keeps its id: what was done at it waits for that one.
  const draft = useDraft<DoorFormValues & { id?: Id }>('door/new')
  const value = draft.value ?? emptyDoor
  const [fresh] = useState(newId)
  const id = draft.value?.id ?? fresh
  const last = doors.length ? Math.max(...doors.map(({ walkOrder }) => walkOrder)) : null
  return (
    <Page title={t`Thêm hộ`} back>
      <Saving
        id={id}
        value={value}
        notice={<KnownAddress door={doors.find((door) => !door.closedOn && isSameAddress(door, value))} />}
        onChange={(next) => void draft.save(next)}
        save={() =>
          submit({
            name: 'household.add',
            args: { household: { ...value, id, walkOrder: orderBetween(last, null) } },
            draft: 'door/new',
          })
        }
      />
    </Page>
  )
}

/** The same address is there already: perhaps it is that door, perhaps two families share a number. */
const KnownAddress = ({ door }: { door: Household | undefined }) => {
  const { t } = useLingui()
  if (!door) return null
  const title = doorTitle(door, (number) => t`Số ${number}`)
  return (
    <Alert color="orange" role="status">
      <Trans>Tổ đã có hộ {title}. Nếu là hộ khác, hãy ghi nhãn để phân biệt.</Trans>{' '}
      <Anchor component={Link} href={`/doors/${door.id}`} inherit c="inherit" underline="always">
        <Trans>Mở hộ đã có</Trans>
      </Anchor>
    </Alert>
  )
}

export const EditDoorPage = ({ id }: { id: string }) => {
  const { t } = useLingui()
  const submit = useSubmit()
  const door = useRow<Household>(householdKind, id)
  const key = `door/${id}`
  const draft = useDraft<{ before: Household; after: DoorFormValues }>(key)
  if (!door) return <GoneDoor />
  const before = draft.value?.before ?? door
  const after = draft.value?.after ?? valuesOf(door)
  return (
    <Page title={t`Sửa hộ`} back>
      <Saving
        id={id}
        value={after}
        onChange={(next) => void draft.save({ before, after: next })}
        save={async () => {
          const changes = doorChanges(before, after)
          if (Object.keys(changes).length > 0)
            return submit({ name: 'household.edit', args: { id, changes }, team: door.teamId, draft: key })
          await draft.drop()
        }}
      />
    </Page>
  )
}

const Saving = (props: {
  id: Id
  value: DoorFormValues
  notice?: ReactNode
  onChange: (value: DoorFormValues) => void
  save: () => Promise<Outcome | undefined>
}) => {
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const [, navigate] = useLocation()
  const save = async () => {
    const wrong = checkDoor(props.value)
    setProblems(wrong)
    if (wrong.length) return
    const outcome = await props.save()
    if (outcome?.verdict === 'refused') setProblems(outcome.problem.fields ?? [])
    // To the door itself: in a list of hundreds nobody sees that it is there, and what comes next is done at it.
    else navigate(`/doors/${props.id}`, { replace: true })
  }
  const change = (value: DoorFormValues) => {
    setProblems([])
    props.onChange(value)
  }
  return (
    <DoorForm
      value={props.value}
      notice={props.notice}
      problems={problems}
      onChange={change}
      onSave={() => void save()}
    />
  )
}

const valuesOf = ({ kind, number, alley, label, note, criteria }: Household): DoorFormValues => ({
  kind,
  number,
  alley,
  label,
  note,
  criteria,
})
