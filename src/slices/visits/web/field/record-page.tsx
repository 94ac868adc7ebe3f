import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import { IconBuildingCommunity } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { FieldProblem } from '#platform/shared/problem.ts'
import { useDraft, useRow, useRows } from '#platform/web/sync/use-sync.ts'
import { newId } from '#platform/web/ui/field/new-id.ts'
import { Page } from '#platform/web/ui/field/page.tsx'
import { RowLink } from '#platform/web/ui/field/row-link.tsx'
import { useSubmit } from '#platform/web/ui/field/use-submit.ts'
import { type Household, householdKind } from '#slices/households/shared/public.ts'
import { doorTitle, GoneDoor } from '#slices/households/web/field/public.ts'
import { type Visit, type VisitDraft, visitKind } from '#slices/visits/shared/visit.ts'
import { checkVisit, emptyDraft } from '#slices/visits/shared/visit-rules.ts'
import { useStateWords } from '../ui/state-words.tsx'
import { newestFirst, useDoors } from './use-doors.ts'
import { useVisitChoices } from './use-visit-choices.ts'
import { VisitForm } from './visit-form.tsx'

/** Where was it? The doors that are next, or a help desk. */
export const ChooseDoorPage = () => {
  const { t } = useLingui()
  const stateWords = useStateWords()
  const doors = useDoors()
  const next = [
    ...doors.filter(({ state }) => state.state === 'new'),
    ...doors.filter(({ state }) => state.state !== 'new'),
  ]
  return (
    <Page title={t`Ghi nhận`}>
      <Button
        component={Link}
        href="/record/desk"
        size="lg"
        variant="light"
        leftSection={<IconBuildingCommunity aria-hidden />}
      >
        <Trans>Tại điểm hỗ trợ</Trans>
      </Button>
      <Stack gap="xs">
        {next.slice(0, 30).map(({ door, state }) => (
          <RowLink
            key={door.id}
            to={`/record/${door.id}`}
            title={doorTitle(door, (number) => t`Số ${number}`)}
            detail={stateWords(state)}
          />
        ))}
      </Stack>
      <Button component={Link} href="/doors" size="lg" variant="default">
        <Trans>Tìm hộ khác</Trans>
      </Button>
    </Page>
  )
}

export const RecordAtDoorPage = ({ doorId }: { doorId: string }) => {
  const { t } = useLingui()
  const door = useRow<Household>(householdKind, doorId)
  return door ? (
    <RecordPage title={doorTitle(door, (number) => t`Số ${number}`)} doorId={doorId} team={door.teamId} />
  ) : (
    <GoneDoor />
  )
}

export const RecordAtDeskPage = () => {
  const { t } = useLingui()
  return <RecordPage title={t`Điểm hỗ trợ`} doorId={null} />
}

const RecordPage = (props: { title: string; doorId: string | null; team?: string }) => {
  const submit = useSubmit()
  const choices = useVisitChoices()
  const [, navigate] = useLocation()
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const key = `visit/${props.doorId ?? 'desk'}`
  const draft = useDraft<VisitDraft>(key)
  // Said only of a draft that was found, not of the one that this very visit makes: nothing jumps at the first tap.
  const [found] = useState(draft.value?.id)
  const fresh = useFreshDraft(props.doorId)
  const value = draft.value ?? fresh
  const save = async () => {
    const wrong = checkVisit(value)
    setProblems(wrong)
    if (wrong.length) return
    const outcome = await submit({ name: 'visit.record', args: { visit: value }, team: props.team, draft: key })
    if (outcome.verdict === 'refused') setProblems(outcome.problem.fields ?? [])
    else navigate(props.doorId ? '/doors' : '/', { replace: true, state: { saved: value.id } })
  }
  return (
    <Page title={props.title} back>
      {found !== undefined && draft.value?.id === found && (
        <Group justify="space-between" wrap="nowrap">
          <Text fw={600}>
            <Trans>Bản ghi dở, chưa lưu</Trans>
          </Text>
          <Button variant="default" size="md" h={48} onClick={() => void draft.drop()}>
            <Trans>Ghi lại từ đầu</Trans>
          </Button>
        </Group>
      )}
      <VisitForm
        draft={value}
        choices={choices}
        problems={problems}
        backdating
        onChange={(next) => {
          setProblems([])
          void draft.save(next)
        }}
        onSave={() => void save()}
      />
    </Page>
  )
}

/** An empty form; how many people were there last time is the best guess for this time. */
const useFreshDraft = (doorId: string | null): VisitDraft => {
  const visits = useRows<Visit>(visitKind)
  return useMemo(() => {
    const last = visits
      .filter((visit) => doorId && visit.householdId === doorId && visit.outcome === 'done' && !visit.cancelledOn)
      .sort(newestFirst)[0]
    return { ...emptyDraft(newId(), doorId), people: last?.people ?? 1 }
  }, [visits, doorId])
}
