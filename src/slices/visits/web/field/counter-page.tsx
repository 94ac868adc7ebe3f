import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Link } from 'wouter'
import { dayInVietnam } from '#platform/shared/dates.ts'
import type { FieldProblem } from '#platform/shared/problem.ts'
import { useDraft, useRows, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { FieldProblems } from '#platform/web/ui/field/field-problems.tsx'
import { newId } from '#platform/web/ui/field/new-id.ts'
import { Page } from '#platform/web/ui/field/page.tsx'
import { type Visit, type VisitDraft, visitKind } from '#slices/visits/shared/visit.ts'
import { checkDraft, emptyDraft } from '#slices/visits/shared/visit-rules.ts'
import classes from './counter-page.module.css'
import { GroupsPart } from './groups-part.tsx'
import { PlatformsPart } from './platforms-part.tsx'
import { SkillsPart } from './skills-part.tsx'
import { useVisitChoices } from './use-visit-choices.ts'
import form from './visit-form.module.css'

const key = 'visit/counter'

/**
 * Many people in a row at the help desk, with one hand: what was chosen stays for the next person, one tap keeps the
 * person and goes on. Each is a visit of its own, safe at once; the last can be taken back.
 */
export const CounterPage = () => {
  const { t } = useLingui()
  const client = useSyncClient()
  const choices = useVisitChoices()
  const today = useDeskToday()
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const draft = useDraft<VisitDraft>(key)
  const fresh = useNextPerson(today[0])
  const value = draft.value ?? fresh
  const change = (next: VisitDraft) => {
    setProblems([])
    void draft.save(next)
  }
  const keep = async () => {
    const wrong = checkDraft(value)
    setProblems(wrong)
    if (wrong.length) return
    await draft.drop()
    const { outcome } = await client.enqueue({ name: 'visit.record', args: { visit: value }, draft: key })
    if (outcome.verdict === 'refused') setProblems(outcome.problem.fields ?? [])
    else window.scrollTo({ top: 0 })
  }
  return (
    <Page title={t`Điểm hỗ trợ`} back>
      <Tally visits={today} />
      <Stack gap="xl" pb={110}>
        <SkillsPart draft={value} onChange={change} />
        <GroupsPart draft={value} onChange={(part) => change({ ...value, ...part })} />
        <PlatformsPart draft={value} choices={choices.platforms} onChange={(part) => change({ ...value, ...part })} />
        <Button component={Link} href="/record/desk/full" size="lg" variant="default">
          <Trans>Ghi nhiều người, hoặc ghi đủ hơn</Trans>
        </Button>
      </Stack>
      <div className={form.save}>
        <FieldProblems problems={problems} />
        <Button size="lg" fullWidth h={64} onClick={() => void keep()}>
          <Trans>Lưu 1 người, đến người tiếp</Trans>
        </Button>
      </div>
    </Page>
  )
}

/** How many so far, and the way back for the last one. */
const Tally = ({ visits }: { visits: readonly Visit[] }) => {
  const client = useSyncClient()
  const people = visits.reduce((sum, visit) => sum + visit.people, 0)
  const [last] = visits
  return (
    <Group justify="space-between" wrap="nowrap" className={classes.tally}>
      <div role="status">
        <Text span className={classes.number}>
          {people}
        </Text>{' '}
        <Text span>
          <Plural value={people} other="người hôm nay" />
        </Text>
        {last && (
          <Text>
            <Trans>Đã lưu trên máy</Trans>
          </Text>
        )}
      </div>
      {last && (
        <Button
          size="md"
          h={48}
          variant="default"
          style={{ flex: 'none' }}
          leftSection={<IconArrowBackUp aria-hidden />}
          onClick={() =>
            void client.enqueue({ name: 'visit.cancel', args: { id: last.id, reason: null }, team: last.doneByTeamId })
          }
        >
          <Trans>Bớt 1 người</Trans>
        </Button>
      )}
    </Group>
  )
}

/** Whom I have helped at the desk today, the last first. */
const useDeskToday = (): readonly Visit[] => {
  const client = useSyncClient()
  const visits = useRows<Visit>(visitKind)
  const me = client.me()?.memberId
  const today = dayInVietnam(client.nowMs())
  return useMemo(
    () =>
      visits
        .filter((one) => one.place === 'desk' && one.madeBy === me && one.day === today && !one.cancelledOn)
        .sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1)),
    [visits, me, today],
  )
}

// People queue for the same thing: what the last one was shown is chosen already. Who they are is not.
const useNextPerson = (last: Visit | undefined): VisitDraft =>
  useMemo(
    () => ({
      ...emptyDraft(newId(), null, 'desk'),
      ...(last?.people === 1 && {
        skills: last.skills,
        topics: last.topics,
        platforms: last.platforms.map(({ platform, result }) => ({
          platform,
          result: result === 'failed' ? 'installed' : result,
          reason: null,
        })),
      }),
      members: last?.members ?? null,
    }),
    [last],
  )
