import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Table, Text, TextInput } from '@mantine/core'
import { IconEyeCheck } from '@tabler/icons-react'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Id } from '#platform/shared/ids.ts'
import { call } from '#platform/web/api.ts'
import { Answer } from '#platform/web/office/answer.tsx'
import { FormDialog } from '#platform/web/office/form-dialog.tsx'
import { TextLink } from '#platform/web/office/links.tsx'
import { OfficePage } from '#platform/web/office/page.tsx'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { EmptyState } from '#platform/web/ui/empty-state.tsx'
import { formatDay, noData } from '#platform/web/ui/format.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import { membersQuery } from '#slices/teams/web/office/public.ts'
import { closeFindingRoute, type FindingInList, placeFindingsRoute } from '#slices/verification/shared/findings.ts'
import { patternWords } from '../ui/pattern-words.ts'

const findingsQuery = (placeId: Id) =>
  queryOptions({ queryKey: ['findings', placeId], queryFn: () => call(placeFindingsRoute, { params: { placeId } }) })

/** Patterns worth a look of a commune's teams; the teams have had a week to say what was behind them. */
export const FindingsPage = () => {
  const { t } = useLingui()
  const place = usePlace()
  const query = useQuery(findingsQuery(place.id))
  const [closing, setClosing] = useState<FindingInList | null>(null)
  return (
    <OfficePage
      title={t`Điều cần xem lại`}
      lead={t`Máy thấy lạ, chưa phải là sai: nhiều người ghi bù vào cuối ngày. Tổ được hỏi trước bảy ngày. Muốn biết đúng hay không, hãy gọi lại.`}
    >
      <Answer query={query}>
        {({ findings }) =>
          findings.length > 0 ? (
            <FindingsTable findings={findings} onClose={setClosing} />
          ) : (
            <EmptyState
              icon={<IconEyeCheck size={30} />}
              title={t`Không có điều gì cần xem lại`}
              hint={t`Mỗi đêm máy xem các lượt của bảy ngày gần nhất; điều lạ mà tổ đã biết quá bảy ngày hiện ở đây.`}
            />
          )
        }
      </Answer>
      {closing && <CloseDialog finding={closing} onClose={() => setClosing(null)} />}
    </OfficePage>
  )
}

interface TableProps {
  findings: readonly FindingInList[]
  onClose: (finding: FindingInList) => void
}

const FindingsTable = ({ findings, onClose }: TableProps) => {
  const { t } = useLingui()
  return (
    <WideTable label={t`Danh sách điều cần xem lại`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Trans>Tổ</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Điều máy thấy</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Tổ trả lời</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Việc</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {findings.map((finding) => (
          <Row key={finding.id} finding={finding} onClose={() => onClose(finding)} />
        ))}
      </Table.Tbody>
    </WideTable>
  )
}

const Row = ({ finding, onClose }: { finding: FindingInList; onClose: () => void }) => {
  const { t, i18n } = useLingui()
  const { teamId, memberId, day } = finding
  const member = useQuery(membersQuery(teamId)).data?.members.find((one) => one.memberId === memberId)
  const pattern = i18n._(patternWords[finding.pattern])
  return (
    <Table.Tr data-finding={finding.id}>
      <Table.Td miw={160}>
        <TextLink to="/teams/$teamId" params={{ teamId }}>
          {finding.team}
        </TextLink>
        <Text size="sm">{member?.name ?? noData}</Text>
      </Table.Td>
      <Table.Td miw={180}>
        {pattern}
        <Text size="sm">
          <TextLink to="/teams/$teamId/visits" params={{ teamId }} search={{ from: day, to: day }}>
            <Trans>
              {finding.visits} lượt ngày {formatDay(day)}
            </Trans>
          </TextLink>
        </Text>
      </Table.Td>
      <Table.Td>{finding.explanation ?? noData}</Table.Td>
      <Table.Td>
        {finding.closedOn ? (
          <Text size="sm">
            <Trans>
              Xong ngày {formatDay(finding.closedOn)}: {finding.closingWord}
            </Trans>
          </Text>
        ) : (
          <Button size="xs" variant="default" onClick={onClose} aria-label={t`Xem xong: ${pattern}`}>
            <Trans>Xem xong</Trans>
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

const CloseDialog = ({ finding, onClose }: { finding: FindingInList; onClose: () => void }) => {
  const { t } = useLingui()
  const place = usePlace()
  const queries = useQueryClient()
  const [word, setWord] = useState('')
  const close = async () => {
    await call(closeFindingRoute, { params: { placeId: place.id, findingId: finding.id }, body: { word } })
    await queries.invalidateQueries({ queryKey: ['findings'] })
  }
  return (
    <FormDialog title={t`Đã xem xong`} submitLabel={t`Ghi`} onSubmit={close} onClose={onClose}>
      <TextInput
        label={t`Kết quả xem lại (tổ cũng thấy)`}
        required
        minLength={2}
        maxLength={300}
        value={word}
        onChange={(event) => setWord(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
