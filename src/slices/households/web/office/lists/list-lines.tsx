import { Trans, useLingui } from '@lingui/react/macro'
import { Group, SegmentedControl, Stack, Table, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { OutputOf } from '#platform/shared/route.ts'
import { Pager } from '#platform/web/office/pager.tsx'
import { Tag, type Tone } from '#platform/web/office/tag.tsx'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { formatNumber, noData } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import type { readListRoute } from '#slices/households/shared/list-routes.ts'
import { doorKindWords, doorTitle } from '../../ui/door-words.ts'
import { fieldWords, useValueWords } from './list-words.ts'

export type Preview = OutputOf<typeof readListRoute>
type Line = Preview['lines'][number]

const changes = ['added', 'changed', 'same'] as const
const tones: Record<Line['change'], Tone> = { added: 'good', changed: 'attention', same: 'plain' }
const pageSize = 50

const useChangeWords = (): Record<Line['change'], string> => {
  const { t } = useLingui()
  return { added: t`Hộ mới`, changed: t`Được sửa`, same: t`Giữ nguyên` }
}

/** The rows of the file as doors, each with what becomes of it. */
export const ListLines = ({ preview }: { preview: Preview }) => {
  const { t } = useLingui()
  const locale = useLocale()
  const words = useChangeWords()
  const present = changes.filter((change) => preview.counts[change] > 0)
  const [chosen, setChosen] = useState<Line['change'] | undefined>(present[0])
  const [page, setPage] = useState(1)
  if (!chosen) return null
  const shown = preview.lines.filter(({ change }) => change === chosen)
  return (
    <section aria-label={t`Các hộ trong tệp`}>
      <Group justify="space-between" mb="xs">
        <Title order={2} fz="h4">
          <Trans>Các hộ trong tệp</Trans>
        </Title>
        <SegmentedControl
          aria-label={t`Thay đổi`}
          value={chosen}
          onChange={(change) => {
            setChosen(change as Line['change'])
            setPage(1)
          }}
          data={present.map((change) => ({
            value: change,
            label: `${words[change]} (${formatNumber(preview.counts[change], locale)})`,
          }))}
        />
      </Group>
      <LinesTable lines={shown.slice((page - 1) * pageSize, page * pageSize)} criteria={preview.criteria} />
      <Pager page={page} pageSize={pageSize} total={shown.length} onPage={setPage} />
    </section>
  )
}

interface TableProps {
  lines: readonly Line[]
  criteria: Preview['criteria']
}

const LinesTable = ({ lines, criteria }: TableProps) => {
  const { t } = useLingui()
  return (
    <WideTable label={t`Các hộ trong tệp`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th ta="right">
            <Trans>Dòng</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Hộ</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Loại</Trans>
          </Table.Th>
          {criteria.map(({ code, title }) => (
            <Table.Th key={code}>{title}</Table.Th>
          ))}
          <Table.Th>
            <Trans>Ghi chú</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Thay đổi</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map((line) => (
          <LineRow key={`${line.door.sheet} ${line.door.row}`} line={line} criteria={criteria} />
        ))}
      </Table.Tbody>
    </WideTable>
  )
}

const LineRow = ({ line, criteria }: { line: Line; criteria: Preview['criteria'] }) => {
  const { t, i18n } = useLingui()
  const words = useChangeWords()
  const say = useValueWords()
  const { door, change } = line
  return (
    <Table.Tr data-row={door.row} data-change={change}>
      <Table.Td ta="right">{door.row}</Table.Td>
      <Table.Td miw={160}>
        {doorTitle(door, (number) => t`Số ${number}`)}
        {door.number && door.label && (
          <Text size="xs" c="dimmed">
            {door.label}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{door.kind ? i18n._(doorKindWords[door.kind]) : noData}</Table.Td>
      {criteria.map(({ code }) => (
        <Table.Td key={code}>{say(code, door.criteria[code])}</Table.Td>
      ))}
      <Table.Td>{door.note ?? noData}</Table.Td>
      <Table.Td miw={180}>
        <Stack gap={2} align="start">
          <Tag tone={tones[change]}>{words[change]}</Tag>
          <Differences line={line} criteria={criteria} />
        </Stack>
      </Table.Td>
    </Table.Tr>
  )
}

const Differences = ({ line: { door, before }, criteria }: { line: Line; criteria: Preview['criteria'] }) => {
  const { i18n } = useLingui()
  const say = useValueWords()
  const nameOf = (field: string) => {
    const word = fieldWords[field]
    return word ? i18n._(word) : (criteria.find(({ code }) => field === `criteria.${code}`)?.title ?? field)
  }
  return Object.entries(before ?? {}).map(([field, old]) => (
    <Text key={field} size="xs">
      {nameOf(field)}: <s>{say(field, old)}</s> → {say(field, fieldIn(door, field))}
    </Text>
  ))
}

const fieldIn = (door: Line['door'], field: string): unknown =>
  field.startsWith('criteria.') ? door.criteria[field.slice('criteria.'.length)] : door[field as keyof Line['door']]
