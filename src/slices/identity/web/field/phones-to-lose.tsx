import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Card, Stack, Text } from '@mantine/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ProblemBody } from '#platform/shared/problem.ts'
import { problemOf } from '#platform/web/api.ts'
import { formatInstant } from '#platform/web/ui/format.ts'
import { ProblemAlert } from '#platform/web/ui/problem-alert.tsx'

export interface PhonesAnswer {
  phones: { id: string; device: string; startedAt: string; usedAt: string; current?: boolean }[]
  lost: { id: string; device: string; lostAt: string; wipedAt: string | null }[]
}

interface Props {
  load: () => Promise<PhonesAnswer>
  /** Reports one lost. */
  lose: (id: string) => Promise<unknown>
}

/** Phones on which somebody is signed in; one of them can be reported lost, after a word about what that means. */
export const PhonesToLose = ({ load, lose }: Props) => {
  const { t } = useLingui()
  const { answer, problem, attempt } = usePhones(load)
  if (!answer) return problem ? <ProblemAlert problem={problem} /> : <Text role="status">{t`Đang tải…`}</Text>
  return (
    <Stack gap="md">
      {problem && <ProblemAlert problem={problem} />}
      {answer.phones.length === 0 && (
        <Text>
          <Trans>Không có máy nào đang đăng nhập.</Trans>
        </Text>
      )}
      {answer.phones.map((phone) => (
        <PhoneCard key={phone.id} phone={phone} onLose={() => attempt(() => lose(phone.id))} />
      ))}
      {answer.lost.map((phone) => (
        <Card key={phone.id} withBorder p="md" data-lost={phone.id}>
          <Text fw={600}>{phone.device}</Text>
          <Text>
            <Trans>Báo mất lúc {formatInstant(Date.parse(phone.lostAt))}</Trans>
          </Text>
          <Text>
            {phone.wipedAt ? (
              <Trans>Máy đã xóa dữ liệu lúc {formatInstant(Date.parse(phone.wipedAt))}</Trans>
            ) : (
              <Trans>Máy chưa nối mạng từ lúc đó; nối mạng là tự xóa.</Trans>
            )}
          </Text>
        </Card>
      ))}
    </Stack>
  )
}

const usePhones = (load: Props['load']) => {
  const [answer, setAnswer] = useState<PhonesAnswer | null>(null)
  const [problem, setProblem] = useState<ProblemBody | null>(null)
  const latest = useRef(load)
  latest.current = load
  const attempt = useCallback(async (work: () => Promise<unknown>) => {
    setProblem(null)
    try {
      await work()
      setAnswer(await latest.current())
    } catch (error) {
      setProblem(problemOf(error))
    }
  }, [])
  useEffect(() => void attempt(async () => undefined), [attempt])
  return { answer, problem, attempt }
}

const PhoneCard = (props: { phone: PhonesAnswer['phones'][number]; onLose: () => Promise<void> }) => {
  const { phone, onLose } = props
  const [asking, setAsking] = useState(false)
  return (
    <Card withBorder p="md" data-phone={phone.id}>
      <Stack gap="sm">
        <Text fw={600}>{phone.device}</Text>
        <Text>
          <Trans>Dùng lần cuối {formatInstant(Date.parse(phone.usedAt))}</Trans>
        </Text>
        {phone.current ? (
          <Text>
            <Trans>Máy này</Trans>
          </Text>
        ) : asking ? (
          <>
            <Text role="alert" fw={600}>
              <Trans>
                Máy này sẽ không vào được nữa và tự xóa mọi dữ liệu khi nối mạng. Việc chưa gửi trên máy sẽ mất, không
                lấy lại được.
              </Trans>
            </Text>
            <Button size="lg" h={52} color="red" onClick={() => void onLose()}>
              <Trans>Đúng, máy này bị mất</Trans>
            </Button>
            <Button size="lg" h={52} variant="default" onClick={() => setAsking(false)}>
              <Trans>Thôi</Trans>
            </Button>
          </>
        ) : (
          <Button size="lg" h={52} variant="default" onClick={() => setAsking(true)}>
            <Trans>Máy bị mất</Trans>
          </Button>
        )}
      </Stack>
    </Card>
  )
}
