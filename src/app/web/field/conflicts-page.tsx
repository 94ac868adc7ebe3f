import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Card, Stack, Text } from '@mantine/core'
import { IconArrowsSplit2 } from '@tabler/icons-react'
import type { SyncRow } from '#platform/shared/command.ts'
import type { ConflictRow } from '#platform/shared/edit.ts'
import { fieldOf } from '#platform/shared/edit.ts'
import { useRow, useRows, useSyncClient, useSyncState } from '#platform/web/sync/use-sync.ts'
import { EmptyState } from '#platform/web/ui/empty-state.tsx'
import { Page } from '#platform/web/ui/field/page.tsx'
import { formatDay } from '#platform/web/ui/format.ts'
import { type Household, householdKind, type Person, personKind } from '#slices/households/shared/public.ts'
import { doorTitle } from '#slices/households/web/field/public.ts'
import { type Member, memberKind } from '#slices/teams/shared/public.ts'
import { type Visit, visitKind } from '#slices/visits/shared/public.ts'
import { placeWords } from '#slices/visits/web/public.ts'
import { useFieldWords, useValueWords } from './version-words.ts'

/** Two versions of one field, side by side; a person chooses, and both stay on record. */
export const ConflictsPage = () => {
  const { t } = useLingui()
  const client = useSyncClient()
  useSyncState()
  const conflicts = client.conflicts()
  return (
    <Page title={t`Hai bản khác nhau`} back>
      {conflicts.length === 0 && (
        <EmptyState
          icon={<IconArrowsSplit2 size={28} />}
          title={t`Không có chỗ nào khác nhau`}
          hint={t`Khi hai người sửa cùng một mục, cả hai bản được giữ ở đây để bạn chọn.`}
        />
      )}
      {conflicts.map((conflict) => (
        <Conflict key={conflict.id} conflict={conflict} />
      ))}
    </Page>
  )
}

const Conflict = ({ conflict }: { conflict: ConflictRow }) => {
  const fieldWords = useFieldWords()
  const subject = useRow<SyncRow>(conflict.subjectKind, conflict.subjectId)
  const current = subject ? fieldOf(subject, conflict.field) : conflict.current
  return (
    <Card withBorder p="md">
      <Stack gap="sm">
        <Text fw={600}>
          <SubjectName kind={conflict.subjectKind} subject={subject} /> · {fieldWords(conflict.field)}
        </Text>
        <Version conflict={conflict} choice="current" value={current} />
        <Version conflict={conflict} choice="proposed" value={conflict.proposed} />
      </Stack>
    </Card>
  )
}

/** The door, the person, or the visit by its day and its door. */
const SubjectName = ({ kind, subject }: { kind: string; subject: SyncRow | undefined }) => {
  const { t, i18n } = useLingui()
  const person = kind === personKind ? (subject as Person | undefined) : undefined
  const visit = kind === visitKind ? (subject as Visit | undefined) : undefined
  const doorOf = useRow<Household>(householdKind, visit?.householdId ?? '')
  const door = kind === householdKind ? (subject as Household | undefined) : doorOf
  const title = door && doorTitle(door, (number) => t`Số ${number}`)
  if (kind === householdKind) return title ?? t`Hộ dân`
  if (kind === personKind) return person?.name || t`Người dân`
  if (!visit) return t`Lượt hướng dẫn`
  return t`Lượt ngày ${formatDay(visit.day)}, ${title ?? i18n._(placeWords[visit.place])}`
}

const useMemberName = (memberId: string | null): string | undefined =>
  useRows<Member>(memberKind).find((member) => member.memberId === memberId)?.name ?? undefined

const Version = (props: { conflict: ConflictRow; choice: 'current' | 'proposed'; value: unknown }) => {
  const { conflict, choice, value } = props
  const client = useSyncClient()
  const valueWords = useValueWords()
  const by = useMemberName(conflict.proposedBy)
  return (
    <Stack gap={4}>
      <Text>
        {choice === 'current' ? (
          <Trans>Bản đang có</Trans>
        ) : (
          <Trans>Bản sửa {[formatDay(conflict.proposedOn), by].filter(Boolean).join(', ')}</Trans>
        )}
      </Text>
      <Text fw={600} fz={18} style={{ overflowWrap: 'anywhere' }}>
        {valueWords(conflict.field, value)}
      </Text>
      <Button size="md" h={48} variant="light" onClick={() => void client.resolve(conflict, choice)}>
        <Trans>Chọn bản này</Trans>
      </Button>
    </Stack>
  )
}
