import { Trans, useLingui } from '@lingui/react/macro'
import { Checkbox, Table, Text } from '@mantine/core'
import { IconDoor } from '@tabler/icons-react'
import type { Id } from '#platform/shared/ids.ts'
import { TextLink } from '#platform/web/office/links.tsx'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { EmptyState } from '#platform/web/ui/empty-state.tsx'
import { formatDay, formatNumber, noData } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { doorKindWords, doorTitle } from '#slices/households/web/office/public.ts'
import { useTeam } from '#slices/teams/web/office/public.ts'
import type { DoorInList } from '#slices/visits/shared/office.ts'
import { useStateWords } from '../ui/state-words.tsx'

interface Choice {
  chosen: readonly Id[]
  onChange: (chosen: readonly Id[]) => void
}

interface Props {
  doors: readonly DoorInList[]
  total: number
  /** Some filter is set: an empty list is then not a beginning. */
  filtered: boolean
  /** Absent: nothing can be done with doors here. */
  choice?: Choice
}

export const DoorsTable = ({ doors, total, filtered, choice }: Props) => {
  const { t } = useLingui()
  const locale = useLocale()
  if (doors.length === 0) return <NoDoors filtered={filtered} />
  return (
    <WideTable label={t`Danh sách hộ`}>
      <Table.Thead>
        <Table.Tr>
          {choice && (
            <Table.Th className="no-print">
              <ChooseAll doors={doors} choice={choice} />
            </Table.Th>
          )}
          <Table.Th>
            <Trans>Hộ</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Loại</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Tình trạng</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Lần tới gần nhất</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Cáp quang</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Ghi chú</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {doors.map((door) => (
          <Row key={door.id} door={door} choice={choice} />
        ))}
      </Table.Tbody>
      <Table.Tfoot>
        <Table.Tr>
          <Table.Th colSpan={choice ? 7 : 6}>
            <Trans>Tổng cộng: {formatNumber(total, locale)} hộ</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Tfoot>
    </WideTable>
  )
}

const NoDoors = ({ filtered }: { filtered: boolean }) => {
  const { t } = useLingui()
  return (
    <EmptyState
      icon={<IconDoor size={30} />}
      title={filtered ? t`Không có hộ nào như vậy` : t`Tổ chưa ghi hộ nào`}
      hint={
        filtered
          ? t`Hãy bỏ bớt điều kiện lọc.`
          : t`Thành viên thêm hộ trên điện thoại khi đi từng nhà; hộ hiện ở đây sau khi gửi.`
      }
    />
  )
}

const ChooseAll = ({ doors, choice }: { doors: readonly DoorInList[]; choice: Choice }) => {
  const { t } = useLingui()
  const standing = doors.filter(({ closedOn }) => !closedOn).map(({ id }) => id)
  const all = standing.length > 0 && standing.every((id) => choice.chosen.includes(id))
  return (
    <Checkbox
      aria-label={t`Chọn mọi hộ trên trang này`}
      checked={all}
      indeterminate={!all && choice.chosen.length > 0}
      onChange={() => choice.onChange(all ? [] : standing)}
    />
  )
}

const Row = ({ door, choice }: { door: DoorInList; choice?: Choice }) => {
  const { t } = useLingui()
  const team = useTeam()
  const stateWords = useStateWords()
  const title = doorTitle(door, (number) => t`Số ${number}`) || noData
  return (
    <Table.Tr data-door={door.id}>
      {choice && (
        <Table.Td className="no-print">
          <ChooseOne id={door.id} title={title} choice={choice} disabled={door.closedOn !== null} />
        </Table.Td>
      )}
      <Table.Td miw={160}>
        <TextLink to="/teams/$teamId/doors/$doorId" params={{ teamId: team.id, doorId: door.id }}>
          {title}
        </TextLink>
        {door.number && door.label && (
          <Text size="xs" c="dimmed">
            {door.label}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{t(doorKindWords[door.kind])}</Table.Td>
      <Table.Td data-state={door.state}>
        {door.closedOn ? <Trans>Đã đóng {formatDay(door.closedOn)}</Trans> : stateWords(door)}
      </Table.Td>
      <Table.Td>{formatDay(door.lastDay)}</Table.Td>
      <Table.Td>{door.criteria.fibre === undefined ? noData : door.criteria.fibre ? t`Có` : t`Chưa có`}</Table.Td>
      <Table.Td>{door.note ?? noData}</Table.Td>
    </Table.Tr>
  )
}

const ChooseOne = (props: { id: Id; title: string; choice: Choice; disabled: boolean }) => {
  const { t } = useLingui()
  const { id, title, choice, disabled } = props
  const isChosen = choice.chosen.includes(id)
  const change = () => choice.onChange(isChosen ? choice.chosen.filter((one) => one !== id) : [...choice.chosen, id])
  return <Checkbox aria-label={t`Chọn ${title}`} checked={isChosen} disabled={disabled} onChange={change} />
}
