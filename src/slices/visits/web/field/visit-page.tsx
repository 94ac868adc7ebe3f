import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, List, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { FieldProblem } from '#platform/shared/problem.ts'
import { useDraft, useRecordState, useRow, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { Page } from '#platform/web/ui/field/page.tsx'
import { RecordBadge } from '#platform/web/ui/field/record-badge.tsx'
import { formatDay } from '#platform/web/ui/format.ts'
import { type Visit, type VisitDraft, visitKind } from '#slices/visits/shared/visit.ts'
import { checkVisit } from '#slices/visits/shared/visit-rules.ts'
import { useVisitWords } from '../ui/version-words.ts'
import { outcomeWords } from '../ui/words.ts'
import { useItemNames } from './use-item-names.ts'
import { useVisitChoices } from './use-visit-choices.ts'
import { asDraft, visitChanges } from './visit-changes.ts'
import { VisitForm } from './visit-form.tsx'

/** One visit, read; corrected or cancelled by the team that made it. */
export const VisitPage = ({ id }: { id: string }) => {
  const { t } = useLingui()
  const visit = useRow<Visit>(visitKind, id)
  const state = useRecordState(visitKind, id)
  if (!visit) return <GoneVisit />
  return (
    <Page title={t`Lượt hướng dẫn`} back>
      <Group>
        <RecordBadge state={state} />
        <Text>{formatDay(visit.day)}</Text>
      </Group>
      {visit.cancelledOn && (
        <Alert color="gray">
          <Trans>Đã hủy ngày {formatDay(visit.cancelledOn)}. Lượt này không được tính.</Trans>
        </Alert>
      )}
      <Facts visit={visit} />
      {!visit.cancelledOn && <Actions visit={visit} />}
    </Page>
  )
}

const GoneVisit = () => {
  const { t } = useLingui()
  return (
    <Page title={t`Không thấy lượt này`} back>
      <Text>
        <Trans>Lượt này không còn trên máy: hộ đã chuyển sang tổ khác, hoặc lượt đã quá 12 tháng.</Trans>
      </Text>
    </Page>
  )
}

const Facts = ({ visit }: { visit: Visit }) => {
  const { t, i18n } = useLingui()
  const named = useItemNames()
  const words = useVisitWords(named)
  const lines = [
    i18n._(outcomeWords[visit.outcome]),
    visit.outcome === 'done' && t`${visit.people} người`,
    ...visit.skills.map(words.skill),
    ...visit.platforms.map(words.platform),
    ...visit.topics.map(named),
    visit.difficulty && t`Khó khăn: ${words.difficulty(visit.difficulty)}`,
    visit.followUpOn && t`Hẹn lại ${formatDay(visit.followUpOn)}`,
    visit.note,
  ].filter((line): line is string => Boolean(line))
  return (
    <List spacing="xs">
      {lines.map((line) => (
        <List.Item key={line}>{line}</List.Item>
      ))}
    </List>
  )
}

const Actions = ({ visit }: { visit: Visit }) => {
  const [asking, setAsking] = useState(false)
  if (asking) return <CancelQuestion visit={visit} onKeep={() => setAsking(false)} />
  return (
    <Stack>
      <Button component={Link} href={`/visits/${visit.id}/correct`} size="lg" variant="default">
        <Trans>Sửa lượt này</Trans>
      </Button>
      <Button size="lg" variant="default" onClick={() => setAsking(true)}>
        <Trans>Hủy lượt này</Trans>
      </Button>
    </Stack>
  )
}

// Asked, not undone: a cancelled visit has left the figures and cannot be opened again.
const CancelQuestion = ({ visit, onKeep }: { visit: Visit; onKeep: () => void }) => {
  const client = useSyncClient()
  const cancel = () =>
    void client.enqueue({ name: 'visit.cancel', args: { id: visit.id, reason: null }, team: visit.doneByTeamId })
  return (
    <Stack role="alert">
      <Text fw={600}>
        <Trans>Lượt đã hủy không được tính và không mở lại được. Nếu chỉ ghi nhầm, hãy sửa.</Trans>
      </Text>
      <Button size="lg" variant="default" onClick={cancel}>
        <Trans>Hủy hẳn lượt này</Trans>
      </Button>
      <Button size="lg" onClick={onKeep}>
        <Trans>Giữ lại</Trans>
      </Button>
    </Stack>
  )
}

/** The form again, filled with the visit; what was changed goes as old and new value of each field. */
export const CorrectVisitPage = ({ id }: { id: string }) => {
  const { t } = useLingui()
  const client = useSyncClient()
  const choices = useVisitChoices()
  const [, navigate] = useLocation()
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const visit = useRow<Visit>(visitKind, id)
  const key = `visit-correct/${id}`
  const draft = useDraft<{ before: Visit; after: VisitDraft }>(key)
  if (!visit) return <GoneVisit />
  const before = draft.value?.before ?? visit
  const after = draft.value?.after ?? asDraft(visit)
  const save = async () => {
    const wrong = checkVisit(after)
    setProblems(wrong)
    if (wrong.length) return
    const changes = visitChanges(before, after)
    if (Object.keys(changes).length === 0) await draft.drop()
    else {
      const work = { name: 'visit.correct', args: { id, changes }, team: visit.doneByTeamId, draft: key }
      const done = await client.enqueue(work)
      if (done.outcome.verdict === 'refused') return setProblems(done.outcome.problem.fields ?? [])
    }
    navigate(`/visits/${id}`, { replace: true })
  }
  return (
    <Page title={t`Sửa lượt`} back>
      <VisitForm
        draft={after}
        choices={choices}
        problems={problems}
        saveLabel={t`Lưu sửa`}
        onChange={(next) => {
          setProblems([])
          void draft.save({ before, after: next })
        }}
        onSave={() => void save()}
      />
    </Page>
  )
}
