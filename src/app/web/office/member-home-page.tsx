import { Trans, useLingui } from '@lingui/react/macro'
import { Button, List, Text } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { TextLink } from '#platform/web/office/links.tsx'
import { OfficePage } from '#platform/web/office/page.tsx'

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
