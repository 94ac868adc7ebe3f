import { Trans } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Id } from '#platform/shared/ids.ts'
import { formatInstant, noData } from '#platform/web/ui/format.ts'
import { doorKindWords } from '#slices/households/web/office/public.ts'
import { membersQuery, useTeam } from '#slices/teams/web/office/public.ts'
import type { DoorEvent } from '#slices/visits/shared/office.ts'
import { useFieldWords, useVersionWords } from '../ui/version-words.ts'
import { useDoorEventWords } from './door-event-words.ts'
import { useItemNames } from './use-item-names.ts'

/** How a visit came to be what it is: each correction with who, when, why, and what stood there before. */
export const VisitHistory = ({ events }: { events: readonly DoorEvent[] }) => {
  const eventWords = useDoorEventWords()
  if (events.length === 0) return null
  return (
    <details>
      <summary>
        <Trans>Đã sửa {events.length} lần</Trans>
      </summary>
      {events.map((event) => (
        <div key={event.id}>
          <Text size="sm" fw={600}>
            {eventWords(event)} · {formatInstant(Date.parse(event.madeAt))} · <Doer memberId={event.memberId} />
          </Text>
          {event.reason && (
            <Text size="sm">
              <Trans>Lý do: {event.reason}</Trans>
            </Text>
          )}
          {Object.keys(event.changes ?? {}).length > 0 && <Changes event={event} />}
        </div>
      ))}
    </details>
  )
}

/** What an edit changed, field by field. */
export const Changes = ({ event }: { event: DoorEvent }) => {
  const team = useTeam()
  const fieldWords = useFieldWords()
  const words = useVersionWords(useItemNames(team.placeId), doorKindWords)
  const changes = Object.entries(event.changes ?? {})
  if (changes.length === 0) return noData
  return changes.map(([field, change]) => (
    <Text size="sm" key={field}>
      {fieldWords(field)}: {words(field, change.old)} → <strong>{words(field, change.new)}</strong>
    </Text>
  ))
}

/** Who did it. */
export const Doer = ({ memberId }: { memberId: Id | null }) => {
  const team = useTeam()
  const members = useQuery(membersQuery(team.id)).data?.members ?? []
  if (memberId === null) return <Trans>cán bộ</Trans>
  return members.find((member) => member.memberId === memberId)?.name ?? <Trans>người của tổ khác</Trans>
}
