import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text, Title } from '@mantine/core'
import { Link } from 'wouter'
import { formatDay } from '#platform/web/ui/format.ts'
import { type Consent, type Person, purposes } from '#slices/households/shared/person.ts'
import { hasConsent } from '#slices/households/shared/person-rules.ts'
import { giverWords, purposeWords, wayWords } from '../../ui/person-words.ts'

/** To what somebody said yes or no, when, by whom and how; and the way to say otherwise. */
export const ConsentFacts = ({ person }: { person: Person }) => {
  const { t, i18n } = useLingui()
  const said = (consent: Consent | undefined) => {
    if (!consent) return t`chưa hỏi`
    const how = [i18n._(giverWords[consent.by]), i18n._(wayWords[consent.how])].join(', ').toLowerCase()
    const on = formatDay(consent.on)
    return consent.given ? t`đồng ý ${on} (${how})` : t`không đồng ý ${on} (${how})`
  }
  return (
    <Stack gap="xs">
      <Title order={2} fz={18}>
        <Trans>Đã đồng ý những gì</Trans>
      </Title>
      {purposes.map((purpose) => (
        <Text key={purpose}>
          {i18n._(purposeWords[purpose])}: {said(person.consent.find((one) => one.purpose === purpose))}
        </Text>
      ))}
      <Button component={Link} href={`/people/${person.id}/consent`} size="lg" variant="default">
        <Trans>Đổi hoặc rút đồng ý</Trans>
      </Button>
    </Stack>
  )
}

/** Who took the consent back, or had the use restricted by the commune: only that is shown. */
export const Withdrawn = ({ person }: { person: Person }) => (
  <Stack>
    <Text>
      <Trans>
        Từ {formatDay(person.restrictedOn)} không dùng thông tin của người này nữa. Tên và mọi điều đã ghi không còn
        hiện trên máy.
      </Trans>
    </Text>
    {hasConsent(person, 'register') ? (
      <Text>
        <Trans>Việc hạn chế do xã ghi theo yêu cầu của người dân; chỉ xã mở lại được.</Trans>
      </Text>
    ) : (
      <Button component={Link} href={`/people/${person.id}/consent`} size="lg" variant="default">
        <Trans>Người dân đồng ý lại</Trans>
      </Button>
    )}
  </Stack>
)
