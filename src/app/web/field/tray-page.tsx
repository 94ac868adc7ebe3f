import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Card, Group, Stack, Text } from '@mantine/core'
import { IconInbox } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { dayInVietnam } from '#platform/shared/dates.ts'
import type { TrayEntry } from '#platform/web/sync/types.ts'
import { useSyncClient, useSyncState } from '#platform/web/sync/use-sync.ts'
import { EmptyState } from '#platform/web/ui/empty-state.tsx'
import { Page } from '#platform/web/ui/field/page.tsx'
import { UndoBar } from '#platform/web/ui/field/undo-bar.tsx'
import type { Correcting } from '#platform/web/ui/field/use-submit.ts'
import { formatInstant } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { useCommandWords } from '#slices/visits/web/public.ts'
import { AboutPerson } from './about-person.tsx'
import { ChangeList } from './change-list.tsx'
import { correctionOf } from './correction.ts'

/** Refused work, each with its reason and what can be done: corrected, handed over, withdrawn. Nothing leaves by itself. */
export const TrayPage = () => {
  const { t } = useLingui()
  const client = useSyncClient()
  useSyncState()
  const [withdrawn, setWithdrawn] = useState<string | null>(null)
  const entries = client.tray()
  return (
    <Page title={t`Việc bị từ chối`} back>
      {entries.length === 0 && (
        <EmptyState
          icon={<IconInbox size={28} />}
          title={t`Không có việc nào bị từ chối`}
          hint={t`Nếu máy chủ không nhận một việc, việc đó nằm ở đây cùng lý do, không bao giờ mất.`}
        />
      )}
      {entries.map((entry) => (
        <Entry key={entry.command.id} entry={entry} onWithdrawn={() => setWithdrawn(entry.command.id)} />
      ))}
      {withdrawn && (
        <UndoBar
          message={t`Đã bỏ việc này`}
          onUndo={() => void client.reopen(withdrawn).then(() => setWithdrawn(null))}
          onGone={() => setWithdrawn(null)}
        />
      )}
    </Page>
  )
}

const Entry = ({ entry, onWithdrawn }: { entry: TrayEntry; onWithdrawn: () => void }) => {
  const client = useSyncClient()
  const locale = useLocale()
  const words = useCommandWords()
  const [, navigate] = useLocation()
  const { command, problem } = entry
  const correct = async () => {
    const draft = correctionOf(client, command, dayInVietnam(command.madeAtMs))
    if (!draft) return
    await client.saveDraft(draft.key, draft.value)
    navigate(draft.page, { state: { corrects: command.id } satisfies Correcting })
  }
  return (
    <Card withBorder p="md">
      <Stack gap="sm">
        <Text fw={600}>{words(command.name)}</Text>
        <AboutPerson args={command.args} />
        <Text>{formatInstant(command.madeAtMs)}</Text>
        <ChangeList args={command.args} />
        <Text fw={600}>{problem[locale]}</Text>
        {problem.fields?.map((field) => (
          <Text key={field.path}>{field[locale]}</Text>
        ))}
        <Group gap="xs">
          {correctionOf(client, command, dayInVietnam(command.madeAtMs)) && (
            <Button size="md" h={48} onClick={() => void correct()}>
              <Trans>Sửa rồi gửi lại</Trans>
            </Button>
          )}
          {client.canHandOver(entry) && (
            <Button size="md" h={48} variant="default" onClick={() => void client.handOver(command.id)}>
              <Trans>Chuyển cho tổ đang giữ hộ</Trans>
            </Button>
          )}
          <Button size="md" h={48} variant="default" onClick={() => void client.withdraw(command.id).then(onWithdrawn)}>
            <Trans>Bỏ việc này</Trans>
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}
