import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Paper, Stack, Table, Text, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Answer } from '#platform/web/office/answer.tsx'
import { TextLink } from '#platform/web/office/links.tsx'
import { OfficePage } from '#platform/web/office/page.tsx'
import { Tag } from '#platform/web/office/tag.tsx'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { formatDay, noData } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { pathOf, useCan } from '#slices/identity/web/office/public.ts'
import { type ItemKind, itemKinds, type OfficeItem } from '#slices/library/shared/library.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import { ItemDialog } from './item-dialog.tsx'
import { libraryQuery } from './library-query.ts'

/** The catalogue at a place: what comes with the software, what the places above added, and its own. */
export const LibraryPage = () => {
  const { t } = useLingui()
  const place = usePlace()
  const library = useQuery(libraryQuery(place.id))
  return (
    <OfficePage
      title={t`Cẩm nang`}
      lead={t`Những gì các tổ ở ${place.title} chọn được khi ghi nhận: kỹ năng, nền tảng số, nội dung tuyên truyền, loại khó khăn.`}
    >
      <Answer query={library}>
        {({ items }) => (
          <Stack>
            {itemKinds.map((kind) => (
              <KindPart key={kind} kind={kind} items={items.filter((item) => item.kind === kind)} />
            ))}
          </Stack>
        )}
      </Answer>
    </OfficePage>
  )
}

const useKindWords = (): Record<ItemKind, string> => {
  const { t } = useLingui()
  return {
    skill: t`Năm kỹ năng số cơ bản`,
    platform: t`Nền tảng số`,
    topic: t`Nội dung tuyên truyền`,
    difficulty: t`Loại khó khăn, vướng mắc`,
  }
}

const isAddable = (kind: ItemKind): kind is 'platform' | 'topic' => kind === 'platform' || kind === 'topic'

const KindPart = ({ kind, items }: { kind: ItemKind; items: readonly OfficeItem[] }) => {
  const word = useKindWords()[kind]
  const place = usePlace()
  const mayEdit = useCan()('library.edit', pathOf(place.breadcrumb)) && isAddable(kind)
  const [dialog, setDialog] = useState<OfficeItem | 'new' | null>(null)
  return (
    <Paper withBorder p="md" component="section" aria-label={word}>
      <Group justify="space-between" mb="xs">
        <Title order={2} fz="h4">
          {word}
        </Title>
        {mayEdit && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setDialog('new')}
          >
            <Trans>Thêm mục của {place.title}</Trans>
          </Button>
        )}
      </Group>
      <ItemsTable label={word} items={items} onEdit={mayEdit ? setDialog : undefined} />
      {dialog && isAddable(kind) && (
        <ItemDialog kind={kind} item={dialog === 'new' ? undefined : dialog} onClose={() => setDialog(null)} />
      )}
    </Paper>
  )
}

interface TableProps {
  label: string
  items: readonly OfficeItem[]
  onEdit?: (item: OfficeItem) => void
}

const ItemsTable = ({ label, items, onEdit }: TableProps) => (
  <WideTable label={label}>
    <Table.Thead>
      <Table.Tr>
        <Table.Th>
          <Trans>Tên</Trans>
        </Table.Th>
        <Table.Th>
          <Trans>Mùa</Trans>
        </Table.Th>
        <Table.Th>
          <Trans>Của</Trans>
        </Table.Th>
        <Table.Th>
          <Trans>Ghi chú</Trans>
        </Table.Th>
        {onEdit && (
          <Table.Th>
            <Trans>Việc</Trans>
          </Table.Th>
        )}
      </Table.Tr>
    </Table.Thead>
    <Table.Tbody>
      {items.map((item) => (
        <Row key={item.id} item={item} onEdit={onEdit} />
      ))}
    </Table.Tbody>
  </WideTable>
)

const Row = ({ item, onEdit }: { item: OfficeItem; onEdit?: (item: OfficeItem) => void }) => {
  const { t } = useLingui()
  const locale = useLocale()
  const place = usePlace()
  const owner = place.breadcrumb.find(({ id }) => id === item.placeId)
  const own = item.placeId === place.id && !item.shipped
  return (
    <Table.Tr data-item={item.code}>
      <Table.Td miw={200}>
        {item[locale]}
        <Text size="xs" c="dimmed">
          {locale === 'vi' ? item.en : item.vi}
        </Text>
      </Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        {item.seasonFrom && item.seasonTo
          ? `${dayAndMonth(item.seasonFrom)} – ${dayAndMonth(item.seasonTo)}`
          : t`quanh năm`}
      </Table.Td>
      <Table.Td>
        {owner && owner.level !== 'nation' ? (
          <TextLink to="/places/$placeId/library" params={{ placeId: owner.id }}>
            {owner.title}
          </TextLink>
        ) : (
          <Trans>cả nước</Trans>
        )}
      </Table.Td>
      <Table.Td>
        <Group gap={4}>
          {item.countsOnly && (
            <Tag>
              <Trans>chỉ đếm số lượng</Trans>
            </Tag>
          )}
          {item.retiredOn ? (
            <Tag tone="attention">
              <Trans>thôi dùng từ {formatDay(item.retiredOn)}</Trans>
            </Tag>
          ) : (
            !item.countsOnly && noData
          )}
        </Group>
      </Table.Td>
      {onEdit && (
        <Table.Td>
          {own ? (
            <Button size="compact-sm" variant="subtle" onClick={() => onEdit(item)} aria-label={t`Sửa ${item[locale]}`}>
              <Trans>Sửa</Trans>
            </Button>
          ) : (
            noData
          )}
        </Table.Td>
      )}
    </Table.Tr>
  )
}

/** '05-15' as 15/05. */
const dayAndMonth = (season: string): string => season.split('-').reverse().join('/')
