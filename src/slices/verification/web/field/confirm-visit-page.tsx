import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useCallback, useState } from 'react'
import { Link } from 'wouter'
import type { Id } from '#platform/shared/ids.ts'
import type { ProblemBody } from '#platform/shared/problem.ts'
import { useRow, useRows, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { newId } from '#platform/web/ui/field/new-id.ts'
import { Page } from '#platform/web/ui/field/page.tsx'
import { formatDay } from '#platform/web/ui/format.ts'
import { ProblemAlert } from '#platform/web/ui/problem-alert.tsx'
import { type VisitCode, visitCodeKind } from '#slices/verification/shared/visit-code.ts'
import { type Visit, visitKind } from '#slices/visits/shared/public.ts'
import { ShownCode } from './shown-code.tsx'

/** Invites the citizen to confirm a visit: a code on this screen, or the number of a printed slip. Works offline. */
export const ConfirmVisitPage = ({ id }: { id: Id }) => {
  const { t } = useLingui()
  const visit = useRow<Visit>(visitKind, id)
  const ofVisit = useCallback((code: VisitCode) => code.visitId === id, [id])
  const codes = useRows<VisitCode>(visitCodeKind, ofVisit)
  const confirmed = codes.find(({ confirmedOn }) => confirmedOn)
  const latest = [...codes].sort((a, b) => (a.id < b.id ? 1 : -1))[0]
  return (
    <Page title={t`Mời người dân xác nhận`} back>
      {!visit && (
        <Text>
          <Trans>Lượt này không còn trên máy.</Trans>
        </Text>
      )}
      {confirmed ? (
        <Confirmed code={confirmed} />
      ) : (
        visit && (latest ? <Waiting code={latest} /> : <Choice visitId={id} team={visit.doneByTeamId} />)
      )}
      <Button component={Link} href={`/visits/${id}`} size="lg" variant="default">
        <Trans>Xem lượt này</Trans>
      </Button>
    </Page>
  )
}

const Confirmed = ({ code }: { code: VisitCode }) => (
  <Text role="status" fw={600}>
    <Trans>Người dân đã xác nhận ngày {formatDay(code.confirmedOn)}.</Trans>{' '}
    {code.rating && <Trans>Điểm hài lòng: {code.rating} / 5.</Trans>}
  </Text>
)

const Waiting = ({ code }: { code: VisitCode }) =>
  code.code ? (
    <ShownCode mark={code.mark} code={code.code} validTo={code.validTo} />
  ) : (
    <Text role="status">
      <Trans>
        Đã đưa phiếu số {code.slip}. Bà con xác nhận lúc nào cũng được, đến hết ngày {formatDay(code.validTo)}.
      </Trans>
    </Text>
  )

const greatestSlip = 1_000_000

const Choice = ({ visitId, team }: { visitId: Id; team: Id }) => {
  const { t } = useLingui()
  const client = useSyncClient()
  const [slip, setSlip] = useState('')
  const [problem, setProblem] = useState<ProblemBody | null>(null)
  const bind = async (how: { code: string | null; slip: number | null }) => {
    const args = { id: newId(), visitId, ...how }
    const { outcome } = await client.enqueue({ name: 'visit.confirmation-code', args, team })
    setProblem(outcome.verdict === 'refused' ? outcome.problem : null)
  }
  return (
    <Stack>
      <Text>
        <Trans>Bà con xác nhận thì số liệu của tổ đáng tin hơn. Không bắt buộc, không hỏi tên hay số điện thoại.</Trans>
      </Text>
      {problem && <ProblemAlert problem={problem} />}
      <Button size="lg" onClick={() => void bind({ code: sixDigits(), slip: null })}>
        <Trans>Hiện mã trên máy</Trans>
      </Button>
      <TextInput
        label={t`Hoặc đưa phiếu in: số của phiếu`}
        size="lg"
        inputMode="numeric"
        autoComplete="off"
        maxLength={String(greatestSlip).length}
        value={slip}
        onChange={(event) => setSlip(event.currentTarget.value.replace(/\D/g, ''))}
      />
      <Button
        size="lg"
        variant="default"
        disabled={!(Number(slip) >= 1 && Number(slip) <= greatestSlip)}
        onClick={() => void bind({ code: null, slip: Number(slip) })}
      >
        <Trans>Đã đưa phiếu này</Trans>
      </Button>
    </Stack>
  )
}

// 2^32 is no multiple of a million: the first numbers are likelier by one in four thousand, which helps nobody to guess.
const sixDigits = (): string => {
  const [value = 0] = crypto.getRandomValues(new Uint32Array(1))
  return String(value % 1_000_000).padStart(6, '0')
}
