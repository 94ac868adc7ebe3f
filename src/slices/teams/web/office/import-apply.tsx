import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { call, problemOf } from '#platform/web/api.ts'
import { ButtonLink } from '#platform/web/office/links.tsx'
import { formatNumber } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { ProblemAlert } from '#platform/web/ui/problem-alert.tsx'
import { usePlace } from '#slices/places/web/office/public.ts'
import { applyRosterRoute, type ImportCounts } from '#slices/teams/shared/roster-routes.ts'
import { Changes } from './import-changes.tsx'
import type { Roster } from './roster-queries.ts'

/** The way from a preview to what was done: the button, the progress, the result. */
export const ImportApply = ({ roster }: { roster: Roster }) => {
  const queries = useQueryClient()
  const { state } = roster
  useEffect(() => {
    // Lists and figures elsewhere are of before.
    if (state === 'applied') void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'rosters' })
  }, [state, queries])
  if (state === 'applying') return <Applying roster={roster} />
  if (state === 'applied') return <Applied result={roster.result} />
  if (state === 'expired') return <Expired />
  return <Ready roster={roster} />
}

const Ready = ({ roster }: { roster: Roster }) => {
  const place = usePlace()
  const queries = useQueryClient()
  const apply = useMutation({
    mutationFn: () =>
      call(applyRosterRoute, { params: { placeId: place.id, importId: roster.id }, timeoutMs: 120_000 }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['rosters', place.id] }),
  })
  const changes = roster.changes
  const nothing = changes !== null && changes.teamsAdded + changes.membersAdded + changes.membersChanged === 0
  return (
    <Stack gap="xs">
      {apply.error && <ProblemAlert problem={problemOf(apply.error)} />}
      {nothing ? (
        <Text role="status" fw={600}>
          {roster.figures.members > 0 ? (
            <Trans>Mọi người trong tệp đã có đúng như vậy: không có gì để nhập.</Trans>
          ) : (
            <Trans>Không đọc được dòng nào để nhập. Hãy xem những điều cần sửa bên dưới.</Trans>
          )}
        </Text>
      ) : (
        <Group>
          <Button size="md" loading={apply.isPending} onClick={() => apply.mutate()}>
            <Trans>Nhập vào hệ thống</Trans>
          </Button>
          {roster.figures.blockedRows > 0 && (
            <Text size="sm">
              <Trans>Dòng bị chặn được để lại; sửa trong tệp rồi nhập lại lúc nào cũng được.</Trans>
            </Text>
          )}
        </Group>
      )}
    </Stack>
  )
}

const Applying = ({ roster: { teamsDone, teamsTotal } }: { roster: Roster }) => {
  const { t } = useLingui()
  const locale = useLocale()
  return (
    <Stack gap={4} role="status">
      <Text>
        <Trans>
          Đang nhập: {formatNumber(teamsDone, locale)} trong {formatNumber(teamsTotal, locale)} tổ. Bạn có thể rời trang
          này rồi quay lại xem.
        </Trans>
      </Text>
      <Progress value={teamsTotal > 0 ? (teamsDone / teamsTotal) * 100 : 0} animated aria-label={t`Tiến độ nhập`} />
    </Stack>
  )
}

const Applied = ({ result }: { result: ImportCounts | null }) => {
  const { t } = useLingui()
  const place = usePlace()
  return (
    <Alert
      color="teal"
      icon={<IconCircleCheck aria-hidden />}
      title={t`Đã nhập xong`}
      role="status"
      data-import="applied"
    >
      <Stack align="start">
        {result && <Changes counts={result} />}
        <ButtonLink to="/places/$placeId/teams" params={{ placeId: place.id }}>
          <Trans>Xem các tổ của {place.title}</Trans>
        </ButtonLink>
      </Stack>
    </Alert>
  )
}

const Expired = () => (
  <Text role="status">
    <Trans>Bản xem trước này đã quá bảy ngày nên không nhập được nữa. Hãy chọn lại tệp.</Trans>
  </Text>
)
