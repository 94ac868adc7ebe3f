import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Paper, Stack, Text, TextInput } from '@mantine/core'
import { useCallback, useEffect, useState } from 'react'
import type { ProblemBody } from '#platform/shared/problem.ts'
import { createCall, problemOf } from '#platform/web/api.ts'
import { useRow, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { Page } from '#platform/web/ui/field/page.tsx'
import { formatDay } from '#platform/web/ui/format.ts'
import { ProblemAlert } from '#platform/web/ui/problem-alert.tsx'
import { type Member, memberKind } from '#slices/teams/shared/public.ts'
import { explainFindingRoute, type FindingInList, teamFindingsRoute } from '#slices/verification/shared/findings.ts'
import { patternWords } from '../ui/pattern-words.ts'

/** "Xin kiểm tra lại": what looks odd in the team's visits, before anybody else sees it. Needs the network. */
export const FindingsPage = () => {
  const { t } = useLingui()
  const { findings, problem, reload } = useFindings()
  return (
    <Page title={t`Xin kiểm tra lại`} back>
      <Text>
        <Trans>
          Máy thấy những điều này hơi lạ, có thể chỉ là ghi bù cuối ngày. Tổ viết một câu là đủ. Sau bảy ngày xã mới
          thấy.
        </Trans>
      </Text>
      {problem && <ProblemAlert problem={problem} />}
      {problem && (
        <Button size="lg" variant="default" onClick={reload}>
          <Trans>Thử lại</Trans>
        </Button>
      )}
      {!findings && !problem && (
        <Text role="status">
          <Trans>Đang hỏi máy chủ…</Trans>
        </Text>
      )}
      {findings?.length === 0 && (
        <Text role="status">
          <Trans>Không có gì cần kiểm tra lại.</Trans>
        </Text>
      )}
      {findings?.map((finding) => (
        <Card key={finding.id} finding={finding} onExplained={reload} />
      ))}
    </Page>
  )
}

const useFindings = () => {
  const client = useSyncClient()
  const [findings, setFindings] = useState<readonly FindingInList[] | null>(null)
  const [problem, setProblem] = useState<ProblemBody | null>(null)
  const load = useCallback(async () => {
    try {
      const call = createCall(() => client.token())
      const teams = client.me()?.teams ?? []
      const answers = await Promise.all(teams.map((teamId) => call(teamFindingsRoute, { params: { teamId } })))
      setFindings(answers.flatMap((answer) => answer.findings))
      setProblem(null)
    } catch (error) {
      setProblem(problemOf(error))
    }
  }, [client])
  useEffect(() => void load(), [load])
  return { findings, problem, reload: () => void load() }
}

const Card = ({ finding, onExplained }: { finding: FindingInList; onExplained: () => void }) => {
  const { i18n } = useLingui()
  const member = useRow<Member>(memberKind, finding.memberId)
  return (
    <Paper withBorder p="md" data-finding={finding.id}>
      <Stack gap="xs">
        <Text fw={600}>{i18n._(patternWords[finding.pattern])}</Text>
        <Text>
          <Trans>
            {formatDay(finding.day)}, {finding.visits} lượt, {member?.name ?? finding.team}
          </Trans>
        </Text>
        {finding.explanation ? (
          <Text>
            <Trans>Tổ đã trả lời: {finding.explanation}</Trans>
          </Text>
        ) : (
          !finding.closedOn && <Explain finding={finding} onExplained={onExplained} />
        )}
        {finding.closingWord && (
          <Text>
            <Trans>Xã: {finding.closingWord}</Trans>
          </Text>
        )}
      </Stack>
    </Paper>
  )
}

const Explain = ({ finding, onExplained }: { finding: FindingInList; onExplained: () => void }) => {
  const { t } = useLingui()
  const client = useSyncClient()
  const [word, setWord] = useState('')
  const [problem, setProblem] = useState<ProblemBody | null>(null)
  const explain = async () => {
    const params = { teamId: finding.teamId, findingId: finding.id }
    try {
      await createCall(() => client.token())(explainFindingRoute, { params, body: { word } })
      onExplained()
    } catch (error) {
      setProblem(problemOf(error))
    }
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void explain()
      }}
    >
      <Stack gap="xs">
        <TextInput
          label={t`Vì sao như vậy?`}
          size="lg"
          required
          minLength={2}
          maxLength={300}
          value={word}
          onChange={(event) => setWord(event.currentTarget.value)}
        />
        {problem && <ProblemAlert problem={problem} />}
        <Button type="submit" size="lg">
          <Trans>Gửi câu trả lời</Trans>
        </Button>
      </Stack>
    </form>
  )
}
