import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Card, Stack, Text } from '@mantine/core'
import { type ReactNode, useCallback } from 'react'
import type { Id } from '#platform/shared/ids.ts'
import { useRow, useRows, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { formatDay } from '#platform/web/ui/format.ts'
import type { DuplicateProposal } from '#slices/households/shared/duplicates.ts'
import { type Household, householdKind } from '#slices/households/shared/household.ts'
import { isPresent, type Person, personKind } from '#slices/households/shared/person.ts'
import { doorKindWords, doorTitle } from '../../ui/door-words.ts'
import { relationWords, sexWords } from '../../ui/person-words.ts'
import classes from './duplicates.module.css'
import { localPhone } from './person-values.ts'
import { useDoorTitle } from './person-version-words.ts'
import type { Undoable } from './undoable.ts'

interface PairProps {
  proposal: DuplicateProposal
  onDone: (done: Undoable) => void
}

/** Two rows that may be one human being. */
export const PersonPair = ({ proposal, onDone }: PairProps) => {
  const { t } = useLingui()
  const client = useSyncClient()
  const a = useRow<Person>(personKind, proposal.a)
  const b = useRow<Person>(personKind, proposal.b)
  if (!a || !b) return null
  const merge = (gone: Person, kept: Person) => {
    const work = {
      name: 'person.merge',
      args: { register: gone.teamId, id: gone.id, into: kept.id },
      team: gone.teamId,
    }
    const back = { name: 'person.unmerge', args: { register: gone.teamId, id: gone.id }, team: gone.teamId }
    void client.enqueue(work)
    onDone({ message: t`Đã gộp`, undo: () => void client.enqueue(back) })
  }
  return (
    <Pair proposal={proposal} kind={personKind} team={a.teamId} onDone={onDone}>
      <PersonSide person={a} onKeep={() => merge(b, a)} />
      <PersonSide person={b} onKeep={() => merge(a, b)} />
    </Pair>
  )
}

const PersonSide = ({ person, onKeep }: { person: Person; onKeep: () => void }) => {
  const { t, i18n } = useLingui()
  const door = useDoorTitle(person.householdId)
  const facts = [
    door,
    person.birthYear && t`Sinh năm ${person.birthYear}`,
    person.sex && i18n._(sexWords[person.sex]),
    person.relation && i18n._(relationWords[person.relation]),
    person.phone && localPhone(person.phone),
    t`Ghi ngày ${formatDay(person.createdOn)}`,
  ]
  return <Side title={person.name} facts={facts} onKeep={onKeep} />
}

/** Two doors with one address. */
export const DoorPair = ({ proposal, onDone }: PairProps) => {
  const { t } = useLingui()
  const client = useSyncClient()
  const a = useRow<Household>(householdKind, proposal.a)
  const b = useRow<Household>(householdKind, proposal.b)
  if (!a || !b) return null
  const merge = (gone: Household, kept: Household) => {
    void client.enqueue({ name: 'household.merge', args: { id: gone.id, into: kept.id }, team: gone.teamId })
    const back = { name: 'household.unmerge', args: { id: gone.id }, team: gone.teamId }
    onDone({ message: t`Đã gộp`, undo: () => void client.enqueue(back) })
  }
  return (
    <Pair proposal={proposal} kind={householdKind} team={a.teamId} onDone={onDone}>
      <DoorSide door={a} onKeep={() => merge(b, a)} />
      <DoorSide door={b} onKeep={() => merge(a, b)} />
    </Pair>
  )
}

const DoorSide = ({ door, onKeep }: { door: Household; onKeep: () => void }) => {
  const { t, i18n } = useLingui()
  const here = useCallback((person: Person) => isPresent(person) && person.householdId === door.id, [door.id])
  const people = useRows<Person>(personKind, here)
  const facts = [
    door.label,
    i18n._(doorKindWords[door.kind]),
    people.length > 0 && people.map(({ name }) => name).join(', '),
    door.note,
    t`Ghi ngày ${formatDay(door.createdOn)}`,
  ]
  return <Side title={doorTitle(door, (number) => t`Số ${number}`)} facts={facts} onKeep={onKeep} />
}

const Side = (props: {
  title: string
  facts: readonly (string | false | null | undefined | 0)[]
  onKeep: () => void
}) => (
  <div className={classes.side}>
    <Text fw={600}>{props.title}</Text>
    {props.facts.filter(Boolean).map((fact) => (
      <Text key={String(fact)}>{fact}</Text>
    ))}
    <Button size="md" h="auto" mih={48} px="xs" variant="light" onClick={props.onKeep}>
      <Trans>Gộp, giữ mục này</Trans>
    </Button>
  </div>
)

const Pair = (props: PairProps & { kind: string; team: Id; children: ReactNode }) => {
  const { proposal, kind, team, onDone } = props
  const { t } = useLingui()
  const client = useSyncClient()
  const dismiss = (dismissed: boolean) =>
    client.enqueue({ name: 'duplicate.dismiss', args: { kind, a: proposal.a, b: proposal.b, dismissed }, team })
  const words: Record<DuplicateProposal['why'][number], string> = {
    name: t`trùng họ tên`,
    'name-shorter': t`họ tên viết tắt tên đệm`,
    'name-order': t`họ tên đảo thứ tự`,
    'birth-year': t`cùng năm sinh`,
    phone: t`cùng số điện thoại`,
    door: t`cùng hộ`,
    address: t`cùng số nhà`,
  }
  const notTheSame = () =>
    void dismiss(true).then(() => onDone({ message: t`Đã ghi là không trùng`, undo: () => void dismiss(false) }))
  return (
    <Card withBorder p="sm">
      <Stack gap="sm">
        <Text fw={600}>
          <Trans>Vì {proposal.why.map((one) => words[one]).join(', ')}</Trans>
        </Text>
        <div className={classes.pair}>{props.children}</div>
        <Button size="md" h={48} variant="default" onClick={notTheSame}>
          <Trans>Không phải một</Trans>
        </Button>
      </Stack>
    </Card>
  )
}
