import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Table, Text } from '@mantine/core'
import { useState } from 'react'
import type { Id } from '#platform/shared/ids.ts'
import { TextLink } from '#platform/web/office/links.tsx'
import { Tag, type Tone } from '#platform/web/office/tag.tsx'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { formatDay } from '#platform/web/ui/format.ts'
import type { CallbackItem, CallbackResult } from '#slices/verification/shared/callback.ts'
import { resultWords, useItemTitle } from './callback-words.ts'
import { ResultDialog } from './result-dialog.tsx'

/** The visits to ask about: where to knock or whom to call, and what was answered. */
export const ItemsTable = ({ drawId, items }: { drawId: Id; items: readonly CallbackItem[] }) => {
  const { t } = useLingui()
  const [recording, setRecording] = useState<CallbackItem | null>(null)
  return (
    <>
      <WideTable label={t`Các lượt cần hỏi`}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              <Trans>Hộ</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Kết quả</Trans>
            </Table.Th>
            <Table.Th>
              <Trans>Lượt</Trans>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Row key={item.id} item={item} onRecord={() => setRecording(item)} />
          ))}
        </Table.Tbody>
      </WideTable>
      {recording && <ResultDialog drawId={drawId} item={recording} onClose={() => setRecording(null)} />}
    </>
  )
}

const tones: Record<CallbackResult, Tone> = { confirmed: 'good', denied: 'bad', 'not-reached': 'attention' }

const Row = ({ item, onRecord }: { item: CallbackItem; onRecord: () => void }) => {
  const { t, i18n } = useLingui()
  const title = useItemTitle()(item)
  return (
    <Table.Tr data-item={item.id}>
      <Table.Td miw={150}>
        {item.door ? (
          <TextLink to="/teams/$teamId/doors/$doorId" params={{ teamId: item.teamId, doorId: item.door.id }}>
            {title}
          </TextLink>
        ) : (
          title
        )}
        {item.door?.number && item.door.label && <Text size="sm">{item.door.label}</Text>}
        {item.contacts.map(({ name, phone }) => (
          <Text key={phone} size="sm">
            {name}: <a href={`tel:${phone}`}>{phone}</a>
          </Text>
        ))}
      </Table.Td>
      <Table.Td miw={140}>
        {item.result ? (
          <Tag tone={tones[item.result]}>{i18n._(resultWords[item.result])}</Tag>
        ) : (
          <Trans>Chưa hỏi</Trans>
        )}
        {item.resultOn && (
          <Text size="sm" c="dimmed">
            {[formatDay(item.resultOn), item.note].filter(Boolean).join(': ')}
          </Text>
        )}
        <Button
          mt={4}
          display="block"
          size="xs"
          variant="default"
          onClick={onRecord}
          aria-label={item.result ? t`Sửa kết quả: ${title}` : t`Ghi kết quả: ${title}`}
        >
          {item.result ? <Trans>Sửa</Trans> : <Trans>Ghi kết quả</Trans>}
        </Button>
      </Table.Td>
      <Table.Td miw={150}>
        <Trans>
          {formatDay(item.day)}, {item.people} người
        </Trans>
        <Text size="sm" c="dimmed">
          {item.team}
        </Text>
      </Table.Td>
    </Table.Tr>
  )
}
