import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Card, Stack, Text, TextInput } from '@mantine/core'
import { IconInbox } from '@tabler/icons-react'
import { useCallback, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import type { Id } from '#platform/shared/ids.ts'
import type { ProblemBody } from '#platform/shared/problem.ts'
import { createCall, problemOf } from '#platform/web/api.ts'
import { useSyncClient } from '#platform/web/sync/use-sync.ts'
import { EmptyState } from '#platform/web/ui/empty-state.tsx'
import { Page } from '#platform/web/ui/field/page.tsx'
import { formatDay } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { ProblemAlert } from '#platform/web/ui/problem-alert.tsx'
import { doorTitle } from '#slices/households/web/field/public.ts'
import { type RefusedWork, settleRefusedRoute, teamRefusedRoute } from '#slices/visits/shared/public.ts'
import { useCommandWords } from '#slices/visits/web/public.ts'
import { ChangeList } from './change-list.tsx'
import { correctionOf } from './correction.ts'

/** What the leader looks after: refused work of members who left, and what the commune gave to the team. Needs the network. */
export const TeamRefusedPage = () => {
  const { t } = useLingui()
  const team = useSyncClient().me()?.teams[0] ?? ''
  const { refused, problem, attempt } = useTeamRefused(team)
  return (
    <Page title={t`Việc của tổ cần xử lý`} back>
      {problem && <ProblemAlert problem={problem} />}
      {!refused && !problem && <Text role="status">{t`Đang tải…`}</Text>}
      {refused?.length === 0 && (
        <EmptyState
          icon={<IconInbox size={28} />}
          title={t`Không có việc nào cần tổ xử lý`}
          hint={t`Việc bị từ chối của người đã rời tổ, và việc xã giao cho tổ, hiện ở đây.`}
        />
      )}
      {refused?.map((work) => (
        <Work key={work.id} work={work} team={team} attempt={attempt} />
      ))}
    </Page>
  )
}

type Attempt = (work: () => Promise<unknown>) => Promise<void>

const useTeamRefused = (team: Id) => {
  const client = useSyncClient()
  const [refused, setRefused] = useState<readonly RefusedWork[] | null>(null)
  const [problem, setProblem] = useState<ProblemBody | null>(null)
  const attempt: Attempt = useCallback(
    async (work) => {
      setProblem(null)
      try {
        await work()
        const call = createCall(() => client.token())
        setRefused((await call(teamRefusedRoute, { params: { teamId: team } })).refused)
      } catch (error) {
        setProblem(problemOf(error))
      }
    },
    [client, team],
  )
  useEffect(() => void attempt(async () => undefined), [attempt])
  return { refused, problem, attempt }
}

const Work = ({ work, team, attempt }: { work: RefusedWork; team: Id; attempt: Attempt }) => {
  const { t } = useLingui()
  const client = useSyncClient()
  const locale = useLocale()
  const words = useCommandWords()
  const [, navigate] = useLocation()
  const [reason, setReason] = useState<string | null>(null)
  const again = correctionOf(client, work, work.day)
  const settle = (how: 'corrected' | 'withdrawn', why: string | null) =>
    attempt(() =>
      createCall(() => client.token())(settleRefusedRoute, {
        params: { teamId: team, commandId: work.id },
        body: { how, reason: why },
      }),
    )
  const open = async () => {
    if (!again) return
    await client.saveDraft(again.key, again.value)
    navigate(again.page)
  }
  return (
    <Card withBorder p="md" data-refused={work.id}>
      <Stack gap="sm">
        <Text fw={600}>
          {words(work.name)} · {formatDay(work.day)}
        </Text>
        {work.door && <Text>{doorTitle(work.door, (number) => t`Số ${number}`)}</Text>}
        <Text>{work.left ? <Trans>Của người đã rời tổ</Trans> : <Trans>Xã giao cho tổ</Trans>}</Text>
        {work.note && <Text>{work.note}</Text>}
        <ChangeList args={work.args} />
        <Text fw={600}>{work.problem[locale]}</Text>
        {again && (
          <Button size="md" h={48} variant="light" onClick={() => void open()}>
            <Trans>Mở phiếu để ghi lại</Trans>
          </Button>
        )}
        <Button size="md" h={48} variant="default" onClick={() => void settle('corrected', null)}>
          <Trans>Đã ghi lại xong</Trans>
        </Button>
        {reason === null ? (
          <Button size="md" h={48} variant="default" onClick={() => setReason('')}>
            <Trans>Bỏ việc này</Trans>
          </Button>
        ) : (
          <>
            <TextInput
              size="md"
              label={t`Vì sao bỏ?`}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <Button size="md" h={48} onClick={() => reason.trim() && void settle('withdrawn', reason.trim())}>
              <Trans>Bỏ, với lý do này</Trans>
            </Button>
          </>
        )}
      </Stack>
    </Card>
  )
}
