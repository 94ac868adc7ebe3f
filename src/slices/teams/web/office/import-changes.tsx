import { Trans, useLingui } from '@lingui/react/macro'
import { Text, Title } from '@mantine/core'
import { Stat, Stats } from '#platform/web/office/stat.tsx'
import type { ImportCounts } from '#slices/teams/shared/roster-routes.ts'

/** What an import changes, or has changed. */
export const Changes = ({ counts }: { counts: ImportCounts }) => {
  const { t } = useLingui()
  return (
    <section aria-label={t`Thay đổi`}>
      <Title order={2} fz="h4" mb="xs">
        <Trans>Thay đổi</Trans>
      </Title>
      <Stats>
        <Stat code="teamsAdded" name={t`Tổ mới`} value={counts.teamsAdded} />
        <Stat code="teamsFound" name={t`Tổ đã có`} value={counts.teamsFound} />
        <Stat code="membersAdded" name={t`Thành viên mới`} value={counts.membersAdded} />
        <Stat code="membersChanged" name={t`Người được sửa`} value={counts.membersChanged} />
        <Stat code="membersUnchanged" name={t`Giữ nguyên`} value={counts.membersUnchanged} />
        <Stat code="membersMissing" name={t`Có trong tổ, không có trong tệp`} value={counts.membersMissing} />
      </Stats>
      {counts.membersMissing > 0 && (
        <Text size="sm" c="dimmed" mt={4}>
          <Trans>Người không có trong tệp vẫn ở lại tổ: nhập danh sách không cho ai rời tổ.</Trans>
        </Text>
      )}
    </section>
  )
}
