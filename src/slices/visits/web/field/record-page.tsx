import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import { IconBuildingCommunity, IconPhoneCall, IconUsersGroup } from '@tabler/icons-react'
import { type ReactNode, useMemo, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { dayInVietnam } from '#platform/shared/dates.ts'
import type { FieldProblem } from '#platform/shared/problem.ts'
import { useDraft, useRow, useRows, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { newId } from '#platform/web/ui/field/new-id.ts'
import { Page } from '#platform/web/ui/field/page.tsx'
import { RowLink } from '#platform/web/ui/field/row-link.tsx'
import { useSubmit } from '#platform/web/ui/field/use-submit.ts'
import { type Household, householdKind } from '#slices/households/shared/public.ts'
import { doorTitle, GoneDoor } from '#slices/households/web/field/public.ts'
import { newestFirst } from '#slices/visits/shared/door-state.ts'
import { type Visit, type VisitDraft, type VisitPlace, visitKind } from '#slices/visits/shared/visit.ts'
import { checkDraft, emptyDraft } from '#slices/visits/shared/visit-rules.ts'
import { useStateWords } from '../ui/state-words.tsx'
import { useDoors } from './use-doors.ts'
import { useMates, useNameable, useWorkingTeam } from './use-team-people.ts'
import { useVisitChoices } from './use-visit-choices.ts'
import { VisitForm } from './visit-form.tsx'

/** Where was it? The doors that are next; or a help desk, a group, a call. */
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
      <Stack gap="xs">
        <Elsewhere to="/record/desk" icon={<IconBuildingCommunity aria-hidden />} words={t`Tại điểm hỗ trợ`} />
        <Elsewhere to="/record/group" icon={<IconUsersGroup aria-hidden />} words={t`Buổi hướng dẫn nhóm`} />
        <Elsewhere to="/record/phone" icon={<IconPhoneCall aria-hidden />} words={t`Hỗ trợ qua điện thoại`} />
      </Stack>
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

const Elsewhere = ({ to, icon, words }: { to: string; icon: ReactNode; words: string }) => (
  <Button component={Link} href={to} size="lg" variant="light" justify="flex-start" leftSection={icon}>
    {words}
  </Button>
)

export const RecordAtDoorPage = ({ doorId }: { doorId: string }) => {
  const { t } = useLingui()
  const door = useRow<Household>(householdKind, doorId)
  return door ? (
    <RecordPage title={doorTitle(door, (number) => t`Số ${number}`)} place="home" door={door} />
  ) : (
    <GoneDoor />
  )
}

/** One turn at the help desk with everything that can be said; the counter is for many in a row. */
export const RecordAtDeskPage = () => {
  const { t } = useLingui()
  return <RecordPage title={t`Điểm hỗ trợ`} place="desk" />
}

export const RecordGroupPage = () => {
  const { t } = useLingui()
  return <RecordPage title={t`Buổi hướng dẫn nhóm`} place="group" />
}

/** Somebody was helped by phone: of a household of the list when opened from there, or anybody. */
export const RecordPhonePage = ({ doorId }: { doorId?: string }) => {
  const { t } = useLingui()
  const door = useRow<Household>(householdKind, doorId ?? '')
  const name = door && doorTitle(door, (number) => t`Số ${number}`)
  return <RecordPage title={name ? t`Điện thoại: ${name}` : t`Hỗ trợ qua điện thoại`} place="phone" door={door} />
}

/** The draft of a form: one per door, one per kind elsewhere. */
export const draftKey = ({ place, householdId }: Pick<Visit, 'place' | 'householdId'>): string =>
  place === 'phone' && householdId ? `visit/phone/${householdId}` : `visit/${householdId ?? place}`

const RecordPage = (props: { title: string; place: VisitPlace; door?: Household }) => {
  const { place, door } = props
  const submit = useSubmit()
  const choices = useVisitChoices()
  const [, navigate] = useLocation()
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const key = draftKey({ place, householdId: door?.id ?? null })
  const draft = useDraft<VisitDraft>(key)
  // Said only of a draft that was found, not of the one that this very visit makes: nothing jumps at the first tap.
  const [found] = useState(draft.value?.id)
  const team = useWorkingTeam(door?.teamId)
  const persons = useNameable(team, door?.id)
  const fresh = useFreshDraft(place, door?.id ?? null)
  const value = draft.value ?? fresh
  const save = async () => {
    const wrong = checkDraft(value)
    setProblems(wrong)
    if (wrong.length) return
    const args = { visit: value, register: value.persons?.length ? team : null }
    const outcome = await submit({ name: 'visit.record', args, team: door?.teamId, draft: key })
    if (outcome.verdict === 'refused') setProblems(outcome.problem.fields ?? [])
    else navigate(place === 'home' ? '/doors' : '/', { replace: true, state: { saved: value.id } })
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
        mates={useMates(team)}
        persons={persons}
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

/**
 * An empty form with the best guesses: as many people as were there last time, and with the mates with whom one has been
 * on the way today.
 */
const useFreshDraft = (place: VisitPlace, doorId: string | null): VisitDraft => {
  const visits = useRows<Visit>(visitKind)
  const client = useSyncClient()
  const me = client.me()?.memberId
  const today = dayInVietnam(client.nowMs())
  return useMemo(() => {
    const last = (of: (visit: Visit) => boolean) =>
      visits.filter((visit) => !visit.cancelledOn && of(visit)).sort(newestFirst)[0]
    const here = doorId ? last((visit) => visit.householdId === doorId && visit.outcome === 'done') : undefined
    const mine = last((visit) => visit.madeBy === me && visit.day === today && visit.place === place)
    return {
      ...emptyDraft(newId(), doorId, place),
      people: here ? here.people : 1,
      members: mine?.members ?? null,
      attendance: place === 'group' ? 'count' : null,
    }
  }, [visits, place, doorId, me, today])
}
