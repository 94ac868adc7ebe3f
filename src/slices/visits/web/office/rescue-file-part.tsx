import { Trans, useLingui } from '@lingui/react/macro'
import { Button, FileButton, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { IconLifebuoy } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { rescueRoute } from '#platform/shared/rescue-routes.ts'
import { call, problemOf } from '#platform/web/api.ts'
import { ProblemAlert } from '#platform/web/ui/problem-alert.tsx'
import { RescueResult } from '#platform/web/ui/rescue-summary.tsx'
import { useCommandWords } from '../ui/command-words.ts'

/** An officer brings the rescue file of a member whose phone cannot send. */
export const BringRescueFile = ({ onBrought }: { onBrought: () => void }) => {
  const { t } = useLingui()
  const words = useCommandWords()
  const bring = useMutation({ mutationFn: (file: File) => call(rescueRoute, { file }), onSuccess: onBrought })
  return (
    <Paper withBorder p="md" component="section" aria-label={t`Tệp cứu hộ`}>
      <Stack gap="sm">
        <Title order={2} fz="h4">
          <Trans>Tệp cứu hộ</Trans>
        </Title>
        <Group justify="space-between" align="start">
          <Text maw={640}>
            <Trans>
              Máy của thành viên không gửi được? Họ lưu tệp cứu hộ (đuôi .tnr) và chuyển cho bạn. Gửi tệp ở đây: việc
              vẫn ghi tên người làm, gửi hai lần cũng không ghi trùng.
            </Trans>
          </Text>
          <FileButton
            onChange={(file) => file && bring.mutate(file)}
            inputProps={{ 'aria-label': t`Chọn tệp cứu hộ` }}
            disabled={bring.isPending}
          >
            {(button) => (
              <Button
                {...button}
                variant="default"
                leftSection={<IconLifebuoy size={16} aria-hidden />}
                loading={bring.isPending}
              >
                <Trans>Gửi tệp cứu hộ</Trans>
              </Button>
            )}
          </FileButton>
        </Group>
        {bring.error && <ProblemAlert problem={problemOf(bring.error)} />}
        {bring.data && <RescueResult summary={bring.data} words={words} />}
      </Stack>
    </Paper>
  )
}
