import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { List, Paper, Progress, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Answer } from '#platform/web/office/answer.tsx'
import { TextLink } from '#platform/web/office/links.tsx'
import { Pager } from '#platform/web/office/pager.tsx'
import { formatNumber, formatShare, noData } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import type { PlaceDetails } from '#slices/places/shared/public.ts'
import { coverageQuery } from './team-queries.ts'

/** Which communes or hamlets have no living team. */
export const CoveragePart = ({ place }: { place: PlaceDetails }) => {
  const { t } = useLingui()
  const locale = useLocale()
  const [page, setPage] = useState(1)
  return (
    <Paper withBorder p="md" component="section" aria-label={t`Độ phủ`}>
      <Title order={2} fz="h4" mb="xs">
        <Trans>Độ phủ</Trans>
      </Title>
      <Answer query={useQuery(coverageQuery(place.id, page))}>
        {({ level, places, covered, without, pageSize }) => {
          const share = places > 0 ? covered / places : null
          const [coveredText, placesText] = [formatNumber(covered, locale), formatNumber(places, locale)]
          return (
            <Stack gap="xs">
              <Text>
                {level === 'commune' ? (
                  <Trans>
                    {coveredText} trong {placesText} xã, phường, đặc khu đã có tổ trong danh sách (
                    {formatShare(share, locale)})
                  </Trans>
                ) : places === 0 ? (
                  <Trans>Chưa biết xã có những thôn, ấp nào: danh sách thôn, ấp đến cùng danh sách tổ. {noData}</Trans>
                ) : (
                  <Trans>
                    {coveredText} trong {placesText} thôn, ấp, tổ dân phố đã có tổ ({formatShare(share, locale)})
                  </Trans>
                )}
              </Text>
              {share !== null && <Progress value={share * 100} aria-label={t`Tỷ lệ nơi đã có tổ`} />}
              {without.length > 0 && (
                <>
                  <Text fw={600}>
                    <Plural value={places - covered} other="# nơi chưa có tổ trong danh sách:" />
                  </Text>
                  <List size="sm" style={{ columnWidth: 280 }}>
                    {without.map((one) => (
                      <List.Item key={one.id}>
                        <TextLink to="/places/$placeId/teams" params={{ placeId: one.id }}>
                          {one.title}
                        </TextLink>
                        {one.above && one.above !== place.title && `, ${one.above}`}
                      </List.Item>
                    ))}
                  </List>
                  {level === 'commune' && (
                    <Text size="sm" c="dimmed">
                      <Trans>Nơi mới chỉ khai báo số tổ vẫn ở đây cho đến khi nhập danh sách tổ.</Trans>
                    </Text>
                  )}
                  <Pager page={page} pageSize={pageSize} total={places - covered} onPage={setPage} />
                </>
              )}
            </Stack>
          )
        }}
      </Answer>
    </Paper>
  )
}
