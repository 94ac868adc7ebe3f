import { Trans, useLingui } from '@lingui/react/macro'
import { Paper, Stack, Text, Title } from '@mantine/core'
import { consentQuestions, consentText } from '#slices/households/shared/consent-text.ts'
import type { SwitchVersion } from '#slices/households/shared/switch-routes.ts'

/** The very words that are read out at the door, as they follow from the decision. In Vietnamese, whatever the page speaks. */
export const ConsentReading = ({ decision }: { decision: SwitchVersion }) => {
  const { t } = useLingui()
  return (
    <section aria-label={t`Lời đọc khi xin đồng ý`}>
      <Title order={2} fz="h4" mb="xs">
        <Trans>Lời đọc khi xin đồng ý</Trans>
      </Title>
      <Paper withBorder p="md" lang="vi">
        <Stack gap="xs">
          {consentText(decision).map(({ heading, sentences }) => (
            <div key={heading}>
              <Text fw={600}>{heading}</Text>
              <Text>{sentences.join(' ')}</Text>
            </div>
          ))}
          {Object.values(consentQuestions).map((question) => (
            <Text key={question} fw={600}>
              {question}
            </Text>
          ))}
        </Stack>
      </Paper>
    </section>
  )
}
