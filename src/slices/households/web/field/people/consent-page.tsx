import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Id } from '#platform/shared/ids.ts'
import type { FieldProblem } from '#platform/shared/problem.ts'
import { useRow, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { FieldProblems } from '#platform/web/ui/field/field-problems.tsx'
import { Page } from '#platform/web/ui/field/page.tsx'
import { consentQuestions } from '#slices/households/shared/consent-text.ts'
import { type Consent, type Person, type Purpose, personKind } from '#slices/households/shared/person.ts'
import { hasConsent } from '#slices/households/shared/person-rules.ts'
import { ConsentReading, WhoAndHow } from './consent-part.tsx'
import { GonePerson, RegisterOff } from './register-off.tsx'
import { useRegister } from './use-people.ts'

/** Somebody says otherwise: to being called, to being in the register at all. */
export const ConsentPage = ({ id }: { id: Id }) => {
  const { t } = useLingui()
  const person = useRow<Person>(personKind, id)
  const { on, row } = useRegister(person?.teamId)
  if (!on || !row) return <RegisterOff />
  if (!person) return <GonePerson />
  return (
    <Page title={t`Đổi hoặc rút đồng ý`} back>
      {person.name && <Text fw={600}>{person.name}</Text>}
      <ConsentReading register={row} open={Boolean(person.restrictedOn)} />
      <SaysOtherwise person={person} months={row.retentionMonths} />
    </Page>
  )
}

const notSaidWho: FieldProblem = {
  path: 'consent',
  vi: 'Hãy chọn ai trả lời và bằng cách nào, ở phía trên.',
  en: 'Choose above who answers and how.',
}

const SaysOtherwise = ({ person, months }: { person: Person; months: number }) => {
  const client = useSyncClient()
  const [, navigate] = useLocation()
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const [who, setWho] = useState<{ by: Consent['by'] | null; how: Consent['how'] | null }>({ by: null, how: null })
  const say = async (purpose: Purpose, given: boolean) => {
    const { by, how } = who
    if (!by || !how) return setProblems([notSaidWho])
    const args = { register: person.teamId, id: person.id, consent: { purpose, given, by, how } }
    const { outcome } = await client.enqueue({ name: 'person.consent', args, team: person.teamId })
    if (outcome.verdict === 'refused') setProblems([{ path: 'consent', ...outcome.problem }])
    // Who withdraws before anything was sent was never there: back to the door.
    else if (client.row(personKind, person.id)) navigate(`/people/${person.id}`, { replace: true })
    else navigate(`/doors/${person.householdId}`, { replace: true })
  }
  return (
    <Stack gap="lg">
      <WhoAndHow
        value={who}
        onChange={(next) => {
          setProblems([])
          setWho(next)
        }}
      />
      <FieldProblems problems={problems} />
      {person.restrictedOn ? (
        <Again onYes={() => void say('register', true)} />
      ) : (
        <>
          <Contact agreed={hasConsent(person, 'contact')} onSay={(given) => void say('contact', given)} />
          <Withdraw months={months} onWithdraw={() => void say('register', false)} />
        </>
      )}
    </Stack>
  )
}

const Again = ({ onYes }: { onYes: () => void }) => (
  <Stack gap="xs">
    <Text fw={600} lang="vi">
      {consentQuestions.register}
    </Text>
    <Button size="lg" onClick={onYes}>
      <Trans>Đồng ý lại</Trans>
    </Button>
    <Text>
      <Trans>Những điều đã ghi hiện lại sau lần kết nối tới, nếu chưa bị xóa.</Trans>
    </Text>
  </Stack>
)

const Contact = ({ agreed, onSay }: { agreed: boolean; onSay: (given: boolean) => void }) => (
  <Stack gap="xs">
    <Title order={2} fz={18}>
      <Trans>Gọi điện, nhắn tin</Trans>
    </Title>
    <Text lang="vi">{consentQuestions.contact}</Text>
    {agreed ? (
      <Button size="lg" variant="default" onClick={() => onSay(false)}>
        <Trans>Không cho gọi, nhắn tin nữa</Trans>
      </Button>
    ) : (
      <Button size="lg" variant="default" onClick={() => onSay(true)}>
        <Trans>Đồng ý cho gọi, nhắn tin</Trans>
      </Button>
    )}
  </Stack>
)

/** Said before it happens: only asking anew takes it back. */
const Withdraw = ({ months, onWithdraw }: { months: number; onWithdraw: () => void }) => (
  <Stack gap="xs">
    <Title order={2} fz={18}>
      <Trans>Rút khỏi sổ hộ dân</Trans>
    </Title>
    <Text>
      <Trans>
        Ngừng dùng ngay: tên và mọi điều đã ghi biến mất khỏi máy này, và khỏi máy của cả tổ ở lần kết nối tới. Số người
        đã đếm trong các lượt vẫn giữ, không kèm tên.
      </Trans>
    </Text>
    <Text>
      {months > 0 ? (
        <Trans>Thông tin bị xóa hẳn chậm nhất sau {months} tháng; trước đó người dân có thể đồng ý lại.</Trans>
      ) : (
        <Trans>Thông tin bị xóa hẳn trong ngày hôm sau.</Trans>
      )}
    </Text>
    <Button size="lg" color="red" variant="outline" c="var(--mantine-color-text)" onClick={onWithdraw}>
      <Trans>Rút đồng ý</Trans>
    </Button>
  </Stack>
)
