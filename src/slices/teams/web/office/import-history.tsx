import { Trans, useLingui } from '@lingui/react/macro'
import { Table, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Answer } from '#platform/web/office/answer.tsx'
import { TextLink } from '#platform/web/office/links.tsx'
import { Tag, type Tone } from '#platform/web/office/tag.tsx'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { formatInstant, formatNumber } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { usePlace } from '#slices/places/web/office/public.ts'
import { type Roster, rostersQuery } from './roster-queries.ts'

/** Files that were read before: what was left half done is found again here. */
export const ImportHistory = () => {
  const { t } = useLingui()
  const place = usePlace()
  const locale = useLocale()
  return (
    <Answer query={useQuery(rostersQuery(place.id))}>
      {({ imports }) =>
        imports.length > 0 && (
          <section aria-label={t`Các tệp đã đọc`}>
            <Title order={2} fz="h4" mb="xs">
              <Trans>Các tệp đã đọc</Trans>
            </Title>
            <WideTable label={t`Các tệp đã đọc`}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>
                    <Trans>Tệp</Trans>
                  </Table.Th>
                  <Table.Th>
                    <Trans>Lúc</Trans>
                  </Table.Th>
                  <Table.Th ta="right">
                    <Trans>Số tổ</Trans>
                  </Table.Th>
                  <Table.Th ta="right">
                    <Trans>Số thành viên</Trans>
                  </Table.Th>
                  <Table.Th>
                    <Trans>Trạng thái</Trans>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {imports.map((one) => (
                  <Table.Tr key={one.id}>
                    <Table.Td>
                      <TextLink to="/places/$placeId/import" params={{ placeId: place.id }} search={{ roster: one.id }}>
                        {one.fileName}
                      </TextLink>
                    </Table.Td>
                    <Table.Td style={{ whiteSpace: 'nowrap' }}>{formatInstant(Date.parse(one.createdAt))}</Table.Td>
                    <Table.Td ta="right">{formatNumber(one.teams, locale)}</Table.Td>
                    <Table.Td ta="right">{formatNumber(one.members, locale)}</Table.Td>
                    <Table.Td>
                      <RosterState state={one.state} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </WideTable>
          </section>
        )
      }
    </Answer>
  )
}

const RosterState = ({ state }: { state: Roster['state'] }) => {
  const { t } = useLingui()
  const words: Record<Roster['state'], { word: string; tone: Tone }> = {
    previewed: { word: t`chưa nhập`, tone: 'attention' },
    applying: { word: t`đang nhập`, tone: 'plain' },
    applied: { word: t`đã nhập`, tone: 'good' },
    expired: { word: t`đã hết hạn xem`, tone: 'plain' },
  }
  return <Tag tone={words[state].tone}>{words[state].word}</Tag>
}
