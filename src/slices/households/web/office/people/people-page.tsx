import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, NumberInput, Select, Stack, Table, Text } from '@mantine/core'
import { IconUserSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { Answer } from '#platform/web/office/answer.tsx'
import { ButtonLink, TextLink } from '#platform/web/office/links.tsx'
import { OfficePage } from '#platform/web/office/page.tsx'
import { Pager } from '#platform/web/office/pager.tsx'
import { SearchBox } from '#platform/web/office/search-box.tsx'
import { Tag } from '#platform/web/office/tag.tsx'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { EmptyState } from '#platform/web/ui/empty-state.tsx'
import { formatDay, formatNumber, noData } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { type PersonInList, type PersonState, peoplePageSize } from '#slices/households/shared/people-routes.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import { doorTitle } from '../../ui/door-words.ts'
import { OpenRequestDialog } from './open-request-dialog.tsx'
import { personsQuery } from './people-queries.ts'
import type { PeopleSearch } from './people-search.ts'

const route = getRouteApi('/inside/places/$placeId/persons')

/** The persons in the register of a commune. What is typed to find somebody stays out of the address: it may be a name. */
export const PeoplePage = () => {
  const { t } = useLingui()
  const place = usePlace()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [q, setQ] = useState('')
  const [asking, setAsking] = useState<PersonInList | null>(null)
  const { team, state, bornBy, page } = search
  const filter = (change: PeopleSearch) =>
    void navigate({ search: { team, state, bornBy, page: undefined, ...change } })
  const find = (typed: string) => {
    setQ(typed)
    filter({})
  }
  const query = useQuery(personsQuery(place.id, { q: q || undefined, team, state, bornBy, page }))
  return (
    <OfficePage
      title={t`Người dân trong sổ: ${place.title}`}
      lead={t`Mỗi lần xem đều được ghi vào nhật ký. Chỉ tìm khi có việc.`}
      actions={
        <ButtonLink variant="default" to="/places/$placeId/person-requests" params={{ placeId: place.id }}>
          <Trans>Yêu cầu của người dân</Trans>
        </ButtonLink>
      }
    >
      <Filters search={search} q={q} onFind={find} onChange={filter} />
      <Answer query={query}>
        {(answer) => (
          <Stack>
            <PersonsTable persons={answer.persons} total={answer.total} onAsk={setAsking} />
            <Pager
              page={page ?? 1}
              pageSize={peoplePageSize}
              total={answer.total}
              onPage={(next) => filter({ page: next === 1 ? undefined : next })}
            />
          </Stack>
        )}
      </Answer>
      {asking && <OpenRequestDialog person={asking} onClose={() => setAsking(null)} />}
    </OfficePage>
  )
}

interface FiltersProps {
  search: PeopleSearch
  q: string
  onFind: (typed: string) => void
  onChange: (change: PeopleSearch) => void
}

const Filters = ({ search, q, onFind, onChange }: FiltersProps) => {
  const { t } = useLingui()
  const states: { value: PersonState; label: string }[] = [
    { value: 'present', label: t`Đang dùng` },
    { value: 'stopped', label: t`Đã rút hoặc hạn chế` },
    { value: 'left', label: t`Không còn ở đây` },
  ]
  return (
    <Group align="end" className="no-print">
      <SearchBox label={t`Tên, số nhà, ngõ, hoặc các số cuối điện thoại`} value={q} onChange={onFind} />
      <Select
        label={t`Tình trạng`}
        allowDeselect={false}
        data={states}
        value={search.state ?? 'present'}
        onChange={(state) => onChange({ state: state === 'stopped' || state === 'left' ? state : undefined })}
      />
      <NumberInput
        label={t`Sinh từ năm này trở về trước`}
        min={1900}
        max={2100}
        allowDecimal={false}
        value={search.bornBy ?? ''}
        onChange={(year) => onChange({ bornBy: Number(year) >= 1900 ? Number(year) : undefined })}
      />
    </Group>
  )
}

interface TableProps {
  persons: readonly PersonInList[]
  total: number
  onAsk: (person: PersonInList) => void
}

const PersonsTable = ({ persons, total, onAsk }: TableProps) => {
  const { t } = useLingui()
  const locale = useLocale()
  if (persons.length === 0)
    return (
      <EmptyState
        icon={<IconUserSearch size={30} />}
        title={t`Không có ai như vậy trong sổ`}
        hint={t`Người dân được ghi tên trên điện thoại của tổ, khi xã đã bật sổ và từng người đồng ý.`}
      />
    )
  return (
    <WideTable label={t`Người dân trong sổ`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Trans>Họ tên</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Năm sinh</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Hộ</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Tổ</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Điện thoại</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Công dân số từ</Trans>
          </Table.Th>
          <Table.Th className="no-print">
            <Trans>Việc</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {persons.map((person) => (
          <PersonRow key={person.id} person={person} onAsk={onAsk} />
        ))}
      </Table.Tbody>
      <Table.Tfoot>
        <Table.Tr>
          <Table.Th colSpan={7}>
            <Trans>Tổng cộng: {formatNumber(total, locale)} người</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Tfoot>
    </WideTable>
  )
}

const PersonRow = ({ person, onAsk }: { person: PersonInList; onAsk: (person: PersonInList) => void }) => {
  const { t } = useLingui()
  const { id, name, birthYear, door, teamId, team, phone, recognisedFrom, waiting, restrictedOn } = person
  return (
    <Table.Tr data-person={id}>
      <Table.Td miw={160}>
        <Text fw={600}>{name}</Text>
        {restrictedOn && (
          <Tag tone="attention">
            <Trans>Dừng dùng từ {formatDay(restrictedOn)}</Trans>
          </Tag>
        )}
        {waiting > 0 && (
          <Tag tone="attention">
            <Plural value={waiting} other="# yêu cầu đang chờ" />
          </Tag>
        )}
      </Table.Td>
      <Table.Td>{birthYear ?? noData}</Table.Td>
      <Table.Td miw={140}>
        <TextLink to="/teams/$teamId/doors/$doorId" params={{ teamId, doorId: door.id }}>
          {doorTitle(door, (number) => t`Số ${number}`) || noData}
        </TextLink>
      </Table.Td>
      <Table.Td>{team}</Table.Td>
      <Table.Td>{phone?.replace(/^\+84/, '0') ?? noData}</Table.Td>
      <Table.Td>{formatDay(recognisedFrom)}</Table.Td>
      <Table.Td className="no-print">
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => onAsk(person)}
          aria-label={t`Ghi yêu cầu của ${name}`}
        >
          <Trans>Ghi yêu cầu…</Trans>
        </Button>
      </Table.Td>
    </Table.Tr>
  )
}
