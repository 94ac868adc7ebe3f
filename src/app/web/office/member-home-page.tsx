import { Trans, useLingui } from '@lingui/react/macro'
import { Button, List, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { Id } from '#platform/shared/ids.ts'
import { TextLink } from '#platform/web/office/links.tsx'
import { OfficePage } from '#platform/web/office/page.tsx'
import { teamQuery } from '#slices/teams/web/office/public.ts'

const route = getRouteApi('/inside')

/** For who holds no office: members work in the app; leaders may also print slips from their team's page. */
export const MemberHomePage = () => {
  const { t } = useLingui()
  const { me } = route.useRouteContext()
  return (
    <OfficePage title={t`Chào ${me.name}`}>
      <Text maw={640}>
        <Trans>
          Trang này dành cho cán bộ xã, tỉnh và trung ương. Thành viên tổ ghi nhận công việc bằng ứng dụng trên điện
          thoại, dùng được cả khi không có mạng.
        </Trans>
      </Text>
      <div>
        <Button component="a" href="/app/">
          <Trans>Mở ứng dụng Từng Nhà</Trans>
        </Button>
      </div>
      {me.grants.length > 0 && (
        <>
          <Text>
            <Trans>Trang của tổ bạn trên máy tính:</Trans>
          </Text>
          <List>
            {me.grants.map(({ on }) => (
              <List.Item key={on}>
                <MyTeam teamId={on} />
              </List.Item>
            ))}
          </List>
        </>
      )}
    </OfficePage>
  )
}

const MyTeam = ({ teamId }: { teamId: Id }) => {
  const { data: team } = useQuery(teamQuery(teamId))
  return (
    <TextLink to="/teams/$teamId" params={{ teamId }}>
      {team?.name ?? <Trans>Mở trang của tổ</Trans>}
    </TextLink>
  )
}
