import { Trans, useLingui } from '@lingui/react/macro'
import { Table, Text } from '@mantine/core'
import { TextLink } from '#platform/web/office/links.tsx'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { formatInstant, formatNumber, noData } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import type { AuditLine } from '#slices/identity/shared/audit.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import { actionWords } from './audit-words.ts'

/** Lines of the audit, each in plain words; who and which team lead to all lines about them. */
export const AuditTable = ({ lines }: { lines: readonly AuditLine[] }) => {
  const { t } = useLingui()
  return (
    <WideTable label={t`Các dòng nhật ký`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Trans>Lúc</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Ai</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Việc</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Ở đâu</Trans>
          </Table.Th>
          <Table.Th ta="right">
            <Trans>Số mục hiện ra</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map((line) => (
          <Row key={line.id} line={line} />
        ))}
      </Table.Tbody>
    </WideTable>
  )
}

const Row = ({ line }: { line: AuditLine }) => {
  const { t } = useLingui()
  const locale = useLocale()
  const { shown, count } = line.details
  const number = typeof shown === 'number' ? shown : typeof count === 'number' ? count : null
  const words = actionWords[line.action]
  return (
    <Table.Tr data-action={line.action}>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>{formatInstant(Date.parse(line.at))}</Table.Td>
      <Table.Td miw={180}>
        <Who line={line} />
        {line.from && (
          <Text size="xs" c="dimmed">
            {line.from}
          </Text>
        )}
      </Table.Td>
      <Table.Td miw={180}>{words ? t(words) : line.action}</Table.Td>
      <Table.Td miw={140}>
        <Where line={line} />
      </Table.Td>
      <Table.Td ta="right">{formatNumber(number, locale)}</Table.Td>
    </Table.Tr>
  )
}

/** Officials by name and place; members without: the audit checks offices, and names no volunteer. */
const Who = ({ line: { who, details } }: { line: AuditLine }) => {
  const place = usePlace()
  if (!who) return details.by === 'cli' ? <Trans>Máy chủ (dòng lệnh)</Trans> : <Trans>Người chưa đăng nhập</Trans>
  return (
    <>
      <TextLink
        to="/places/$placeId/audit"
        params={{ placeId: place.id }}
        search={(search) => ({ ...search, account: who.accountId })}
      >
        {who.office?.name ?? <Trans>Thành viên tổ ({who.accountId.slice(0, 8)})</Trans>}
      </TextLink>
      {who.office && (
        <Text size="xs" c="dimmed">
          {who.office.place}
        </Text>
      )}
    </>
  )
}

const Where = ({ line: { team, place } }: { line: AuditLine }) => {
  const here = usePlace()
  if (!team) return place?.title || noData
  return (
    <TextLink
      to="/places/$placeId/audit"
      params={{ placeId: here.id }}
      search={(search) => ({ ...search, team: team.id })}
    >
      {team.name || <Trans>Một tổ ngoài phạm vi</Trans>}
    </TextLink>
  )
}
