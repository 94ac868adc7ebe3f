import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Card, Group, Stack, Text, Title } from '@mantine/core'
import { IconCalendarCheck } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import { Link } from 'wouter'
import { useRow, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { EmptyState } from '#platform/web/ui/empty-state.tsx'
import { Chips } from '#platform/web/ui/field/chips.tsx'
import { FreeText } from '#platform/web/ui/field/free-text.tsx'
import { Page } from '#platform/web/ui/field/page.tsx'
import { UndoBar } from '#platform/web/ui/field/undo-bar.tsx'
import { formatDay } from '#platform/web/ui/format.ts'
import { doorTitle } from '#slices/households/web/field/public.ts'
import { type FollowUpTime, followUpTimes } from '#slices/visits/shared/follow-ups.ts'
import { type Visit, visitKind } from '#slices/visits/shared/visit.ts'
import { placeWords } from '../ui/words.ts'
import { ReminderSwitch } from './reminder-switch.tsx'
import { type DoorFollowUp, useFollowUps } from './use-follow-ups.ts'
import { VisitSummary } from './visit-row.tsx'

const firstLater = 20

/** Whom to see again, by how pressing it is; done by going there, or ticked off with a word. */
export const FollowUpsPage = () => {
  const { t } = useLingui()
  const open = useFollowUps()
  const [ticked, setTicked] = useState<string | null>(null)
  const gone = useCallback(() => setTicked(null), [])
  const words: Record<FollowUpTime, string> = {
    overdue: t`Quá hẹn`,
    today: t`Hôm nay`,
    week: t`Trong 7 ngày tới`,
    later: t`Sau đó`,
  }
  return (
    <Page title={t`Hẹn lại`} back>
      {ticked && <Ticked id={ticked} key={ticked} onGone={gone} />}
      {open.length === 0 && (
        <EmptyState
          icon={<IconCalendarCheck size={28} />}
          title={t`Không có hẹn nào`}
          hint={t`Khi ghi một lượt, chọn “Hẹn lại” để hộ hiện ở đây đúng ngày.`}
        />
      )}
      {followUpTimes.map((time) => (
        <Section
          key={time}
          title={words[time]}
          all={open.filter((one) => one.time === time)}
          most={time === 'later' ? firstLater : Number.POSITIVE_INFINITY}
          onTicked={setTicked}
        />
      ))}
      <ReminderSwitch />
    </Page>
  )
}

const Section = (props: {
  title: string
  all: readonly DoorFollowUp[]
  most: number
  onTicked: (id: string) => void
}) => {
  const { title, all, most } = props
  const [whole, setWhole] = useState(false)
  if (all.length === 0) return null
  const shown = whole ? all : all.slice(0, most)
  return (
    <Stack gap="xs">
      <Title order={2} fz={18}>
        {title} ({all.length})
      </Title>
      {shown.map((one) => (
        <OneFollowUp key={one.visit.id} followUp={one} onTicked={props.onTicked} />
      ))}
      {shown.length < all.length && (
        <Button variant="default" size="lg" onClick={() => setWhole(true)}>
          <Trans>Xem thêm {all.length - shown.length} hẹn</Trans>
        </Button>
      )}
    </Stack>
  )
}

const OneFollowUp = ({ followUp, onTicked }: { followUp: DoorFollowUp; onTicked: (id: string) => void }) => {
  const { t, i18n } = useLingui()
  const { visit, door, on } = followUp
  const [asking, setAsking] = useState(false)
  const title = door ? doorTitle(door, (number) => t`Số ${number}`) : i18n._(placeWords[visit.place])
  return (
    <Card withBorder p="sm">
      <Stack gap="xs">
        <Text fw={600}>{title}</Text>
        <Text>
          {formatDay(on)} · <VisitSummary visit={visit} />
        </Text>
        {visit.note && <Text>{visit.note}</Text>}
        <Group grow>
          <Button
            component={Link}
            href={door ? `/record/${door.id}` : `/visits/${visit.id}`}
            size="md"
            h={48}
            variant="light"
            aria-label={door ? t`Ghi nhận: ${title}` : t`Xem lượt: ${title}`}
          >
            {door ? <Trans>Ghi nhận</Trans> : <Trans>Xem lượt</Trans>}
          </Button>
          <Button
            size="md"
            h={48}
            variant="default"
            aria-expanded={asking}
            aria-label={t`Xong hẹn: ${title}`}
            onClick={() => setAsking(!asking)}
          >
            <Trans>Xong</Trans>
          </Button>
        </Group>
        {asking && <Tick visit={visit} onTicked={() => onTicked(visit.id)} />}
      </Stack>
    </Card>
  )
}

/** How it was settled without a visit: in a word, or in one's own. */
const Tick = ({ visit, onTicked }: { visit: Visit; onTicked: () => void }) => {
  const { t } = useLingui()
  const client = useSyncClient()
  const [own, setOwn] = useState<string | null>(null)
  const usual = [t`Đã gặp rồi`, t`Tự làm được rồi`, t`Không cần nữa`]
  const tick = async (word: string | null) => {
    const args = { id: visit.id, done: true, word }
    await client.enqueue({ name: 'visit.follow-up-done', args, team: visit.teamId })
    onTicked()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void tick(own)
      }}
    >
      <Stack gap="sm">
        <Chips
          label={t`Vì sao không cần đến nữa?`}
          choices={usual.map((label) => ({ value: label, label }))}
          selected={[]}
          onToggle={(word) => void tick(word)}
        />
        <FreeText label={t`Hoặc ghi vài chữ`} maxLength={200} value={own} onChange={setOwn} />
        <Button type="submit" size="md" h={48}>
          <Trans>Đánh dấu xong</Trans>
        </Button>
      </Stack>
    </form>
  )
}

const Ticked = ({ id, onGone }: { id: string; onGone: () => void }) => {
  const { t } = useLingui()
  const client = useSyncClient()
  const visit = useRow<Visit>(visitKind, id)
  const undo = () => {
    void client.enqueue({ name: 'visit.follow-up-done', args: { id, done: false, word: null }, team: visit?.teamId })
    onGone()
  }
  return <UndoBar message={t`Đã đánh dấu xong hẹn`} onUndo={undo} onGone={onGone} />
}
