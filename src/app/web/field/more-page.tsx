import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text, useMantineColorScheme } from '@mantine/core'
import { can } from '#platform/shared/permission.ts'
import { useSyncClient, useSyncState } from '#platform/web/sync/use-sync.ts'
import { Chips } from '#platform/web/ui/field/chips.tsx'
import { Page } from '#platform/web/ui/field/page.tsx'
import { RowLink } from '#platform/web/ui/field/row-link.tsx'
import { activateLocale, type Locale, useLocale } from '#platform/web/ui/locale.tsx'
import { catalogues } from './catalogues.ts'
import { useHoldsEveryPage } from './hold-rest.ts'
import { RoomWords } from './room-notice.tsx'
import { SignOut } from './sign-out.tsx'
import { MustInstall } from './today-notices.tsx'

/** Everything that is not of every day. */
export const MorePage = () => {
  const { t } = useLingui()
  const client = useSyncClient()
  const state = useSyncState()
  const me = client.me()
  const mayCare = me?.teams.some((team) => can(me, 'refused.manage', [team]))
  return (
    <Page title={t`Thêm`}>
      <Text fw={600}>{client.me()?.name}</Text>
      <Stack gap="xs">
        <RowLink to="/members" title={t`Tổ của tôi`} detail={t`Thành viên, số điện thoại, mời vào tổ`} />
        <RowLink to="/tray" title={t`Việc bị từ chối`} aside={<Text fw={600}>{state.refused}</Text>} />
        {mayCare && (
          <RowLink
            to="/team-refused"
            title={t`Việc của tổ cần xử lý`}
            detail={t`Việc bị từ chối của người đã rời tổ, việc xã giao`}
          />
        )}
        <RowLink to="/conflicts" title={t`Hai bản khác nhau`} aside={<Text fw={600}>{state.conflicts}</Text>} />
        <RowLink to="/phones" title={t`Máy của tôi`} detail={t`Nơi đang đăng nhập, báo máy bị mất`} />
        <RowLink to="/lock" title={t`Khóa ứng dụng`} detail={t`Khóa ngay, đổi người dùng, đổi PIN, vân tay`} />
        <RowLink
          to="/findings"
          title={t`Xin kiểm tra lại`}
          detail={t`Lượt mà máy thấy hơi lạ; tổ trả lời một câu là đủ`}
        />
        <RowLink to="/photos" title={t`Ảnh trên máy`} detail={t`Ảnh chờ gửi, gửi bằng Wi-Fi, chỗ đã dùng`} />
        <RowLink to="/rescue" title={t`Tệp cứu hộ`} detail={t`Lưu việc chưa gửi thành tệp, gửi hộ người khác`} />
      </Stack>
      <HeldWords />
      <RoomWords />
      <MustInstall />
      <Choices />
      <SignOut />
    </Page>
  )
}

/** May one walk off into no signal now? */
const HeldWords = () => {
  const held = useHoldsEveryPage()
  if (held === null) return null
  return (
    <Text data-held={held ? 'all' : 'start'}>
      {held ? (
        <Trans>Máy đã có đủ mọi trang: không có mạng vẫn dùng được hết.</Trans>
      ) : (
        <Trans>Máy chưa có đủ mọi trang: có mạng thì phần còn lại tự tải về. Ghi nhận thì đã dùng được.</Trans>
      )}
    </Text>
  )
}

const Choices = () => {
  const { t } = useLingui()
  const locale = useLocale()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Stack gap="lg">
      <Chips<Locale>
        label={t`Ngôn ngữ`}
        choices={[
          { value: 'vi', label: 'Tiếng Việt' },
          { value: 'en', label: 'English' },
        ]}
        selected={[locale]}
        onToggle={(chosen) => void activateLocale(chosen, catalogues)}
      />
      <Chips<'light' | 'dark' | 'auto'>
        label={t`Nền màn hình`}
        choices={[
          { value: 'light', label: t`Sáng` },
          { value: 'dark', label: t`Tối` },
          { value: 'auto', label: t`Theo máy` },
        ]}
        selected={[colorScheme]}
        onToggle={setColorScheme}
      />
    </Stack>
  )
}
