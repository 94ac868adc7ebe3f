import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useRow, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { type Household, householdKind } from '#slices/households/shared/household.ts'
import { type Person, personKind } from '#slices/households/shared/person.ts'
import { doorTitle } from '../../ui/door-words.ts'

/** Somebody who was merged into another row, and the way back. */
export const MergedPerson = ({ person }: { person: Person }) => {
  const client = useSyncClient()
  const kept = useRow<Person>(personKind, person.mergedInto ?? '')
  const args = { register: person.teamId, id: person.id }
  return (
    <Merged
      words={[person.name, kept?.name].filter(Boolean).join(' → ')}
      onSplit={() => void client.enqueue({ name: 'person.unmerge', args, team: person.teamId })}
    />
  )
}

export const MergedDoor = ({ door }: { door: Household }) => {
  const { t } = useLingui()
  const client = useSyncClient()
  const kept = useRow<Household>(householdKind, door.mergedInto ?? '')
  const titles = [door, kept].flatMap((one) => (one ? [doorTitle(one, (number) => t`Số ${number}`)] : []))
  return (
    <Merged
      words={titles.join(' → ')}
      onSplit={() => void client.enqueue({ name: 'household.unmerge', args: { id: door.id }, team: door.teamId })}
    />
  )
}

const Merged = ({ words, onSplit }: { words: ReactNode; onSplit: () => void }) => (
  <Group justify="space-between" wrap="nowrap">
    <Text style={{ overflowWrap: 'anywhere' }}>{words}</Text>
    <Button size="md" h={48} variant="default" style={{ flex: 'none' }} onClick={onSplit}>
      <Trans>Tách ra</Trans>
    </Button>
  </Group>
)
