import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, List, Table, Text } from '@mantine/core'
import { IconInbox } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FieldChange } from '#platform/shared/edit.ts'
import { Answer } from '#platform/web/office/answer.tsx'
import { TextLink } from '#platform/web/office/links.tsx'
import { OfficePage } from '#platform/web/office/page.tsx'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { EmptyState } from '#platform/web/ui/empty-state.tsx'
import { formatDay, noData } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { doorKindWords, doorTitle } from '#slices/households/web/office/public.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import { membersQuery, teamQuery } from '#slices/teams/web/office/public.ts'
import type { RefusedWork } from '#slices/visits/shared/refused.ts'
import type { VisitDraft } from '#slices/visits/shared/visit.ts'
import { useCommandWords } from '../ui/command-words.ts'
import { useFieldWords, useVersionWords } from '../ui/version-words.ts'
import { GiveRefusedDialog, WithdrawRefusedDialog } from './refused-dialogs.tsx'
import { BringRescueFile } from './rescue-file-part.tsx'
import { placeRefusedQuery } from './team-work-queries.ts'
import { useItemNames } from './use-item-names.ts'

/** What the server did not take from the commune's teams, until somebody has dealt with it; and the way in for rescue files. */
export const RefusedPage = () => {
  const { t } = useLingui()
  const place = usePlace()
  const query = useQuery(placeRefusedQuery(place.id))
  return (
    <OfficePage
      title={t`Việc bị từ chối`}
      lead={t`Người ghi thấy việc này trên điện thoại và tự sửa. Việc của người đã rời tổ thì tổ trưởng xem; còn lại do xã giao cho một tổ, hoặc bỏ kèm lý do.`}
    >
      <BringRescueFile onBrought={() => void query.refetch()} />
      <Answer query={query}>
        {({ refused }) =>
          refused.length > 0 ? (
            <RefusedTable refused={refused} />
          ) : (
            <EmptyState
              icon={<IconInbox size={30} />}
              title={t`Không có việc nào bị từ chối`}
              hint={t`Việc mà máy chủ không nhận của các tổ sẽ hiện ở đây cùng lý do, cho đến khi có người xử lý.`}
            />
          )
        }
      </Answer>
    </OfficePage>
  )
}

const RefusedTable = ({ refused }: { refused: readonly RefusedWork[] }) => {
  const { t } = useLingui()
  return (
    <WideTable label={t`Danh sách việc bị từ chối`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Trans>Tổ</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Việc</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Nội dung</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Vì sao bị từ chối</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Người ghi</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Xử lý</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {refused.map((work) => (
          <Row key={work.id} work={work} />
        ))}
      </Table.Tbody>
    </WideTable>
  )
}

const Row = ({ work }: { work: RefusedWork }) => {
  const { t } = useLingui()
  const locale = useLocale()
  const words = useCommandWords()
  const team = useQuery(teamQuery(work.teamId)).data
  const givenTo = useQuery({ ...teamQuery(work.givenTo ?? ''), enabled: work.givenTo !== null }).data
  return (
    <Table.Tr data-refused={work.id}>
      <Table.Td miw={140}>
        <TextLink to="/teams/$teamId" params={{ teamId: work.teamId }}>
          {team?.name ?? noData}
        </TextLink>
      </Table.Td>
      <Table.Td miw={140}>
        {words(work.name)}
        <Text size="sm" c="dimmed">
          {formatDay(work.day)}
        </Text>
        {work.door && <Text size="sm">{doorTitle(work.door, (number) => t`Số ${number}`) || noData}</Text>}
      </Table.Td>
      <Table.Td miw={180}>
        <Content args={work.args} />
      </Table.Td>
      <Table.Td miw={200}>{work.problem[locale]}</Table.Td>
      <Table.Td>
        <Author work={work} />
      </Table.Td>
      <Table.Td miw={150}>
        {work.givenTo && (
          <Text size="sm">
            <Trans>Đã giao cho {givenTo?.name ?? noData}</Trans>
          </Text>
        )}
        <Actions work={work} />
      </Table.Td>
    </Table.Tr>
  )
}

const Actions = ({ work }: { work: RefusedWork }) => {
  const [dialog, setDialog] = useState<'give' | 'withdraw' | null>(null)
  const close = () => setDialog(null)
  return (
    <>
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={() => setDialog('give')}>
          <Trans>Giao cho tổ</Trans>
        </Button>
        <Button size="xs" variant="default" onClick={() => setDialog('withdraw')}>
          <Trans>Bỏ</Trans>
        </Button>
      </Group>
      {dialog === 'give' && <GiveRefusedDialog work={work} onClose={close} />}
      {dialog === 'withdraw' && <WithdrawRefusedDialog work={work} onClose={close} />}
    </>
  )
}

const Author = ({ work: { teamId, madeBy, left } }: { work: RefusedWork }) => {
  const members = useQuery(membersQuery(teamId)).data?.members ?? []
  const name = members.find(({ memberId }) => memberId === madeBy)?.name ?? noData
  return (
    <>
      {name}
      {left && (
        <Text size="sm" c="dimmed">
          <Trans>đã rời tổ</Trans>
        </Text>
      )}
    </>
  )
}

/** What was to be recorded, as far as it fitted its form: the fields of an edit, or the main parts of a visit. */
const Content = ({ args }: { args: unknown }) => {
  const place = usePlace()
  const fieldWords = useFieldWords()
  const words = useVersionWords(useItemNames(place.id), doorKindWords)
  const { changes, visit } = (args ?? {}) as { changes?: Record<string, FieldChange>; visit?: VisitDraft }
  const lines = changes
    ? Object.entries(changes).map(([field, { old, new: to }]) => [field, `${words(field, old)} → ${words(field, to)}`])
    : visit
      ? (['outcome', 'people', 'skills', 'topics', 'platforms', 'note'] as const)
          .filter((field) => hasWords(visit[field]))
          .map((field) => [field, words(field, visit[field])])
      : []
  if (lines.length === 0) return noData
  return (
    <List size="sm">
      {lines.map(([field = '', value]) => (
        <List.Item key={field}>
          {fieldWords(field)}: {value}
        </List.Item>
      ))}
    </List>
  )
}

const hasWords = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : value !== null)
