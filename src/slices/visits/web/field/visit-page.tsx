import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, List, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { can } from '#platform/shared/permission.ts'
import type { FieldProblem } from '#platform/shared/problem.ts'
import { useDraft, useRecordState, useRow, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { FreeText } from '#platform/web/ui/field/free-text.tsx'
import { Page } from '#platform/web/ui/field/page.tsx'
import { RecordBadge } from '#platform/web/ui/field/record-badge.tsx'
import { formatDay } from '#platform/web/ui/format.ts'
import { isInTime } from '#slices/visits/shared/may-touch.ts'
import { ownCorrectionDays, type Visit, type VisitDraft, visitKind } from '#slices/visits/shared/visit.ts'
import { checkVisit } from '#slices/visits/shared/visit-rules.ts'
import { useVisitFacts } from '../ui/visit-facts.ts'
import { PhotoPart } from './photos/lazy.tsx'
import { useItemNames, useMemberNames, usePersonNames } from './use-item-names.ts'
import { useMates, useNameable } from './use-team-people.ts'
import { useVisitChoices } from './use-visit-choices.ts'
import { asDraft, visitChanges } from './visit-changes.ts'
import { VisitForm } from './visit-form.tsx'

/** One visit, read; corrected or cancelled by who recorded it, later by who leads the team. */
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
          <Trans>Đã hủy ngày {formatDay(visit.cancelledOn)}. Lượt này không được tính.</Trans> {visit.cancelReason}
        </Alert>
      )}
      <Facts visit={visit} />
      <PhotoPart visitId={visit.id} />
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
  const lines = useVisitFacts(useItemNames(), useMemberNames(), usePersonNames())(visit)
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
  const right = useRight(visit)
  if (right === 'none') return <WhyNot visit={visit} />
  if (asking) return <CancelQuestion visit={visit} withReason={right === 'any'} onKeep={() => setAsking(false)} />
  return (
    <Stack>
      {right === 'any' && (
        <Text>
          <Trans>Bạn sửa với vai trò tổ trưởng: cần ghi lý do, và lý do được lưu lại.</Trans>
        </Text>
      )}
      <Button component={Link} href={`/visits/${visit.id}/correct`} size="lg" variant="default">
        <Trans>Sửa lượt này</Trans>
      </Button>
      <Button size="lg" variant="default" onClick={() => setAsking(true)}>
        <Trans>Hủy lượt này</Trans>
      </Button>
    </Stack>
  )
}

/** own: who recorded it, for a week · any: who leads the team that did it, with a reason · none: nobody else. */
type Right = 'own' | 'any' | 'none'

const useRight = (visit: Visit): Right => {
  const client = useSyncClient()
  const me = client.me()
  if (!me) return 'none'
  const own = visit.madeBy !== null && visit.madeBy === me.memberId && me.teams.includes(visit.doneByTeamId)
  if (own && isInTime(visit, client.nowMs())) return 'own'
  return can(me, 'visit.correct-any', [visit.doneByTeamId]) ? 'any' : 'none'
}

const WhyNot = ({ visit }: { visit: Visit }) => {
  const me = useSyncClient().me()
  if (!me?.teams.includes(visit.doneByTeamId))
    return (
      <Text>
        <Trans>Lượt này do tổ khác ghi. Chỉ tổ đã ghi mới sửa hoặc hủy được.</Trans>
      </Text>
    )
  return (
    <Text>
      {visit.madeBy === me.memberId ? (
        <Trans>Đã quá {ownCorrectionDays} ngày từ lúc ghi. Muốn sửa hay hủy, hãy nhờ tổ trưởng.</Trans>
      ) : (
        <Trans>Lượt này do người khác ghi. Muốn sửa hay hủy, hãy nhờ người đó hoặc tổ trưởng.</Trans>
      )}
    </Text>
  )
}

// Asked, not undone: a cancelled visit has left the figures and cannot be opened again.
const CancelQuestion = (props: { visit: Visit; withReason: boolean; onKeep: () => void }) => {
  const { id, doneByTeamId: team } = props.visit
  const { t } = useLingui()
  const client = useSyncClient()
  const [reason, setReason] = useState<string | null>(null)
  const name = props.withReason ? 'visit.cancel-any' : 'visit.cancel'
  return (
    <form
      role="alert"
      onSubmit={(event) => {
        event.preventDefault()
        void client.enqueue({ name, args: { id, reason }, team })
      }}
    >
      <Stack>
        <Text fw={600}>
          <Trans>Lượt đã hủy không được tính và không mở lại được. Nếu chỉ ghi nhầm, hãy sửa.</Trans>
        </Text>
        <FreeText
          label={props.withReason ? t`Lý do hủy` : t`Lý do hủy (nếu có)`}
          required={props.withReason}
          maxLength={200}
          value={reason}
          onChange={setReason}
        />
        <Button size="lg" variant="default" type="submit">
          <Trans>Hủy hẳn lượt này</Trans>
        </Button>
        <Button size="lg" onClick={props.onKeep}>
          <Trans>Giữ lại</Trans>
        </Button>
      </Stack>
    </form>
  )
}

/** The form again, filled with the visit; what was changed goes as old and new value of each field. */
export const CorrectVisitPage = ({ id }: { id: string }) => {
  const visit = useRow<Visit>(visitKind, id)
  return visit ? <CorrectVisit visit={visit} /> : <GoneVisit />
}

const CorrectVisit = ({ visit }: { visit: Visit }) => {
  const { t } = useLingui()
  const client = useSyncClient()
  const choices = useVisitChoices()
  const [, navigate] = useLocation()
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const { id, doneByTeamId: team } = visit
  const right = useRight(visit)
  const key = `visit-correct/${id}`
  const draft = useDraft<{ before: Visit; after: VisitDraft; reason?: string | null }>(key)
  const reason = draft.value?.reason ?? null
  const before = draft.value?.before ?? visit
  const after = draft.value?.after ?? asDraft(visit)
  const save = async () => {
    const wrong = checkVisit(after)
    setProblems(wrong)
    if (wrong.length) return
    const changes = visitChanges(before, after)
    if (Object.keys(changes).length === 0) await draft.drop()
    else {
      const work =
        right === 'any'
          ? { name: 'visit.correct-any', args: { id, changes, reason }, team, draft: key }
          : { name: 'visit.correct', args: { id, changes }, team, draft: key }
      const done = await client.enqueue(work)
      const { outcome } = done
      if (outcome.verdict === 'refused') return setProblems(outcome.problem.fields ?? [asField(outcome.problem)])
    }
    navigate(`/visits/${id}`, { replace: true })
  }
  return (
    <Page title={t`Sửa lượt`} back>
      <VisitForm
        draft={after}
        choices={choices}
        mates={useMates(team)}
        persons={useNameable(team, visit.place === 'home' ? visit.householdId : null)}
        problems={problems}
        saveLabel={t`Lưu sửa`}
        onChange={(next) => {
          setProblems([])
          void draft.save({ before, after: next, reason })
        }}
        extra={
          right === 'any' && (
            <FreeText
              label={t`Lý do sửa`}
              required
              maxLength={200}
              value={reason}
              onChange={(next) => void draft.save({ before, after, reason: next })}
            />
          )
        }
        onSave={() => void save()}
      />
    </Page>
  )
}

const asField = ({ vi, en }: { vi: string; en: string }): FieldProblem => ({ path: '', vi, en })
