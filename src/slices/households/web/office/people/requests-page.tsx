import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Select, Stack, Table, Text } from '@mantine/core'
import { IconChecklist } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { Answer } from '#platform/web/office/answer.tsx'
import { ButtonLink } from '#platform/web/office/links.tsx'
import { OfficePage } from '#platform/web/office/page.tsx'
import { Pager } from '#platform/web/office/pager.tsx'
import { Stat, Stats } from '#platform/web/office/stat.tsx'
import { Tag } from '#platform/web/office/tag.tsx'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { EmptyState } from '#platform/web/ui/empty-state.tsx'
import { formatDay } from '#platform/web/ui/format.ts'
import { type RequestInList, requestKinds, requestsPageSize } from '#slices/households/shared/request-routes.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import { giverWords } from '../../ui/person-words.ts'
import { AnswerDialog } from './answer-dialog.tsx'
import { requestsQuery } from './people-queries.ts'
import type { RequestsSearch } from './people-search.ts'
import { requestWords, wayWords } from './words.ts'

const route = getRouteApi('/inside/places/$placeId/person-requests')

/** What persons asked for by law, with the day by which each must be answered; overdue first. */
export const RequestsPage = () => {
  const { t } = useLingui()
  const place = usePlace()
  const { state, asked, page } = route.useSearch()
  const navigate = route.useNavigate()
  const filter = (change: RequestsSearch) => void navigate({ search: { state, asked, page: undefined, ...change } })
  const query = useQuery(requestsQuery(place.id, { state, asked, page }))
  const [answering, setAnswering] = useState<RequestInList | null>(null)
  return (
    <OfficePage
      title={t`Yêu cầu của người dân: ${place.title}`}
      lead={t`Luật Bảo vệ dữ liệu cá nhân: trả lời trong 2 ngày làm việc kể từ ngày người dân yêu cầu.`}
      actions={
        <ButtonLink to="/places/$placeId/persons" params={{ placeId: place.id }}>
          <Trans>Ghi yêu cầu mới</Trans>
        </ButtonLink>
      }
    >
      <Filters search={{ state, asked }} onChange={filter} />
      <Answer query={query}>
        {(answer) => (
          <Stack>
            <Stats>
              <Stat code="waiting" name={t`Đang chờ trả lời`} value={answer.waiting} />
              <Stat code="overdue" name={t`Quá hạn`} value={answer.overdue} />
            </Stats>
            <RequestsTable requests={answer.requests} onAnswer={setAnswering} />
            <Pager
              page={page ?? 1}
              pageSize={requestsPageSize}
              total={answer.total}
              onPage={(next) => filter({ page: next === 1 ? undefined : next })}
            />
          </Stack>
        )}
      </Answer>
      {answering && <AnswerDialog request={answering} onClose={() => setAnswering(null)} />}
    </OfficePage>
  )
}

const Filters = ({ search, onChange }: { search: RequestsSearch; onChange: (change: RequestsSearch) => void }) => {
  const { t } = useLingui()
  return (
    <Group align="end" className="no-print">
      <Select
        label={t`Tình trạng`}
        placeholder={t`Tất cả`}
        clearable
        clearButtonProps={{ 'aria-label': t`Bỏ lọc tình trạng` }}
        data={[
          { value: 'waiting', label: t`Đang chờ trả lời` },
          { value: 'answered', label: t`Đã trả lời` },
        ]}
        value={search.state ?? null}
        onChange={(state) => onChange({ state: state === 'waiting' || state === 'answered' ? state : undefined })}
      />
      <Select
        label={t`Loại yêu cầu`}
        placeholder={t`Tất cả`}
        clearable
        clearButtonProps={{ 'aria-label': t`Bỏ lọc loại yêu cầu` }}
        data={requestKinds.map((value) => ({ value, label: t(requestWords[value]) }))}
        value={search.asked ?? null}
        onChange={(asked) => onChange({ asked: asked ?? undefined })}
      />
    </Group>
  )
}

interface TableProps {
  requests: readonly RequestInList[]
  onAnswer: (request: RequestInList) => void
}

const RequestsTable = ({ requests, onAnswer }: TableProps) => {
  const { t } = useLingui()
  if (requests.length === 0)
    return (
      <EmptyState
        icon={<IconChecklist size={30} />}
        title={t`Không có yêu cầu nào`}
        hint={t`Khi người dân muốn xem, sửa, hạn chế, rút hoặc xóa thông tin: tìm người đó trong sổ rồi ghi yêu cầu.`}
      />
    )
  return (
    <WideTable label={t`Yêu cầu của người dân`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Trans>Hạn trả lời</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Người dân</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Yêu cầu</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Ngày, cách yêu cầu</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Trả lời</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {requests.map((request) => (
          <RequestRow key={request.id} request={request} onAnswer={onAnswer} />
        ))}
      </Table.Tbody>
    </WideTable>
  )
}

const RequestRow = ({ request, onAnswer }: { request: RequestInList; onAnswer: (request: RequestInList) => void }) => {
  const { t } = useLingui()
  return (
    <Table.Tr data-request={request.id} style={{ verticalAlign: 'top' }}>
      <Table.Td>
        {formatDay(request.dueOn)}
        {request.overdue && (
          <Tag tone="bad">
            <Trans>Quá hạn</Trans>
          </Tag>
        )}
      </Table.Td>
      <Table.Td miw={160}>
        {request.erasedOn ? <Trans>(đã xóa ngày {formatDay(request.erasedOn)})</Trans> : request.name}
        <Text size="xs" c="dimmed">
          {request.team}
        </Text>
      </Table.Td>
      <Table.Td miw={180}>
        {t(requestWords[request.kind])}
        {request.wish && (
          <Text size="sm" c="dimmed">
            {request.wish}
          </Text>
        )}
      </Table.Td>
      <Table.Td miw={160}>
        {formatDay(request.askedOn)}
        <Text size="xs" c="dimmed">
          {t(giverWords[request.askedBy])}. {t(wayWords[request.askedHow])}
        </Text>
      </Table.Td>
      <Table.Td miw={160}>
        <Outcome request={request} onAnswer={onAnswer} />
      </Table.Td>
    </Table.Tr>
  )
}

const Outcome = ({ request, onAnswer }: { request: RequestInList; onAnswer: (request: RequestInList) => void }) => {
  const { t } = useLingui()
  if (request.outcome === null)
    return (
      <Button
        size="compact-sm"
        onClick={() => onAnswer(request)}
        aria-label={t`Trả lời: ${t(requestWords[request.kind])}, ${request.name}`}
      >
        <Trans>Trả lời…</Trans>
      </Button>
    )
  return (
    <>
      <Tag tone={request.outcome === 'done' ? 'good' : 'plain'}>
        {request.outcome === 'done' ? <Trans>Đã làm</Trans> : <Trans>Từ chối</Trans>}
      </Tag>{' '}
      {formatDay(request.answeredOn)}
      {request.answer && <Text size="sm">{request.answer}</Text>}
    </>
  )
}
