import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Card, Group, Stack, Text, Title } from '@mantine/core'
import { useMemo } from 'react'
import { Link } from 'wouter'
import { periodOf } from '#platform/shared/dates.ts'
import { useRows, useSyncClient, useSyncState } from '#platform/web/sync/use-sync.ts'
import { Page } from '#platform/web/ui/field/page.tsx'
import { RowLink } from '#platform/web/ui/field/row-link.tsx'
import { formatDay, formatNumber, noData } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { type Household, householdKind } from '#slices/households/shared/public.ts'
import { doorTitle } from '#slices/households/web/field/public.ts'
import { newestFirst } from '#slices/visits/shared/door-state.ts'
import { figuresOf } from '#slices/visits/shared/figures.ts'
import { type Visit, visitKind } from '#slices/visits/shared/visit.ts'
import { placeWords } from '../ui/words.ts'
import { SavedNotice } from './saved-notice.tsx'
import { useDoors } from './use-doors.ts'
import { type DoorFollowUp, useFollowUps, useToday } from './use-follow-ups.ts'
import { VisitRow } from './visit-row.tsx'

/** What the day asks: the week so far, whom to see again, and what was recorded last. */
export const TodayPage = ({ teamName }: { teamName: string }) => {
  const { t } = useLingui()
  // Before the team's data is here nothing is known: no zero, and no "nothing is due".
  const known = useSyncState().lastSyncMs !== null
  return (
    <Page title={teamName}>
      <SavedNotice />
      <ThisWeek known={known} />
      <Button component={Link} href="/record" size="xl">
        <Trans>Ghi nhận lượt mới</Trans>
      </Button>
      {known && <Due />}
      <LastVisits title={t`Ghi gần đây`} />
    </Page>
  )
}

const ThisWeek = ({ known }: { known: boolean }) => {
  const locale = useLocale()
  const doors = useDoors()
  const { week, waiting } = useWeek()
  const number = (value: number) => (known ? formatNumber(value, locale) : noData)
  return (
    <Card withBorder p="md">
      <Text fw={600} mb="xs">
        <Trans>Tuần này</Trans>
      </Text>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Figure value={number(week.amount('visits'))} label={<Trans>lượt</Trans>} />
        <Figure value={number(week.amount('people'))} label={<Trans>lượt người</Trans>} />
        <Figure value={known ? `${week.doors}/${doors.length}` : noData} label={<Trans>hộ</Trans>} />
      </Group>
      {waiting > 0 && (
        <Text mt="xs">
          <Plural value={waiting} other="Trong đó # lượt trên máy, chờ gửi" />
        </Text>
      )}
      <Button component={Link} href="/card" size="md" h={48} mt="md" fullWidth variant="light">
        <Trans>Thẻ kết quả gửi nhóm</Trans>
      </Button>
    </Card>
  )
}

/** The week of the member's teams as the office counts it; `waiting`: how many of its visits the server has not confirmed. */
const useWeek = () => {
  const client = useSyncClient()
  const { waiting: unsent } = useSyncState()
  const today = useToday()
  const visits = useRows<Visit>(visitKind)
  return useMemo(() => {
    const { from, to } = periodOf('week', today)
    const teams = client.me()?.teams ?? []
    const ofWeek = visits.filter(({ day }) => day >= from && day <= to)
    const waits = ({ id }: Visit) => ['waiting', 'waiting-for-base'].includes(client.recordState(visitKind, id))
    const notSent = unsent === 0 ? [] : ofWeek.filter(waits)
    return {
      week: figuresOf(ofWeek, { teams, from, to }),
      waiting: figuresOf(notSent, { teams, from, to }).amount('visits'),
    }
  }, [client, visits, today, unsent])
}

const Figure = ({ value, label }: { value: string; label: React.ReactNode }) => (
  <div>
    <Text fz={24} fw={600} lh={1.1}>
      {value}
    </Text>
    <Text>{label}</Text>
  </div>
)

const mostDue = 5

/** What is due, the longest overdue first, and the way to everything that was agreed. */
const Due = () => {
  const { t, i18n } = useLingui()
  const open = useFollowUps()
  const due = open.filter(({ time }) => time === 'overdue' || time === 'today')
  const overdue = open.filter(({ time }) => time === 'overdue').length
  const words = ({ time, on }: DoorFollowUp) => (time === 'today' ? t`Hẹn hôm nay` : t`Quá hẹn từ ${formatDay(on)}`)
  return (
    <Stack gap="xs">
      <Title order={2} fz={18}>
        <Trans>Hẹn lại</Trans>
      </Title>
      {due.length === 0 && (
        <Text>
          <Trans>Không có hẹn nào đến hạn.</Trans>
        </Text>
      )}
      {due.slice(0, mostDue).map((one) => (
        <RowLink
          key={one.visit.id}
          to={one.door ? `/doors/${one.door.id}` : `/visits/${one.visit.id}`}
          title={one.door ? doorTitle(one.door, (number) => t`Số ${number}`) : i18n._(placeWords[one.visit.place])}
          detail={words(one)}
        />
      ))}
      {open.length > 0 && (
        <Button component={Link} href="/follow-ups" size="lg" variant="default">
          {overdue > 0 ? (
            <Plural value={overdue} other="Xem lịch hẹn (# quá hẹn)" />
          ) : (
            <Plural value={open.length} other="Xem lịch hẹn (#)" />
          )}
        </Button>
      )}
    </Stack>
  )
}

const LastVisits = ({ title }: { title: string }) => {
  const { t, i18n } = useLingui()
  const visits = useRows<Visit>(visitKind)
  const doors = useRows<Household>(householdKind)
  const last = useMemo(
    () =>
      [...visits].sort((a, b) => (a.madeAt < b.madeAt ? 1 : a.madeAt > b.madeAt ? -1 : newestFirst(a, b))).slice(0, 8),
    [visits],
  )
  const where = ({ householdId, place }: Visit) => {
    const door = doors.find(({ id }) => id === householdId)
    return door ? doorTitle(door, (number) => t`Số ${number}`) : i18n._(placeWords[place])
  }
  if (last.length === 0) return null
  return (
    <Stack gap="xs">
      <Title order={2} fz={18}>
        {title}
      </Title>
      {last.map((visit) => (
        <VisitRow key={visit.id} visit={visit} where={where(visit)} />
      ))}
    </Stack>
  )
}
