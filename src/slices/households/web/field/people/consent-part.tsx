import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text, Title } from '@mantine/core'
import { IconVolume } from '@tabler/icons-react'
import { useState } from 'react'
import { Chips } from '#platform/web/ui/field/chips.tsx'
import { consentQuestions, consentText } from '#slices/households/shared/consent-text.ts'
import { type Consent, consentGivers, consentWays } from '#slices/households/shared/person.ts'
import type { Register } from '#slices/households/shared/register.ts'
import { giverWords, wayWords } from '../../ui/person-words.ts'
import classes from './people.module.css'
import type { Answers } from './person-values.ts'
import { YesOrNo } from './yes-or-no.tsx'

/** What is read out before anybody is asked; in Vietnamese, as it is read. */
export const ConsentReading = ({ register, open = true }: { register: Register; open?: boolean }) => {
  const [shown, setShown] = useState(open)
  return (
    <section className={classes.reading}>
      <Button
        variant="subtle"
        size="md"
        h={48}
        fullWidth
        justify="flex-start"
        leftSection={<IconVolume aria-hidden />}
        aria-expanded={shown}
        onClick={() => setShown(!shown)}
      >
        {shown ? <Trans>Đọc to cho người dân nghe</Trans> : <Trans>Mở lời đọc cho người dân</Trans>}
      </Button>
      {shown && (
        <Stack gap="sm" lang="vi">
          {consentText(register).map(({ heading, sentences }) => (
            <div key={heading}>
              <Title order={3} fz={16}>
                {heading}
              </Title>
              {sentences.map((sentence) => (
                <Text key={sentence}>{sentence}</Text>
              ))}
            </div>
          ))}
        </Stack>
      )}
    </section>
  )
}

/** The two questions with their answers, who gives them, and how. Nothing is ticked before somebody has answered. */
export const ConsentQuestions = (props: { value: Answers; onChange: (value: Answers) => void }) => {
  const { value, onChange } = props
  return (
    <Stack gap="lg">
      <YesOrNo
        label={consentQuestions.register}
        value={value.register}
        onChange={(register) => onChange({ ...value, register })}
      />
      {value.register === true && (
        <>
          <WhoAndHow value={value} onChange={onChange} />
          <YesOrNo
            label={consentQuestions.contact}
            value={value.contact}
            onChange={(contact) => onChange({ ...value, contact })}
          />
        </>
      )}
    </Stack>
  )
}

export const WhoAndHow = <Value extends Pick<Answers, 'by' | 'how'>>(props: {
  value: Value
  onChange: (value: Value) => void
}) => {
  const { value, onChange } = props
  const { t, i18n } = useLingui()
  return (
    <>
      <Chips<Consent['by']>
        label={t`Ai trả lời?`}
        choices={consentGivers.map((by) => ({ value: by, label: i18n._(giverWords[by]) }))}
        selected={value.by ? [value.by] : []}
        onToggle={(by) => onChange({ ...value, by: value.by === by ? null : by })}
      />
      <Chips<Consent['how']>
        label={t`Bằng cách nào?`}
        choices={consentWays.map((how) => ({ value: how, label: i18n._(wayWords[how]) }))}
        selected={value.how ? [value.how] : []}
        onToggle={(how) => onChange({ ...value, how: value.how === how ? null : how })}
      />
    </>
  )
}
