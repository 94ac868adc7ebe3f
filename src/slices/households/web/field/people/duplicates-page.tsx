import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Title } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { useCallback, useMemo, useState } from 'react'
import { useRows } from '#platform/web/sync/use-sync.ts'
import { EmptyState } from '#platform/web/ui/empty-state.tsx'
import { Page } from '#platform/web/ui/field/page.tsx'
import { UndoBar } from '#platform/web/ui/field/undo-bar.tsx'
import { type Household, householdKind } from '#slices/households/shared/household.ts'
import { type Person, personKind } from '#slices/households/shared/person.ts'
import { DoorPair, PersonPair } from './duplicate-pairs.tsx'
import { MergedDoor, MergedPerson } from './merged-rows.tsx'
import type { Undoable } from './undoable.ts'
import { useDuplicates } from './use-duplicates.ts'
import { useRegister } from './use-people.ts'

/** What may have been entered twice, side by side; people decide, and can take it back. */
export const DuplicatesPage = () => {
  const { t } = useLingui()
  const duplicates = useDuplicates()
  const [done, setDone] = useState<Undoable | null>(null)
  const gone = useCallback(() => setDone(null), [])
  return (
    <Page title={t`Có thể trùng`} back>
      {duplicates && duplicates.doors.length + duplicates.people.length === 0 && (
        <EmptyState
          icon={<IconUsers size={28} />}
          title={t`Không có gì trùng`}
          hint={t`Khi một hộ hoặc một người có vẻ được ghi hai lần, cả hai hiện ở đây để bạn xem.`}
        />
      )}
      {duplicates?.people.map((proposal) => (
        <PersonPair key={proposal.id} proposal={proposal} onDone={setDone} />
      ))}
      {duplicates?.doors.map((proposal) => (
        <DoorPair key={proposal.id} proposal={proposal} onDone={setDone} />
      ))}
      <MergedBefore />
      {done && <UndoBar message={done.message} onUndo={() => [done.undo(), gone()]} onGone={gone} />}
    </Page>
  )
}

const isMerged = ({ mergedInto }: { mergedInto?: string | null }): boolean => Boolean(mergedInto)

/** What was merged can be two again at any time. */
const MergedBefore = () => {
  const { on } = useRegister()
  const doors = useRows<Household>(householdKind, isMerged)
  const all = useRows<Person>(personKind)
  // Whoever has withdrawn is not named by what was merged into them either.
  const people = useMemo(() => {
    const withdrawn = new Set(all.filter(({ restrictedOn }) => restrictedOn).map(({ id }) => id))
    return on ? all.filter((one) => one.mergedInto && !withdrawn.has(one.id) && !withdrawn.has(one.mergedInto)) : []
  }, [all, on])
  if (doors.length + people.length === 0) return null
  return (
    <Stack gap="xs">
      <Title order={2} fz={18}>
        <Trans>Đã gộp</Trans>
      </Title>
      {people.map((person) => (
        <MergedPerson key={person.id} person={person} />
      ))}
      {doors.map((door) => (
        <MergedDoor key={door.id} door={door} />
      ))}
    </Stack>
  )
}
