import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Stack, TextInput } from '@mantine/core'
import { IconDoor, IconPlus, IconSearch } from '@tabler/icons-react'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import { Link } from 'wouter'
import { dayInVietnam } from '#platform/shared/dates.ts'
import { fold } from '#platform/shared/folding.ts'
import { useRecordState, useSyncClient, useSyncState } from '#platform/web/sync/use-sync.ts'
import { EmptyState } from '#platform/web/ui/empty-state.tsx'
import { Chips } from '#platform/web/ui/field/chips.tsx'
import { Page } from '#platform/web/ui/field/page.tsx'
import { RecordBadge } from '#platform/web/ui/field/record-badge.tsx'
import { RowLink } from '#platform/web/ui/field/row-link.tsx'
import { doorSearchText, householdKind } from '#slices/households/shared/public.ts'
import {
  DuplicatesLink,
  doorTitle,
  FoundPeople,
  PeopleFilters,
  useFoundPeople,
  useHeads,
  useRegister,
} from '#slices/households/web/field/public.ts'
import { asksNothing, everybody, type PeopleFilter } from '#slices/households/web/public.ts'
import { isDue } from '#slices/visits/shared/door-state.ts'
import { useStateWords } from '../ui/state-words.tsx'
import { ArrangeDoors } from './arrange-doors.tsx'
import { ClosedNotice } from './closed-notice.tsx'
import { SavedNotice } from './saved-notice.tsx'
import { type DoorInWalk, useClosedDoors, useDoors } from './use-doors.ts'
import { useFind } from './use-find.ts'

type Filter = 'all' | 'new' | 'due' | 'follow-up' | 'absent' | 'closed'
const openFilters: readonly Filter[] = ['all', 'new', 'due', 'follow-up', 'absent']
const firstRows = 60

interface Find {
  search: string
  filter: Filter
  people: PeopleFilter
}
const nothing: Find = { search: '', filter: 'all', people: everybody }

/**
 * The doors of the team in the order of the walk: found by number, lane or label without diacritics, filtered by state;
 * where the register is on also the people behind them, by name, phone, what they lack. That a visit was saved is said
 * first, then the list is drawn; but who comes back finds it where they left it.
 */
export const DoorsPage = () => {
  const { t } = useLingui()
  const [find, setFind, again] = useFind(nothing)
  const listed = useDeferredValue(true, again)
  return (
    <Page title={t`Hộ dân`} aside={<AddDoor />}>
      <SavedNotice />
      <ClosedNotice />
      {listed && <Doors find={find} setFind={setFind} />}
    </Page>
  )
}

const Doors = ({ find, setFind }: { find: Find; setFind: (find: Find) => void }) => {
  const { t } = useLingui()
  const { doors, closed, inFilter } = useFilteredDoors()
  const [arranging, setArranging] = useState(false)
  const { on, rule } = useRegister()
  const { filter } = find
  const people = on ? find.people : everybody
  const sought = useDeferredValue(fold(find.search))
  const ofPeople = !asksNothing(people)
  const inState = useMemo(() => inFilter(filter), [inFilter, filter])
  const lacking = rule.criteria.find(({ code, of }) => of === 'household' && code === people.lacks)?.code
  const texts = useMemo(
    () => new Map([...doors, ...closed].map(({ door }) => [door.id, doorSearchText(door)])),
    [doors, closed],
  )
  const shown = inState.filter(
    ({ door }) => (texts.get(door.id) ?? '').includes(sought) && (!lacking || door.criteria[lacking] !== true),
  )
  const atDoors = useMemo(
    () => (filter === 'all' ? null : new Set(inState.map(({ door }) => door.id))),
    [filter, inState],
  )
  const found = useFoundPeople(sought, people, atDoors)
  const filters = closed.length > 0 ? [...openFilters, 'closed' as const] : openFilters
  const words: Record<Filter, string> = {
    all: t`Tất cả`,
    new: t`Chưa tới`,
    due: t`Đến hẹn`,
    'follow-up': t`Hẹn lại`,
    absent: t`Vắng`,
    closed: t`Đã đóng`,
  }
  const withPeople = found.length > 0 || (ofPeople && !lacking)
  const peoplePart = withPeople && <FoundPeople people={found} first={ofPeople ? firstRows : 5} key={sought} />
  const doorsToo = !withPeople || (shown.length > 0 && !ofPeople)
  const numberTyped = /^\d/.test(sought)
  if (doors.length + closed.length === 0) return <NoDoors />
  return (
    <>
      <TextInput
        type="search"
        size="lg"
        aria-label={on ? t`Tìm hộ, tìm người` : t`Tìm hộ`}
        placeholder={on ? t`Tìm tên, số nhà, điện thoại` : t`Tìm số nhà, ngõ, nhãn`}
        leftSection={<IconSearch size={22} aria-hidden />}
        value={find.search}
        onChange={(event) => setFind({ ...find, search: event.currentTarget.value })}
      />
      <Chips<Filter>
        label={t`Lọc theo`}
        choices={filters.map((value) => ({
          value,
          label: `${words[value]} ${inFilter(value).length}`,
        }))}
        selected={[filter]}
        onToggle={(value) => setFind({ ...find, filter: value })}
      />
      {on && <PeopleFilters value={people} onChange={(value) => setFind({ ...find, people: value })} />}
      <DuplicatesLink />
      {!numberTyped && peoplePart}
      {doorsToo && (
        <>
          <Button variant="subtle" size="md" onClick={() => setArranging(!arranging)} aria-pressed={arranging}>
            {arranging ? <Trans>Xong sắp xếp</Trans> : <Trans>Sắp xếp đường đi</Trans>}
          </Button>
          {arranging && filter !== 'closed' ? <ArrangeDoors doors={shown} walk={doors} /> : <DoorList doors={shown} />}
        </>
      )}
      {numberTyped && peoplePart}
    </>
  )
}

const useFilteredDoors = () => {
  const client = useSyncClient()
  const doors = useDoors()
  const closed = useClosedDoors()
  const today = dayInVietnam(client.nowMs())
  const inFilter = useCallback(
    (of: Filter): readonly DoorInWalk[] => {
      if (of === 'closed') return closed
      return doors.filter(({ state }) => of === 'all' || (of === 'due' ? isDue(state, today) : state.state === of))
    },
    [doors, closed, today],
  )
  return { doors, closed, inFilter }
}

/** Before the first sync the list is not empty but unknown: whoever added doors now would add them a second time. */
const NoDoors = () => {
  const { t } = useLingui()
  const known = useSyncState().lastSyncMs !== null
  return (
    <EmptyState
      icon={<IconDoor size={28} />}
      title={known ? t`Chưa có hộ nào` : t`Danh sách hộ chưa về máy`}
      hint={
        known
          ? t`Thêm hộ đầu tiên của ấp, rồi ghi lượt hướng dẫn ngay tại cửa, không cần mạng.`
          : t`Danh sách hộ của tổ đang tải; khi mất mạng, máy tự tải tiếp lúc có mạng lại.`
      }
      action={
        known && (
          <Button component={Link} href="/doors/new" size="lg">
            <Trans>Thêm hộ</Trans>
          </Button>
        )
      }
    />
  )
}

const AddDoor = () => {
  const { t } = useLingui()
  return (
    <ActionIcon component={Link} href="/doors/new" size={48} variant="filled" aria-label={t`Thêm hộ`}>
      <IconPlus aria-hidden />
    </ActionIcon>
  )
}

const DoorList = ({ doors }: { doors: readonly DoorInWalk[] }) => {
  const [rows, setRows] = useState(firstRows)
  const heads = useHeads()
  if (doors.length === 0)
    return (
      <p role="status">
        <Trans>Không có hộ nào khớp. Thử bỏ bớt chữ hoặc đổi bộ lọc.</Trans>
      </p>
    )
  return (
    <Stack gap="xs">
      {doors.slice(0, rows).map((one) => (
        <DoorRow key={one.door.id} {...one} head={heads.get(one.door.id)} />
      ))}
      {doors.length > rows && (
        <Button variant="default" size="lg" onClick={() => setRows(rows + 100)}>
          <Trans>Xem thêm {doors.length - rows} hộ</Trans>
        </Button>
      )}
    </Stack>
  )
}

const DoorRow = ({ door, state, head }: DoorInWalk & { head: string | undefined }) => {
  const { t } = useLingui()
  const stateWords = useStateWords()
  const record = useRecordState(householdKind, door.id)
  const detail = [head, door.number ? door.label : null, stateWords(state)].filter(Boolean).join(' · ')
  return (
    <RowLink
      to={`/doors/${door.id}`}
      title={doorTitle(door, (number) => t`Số ${number}`)}
      detail={detail}
      aside={record === 'sent' ? undefined : <RecordBadge state={record} />}
    />
  )
}
