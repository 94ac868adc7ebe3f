import { Trans, useLingui } from '@lingui/react/macro'
import { List, Stack, Text, Title } from '@mantine/core'
import { IconBook } from '@tabler/icons-react'
import { useSyncClient, useSyncState } from '#platform/web/sync/use-sync.ts'
import { EmptyState } from '#platform/web/ui/empty-state.tsx'
import { Page } from '#platform/web/ui/field/page.tsx'
import { useLocale } from '#platform/web/ui/locale.tsx'
import type { LibraryItem, Reference } from '#slices/library/shared/library.ts'

/** What the teams teach and tell at this place, readable without a network. */
export const GuidePage = () => {
  const { t } = useLingui()
  const client = useSyncClient()
  useSyncState()
  const team = client.me()?.teams[0]
  const library = team ? client.reference<Reference>(team) : undefined
  const of = (kind: LibraryItem['kind']) => library?.items.filter((item) => item.kind === kind && !item.retired) ?? []
  return (
    <Page title={t`Cẩm nang`}>
      {library ? (
        <>
          <Section title={t`Năm kỹ năng số`} items={of('skill')} />
          <Section title={t`Ứng dụng, nền tảng`} items={of('platform')} />
          <Section title={t`Nội dung tuyên truyền`} items={of('topic')} />
          <Text fw={600}>
            <Trans>Không bao giờ hỏi hay ghi mật khẩu, mã OTP, số căn cước của người dân.</Trans>
          </Text>
        </>
      ) : (
        <EmptyState
          icon={<IconBook size={28} />}
          title={t`Chưa có cẩm nang trên máy`}
          hint={t`Cẩm nang tự tải về khi có mạng, rồi đọc được cả khi mất mạng.`}
        />
      )}
    </Page>
  )
}

const Section = ({ title, items }: { title: string; items: readonly LibraryItem[] }) => {
  const locale = useLocale()
  return (
    <Stack gap="xs">
      <Title order={2} fz={18}>
        {title}
      </Title>
      <List spacing={4}>
        {items.map((item) => (
          <List.Item key={item.code}>{item[locale]}</List.Item>
        ))}
      </List>
    </Stack>
  )
}
