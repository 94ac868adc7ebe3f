import { Trans } from '@lingui/react/macro'
import { Center, Stack, Text, Title } from '@mantine/core'
import { Mark } from '#platform/web/ui/mark.tsx'

export const FieldApp = () => (
  <Center mih="100dvh">
    <Stack align="center">
      <Mark size={72} />
      <Title order={1}>Từng Nhà</Title>
      <Text>
        <Trans>Đi từng ngõ, gõ từng nhà, hướng dẫn từng người.</Trans>
      </Text>
    </Stack>
  </Center>
)
