import { Trans } from '@lingui/react/macro'
import { Group, Stack, Text, Title } from '@mantine/core'
import { Mark } from '#platform/web/ui/mark.tsx'
import { SignInForm } from './sign-in-form.tsx'

/** The first thing a phone shows to somebody it does not know. */
export const SignInPage = ({ onSignedIn }: { onSignedIn: (token: string) => Promise<void> }) => (
  <Stack component="main" p="lg" maw={440} mx="auto" gap="lg" pt="10dvh">
    <Group gap="md">
      <Mark size={56} />
      <div>
        <Title order={1}>Từng Nhà</Title>
        <Text>
          <Trans>Đi từng ngõ, gõ từng nhà, hướng dẫn từng người.</Trans>
        </Text>
      </div>
    </Group>
    <SignInForm onSignedIn={onSignedIn} />
    <Text>
      <Trans>Lần đầu dùng? Quét mã QR trên phiếu mời, hoặc hỏi tổ trưởng của bạn.</Trans>
    </Text>
  </Stack>
)
