import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, List, Stack, Text, Title } from '@mantine/core'
import { IconBook } from '@tabler/icons-react'
import { useSyncClient, useSyncState } from '#platform/web/sync/use-sync.ts'
import { EmptyState } from '#platform/web/ui/empty-state.tsx'
import { Page } from '#platform/web/ui/field/page.tsx'
import { useLocale } from '#platform/web/ui/locale.tsx'
import type { LibraryReference } from '#slices/library/shared/library.ts'

/** What the teams teach and tell at this place, readable without a network. */
export const GuidePage = () => {
  const { t } = useLingui()
  const client = useSyncClient()
  const locale = useLocale()
  useSyncState()
  const team = client.me()?.teams[0]
  const library = team ? client.reference<LibraryReference>(team) : undefined
  if (!library)
    return (
      <Page title={t`Cẩm nang`}>
        <EmptyState
          icon={<IconBook size={28} />}
          title={t`Chưa có cẩm nang trên máy`}
          hint={t`Cẩm nang tự tải về khi có mạng, rồi đọc được cả khi mất mạng.`}
        />
      </Page>
    )
  return (
    <Page title={t`Cẩm nang`}>
      <Section title={t`Năm kỹ năng số`}>
        <List type="ordered">
          {library.skills.map((skill) => (
            <List.Item key={skill.code}>{skill[locale]}</List.Item>
          ))}
        </List>
      </Section>
      <Section title={t`Ứng dụng, nền tảng`}>
        <List>
          {library.platforms.map((platform) => (
            <List.Item key={platform.code}>
              {platform.link ? (
                <Anchor href={platform.link} target="_blank" rel="noreferrer">
                  {platform.name}
                </Anchor>
              ) : (
                platform.name
              )}
            </List.Item>
          ))}
        </List>
      </Section>
      <Section title={t`Nội dung tuyên truyền`}>
        <List>
          {library.topics.map((topic) => (
            <List.Item key={topic.code}>{topic[locale]}</List.Item>
          ))}
        </List>
      </Section>
      <Text>
        <Trans>Không bao giờ hỏi hay ghi mật khẩu, mã OTP, số căn cước của người dân.</Trans>
      </Text>
    </Page>
  )
}

const Section = (props: { title: string; children: React.ReactNode }) => (
  <Stack gap="xs">
    <Title order={2} fz={18}>
      {props.title}
    </Title>
    {props.children}
  </Stack>
)
