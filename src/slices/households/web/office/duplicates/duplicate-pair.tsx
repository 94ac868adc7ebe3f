import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Card, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Id } from '#platform/shared/ids.ts'
import { problemOf } from '#platform/web/api.ts'
import { TextLink } from '#platform/web/office/links.tsx'
import { notify } from '#platform/web/office/notices.tsx'
import { formatDay, noData } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { ProblemAlert } from '#platform/web/ui/problem-alert.tsx'
import type { DuplicatePair, DuplicateSide } from '#slices/households/shared/duplicate-routes.ts'
import { doorKindWords, doorTitle } from '../../ui/door-words.ts'
import { relationWords, sexWords } from '../../ui/person-words.ts'
import { dismiss, merge, unmerge } from './duplicate-work.ts'

interface Props {
  teamId: Id
  pair: DuplicatePair
}

/** Two that may be one, side by side: choose which stays, or say that they are two. Undo instead of a question before. */
export const PairCard = ({ teamId, pair }: Props) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const locale = useLocale()
  const refresh = () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
  const undo = (back: () => Promise<unknown>) => () =>
    void back()
      .then(() => notify(t`Đã hoàn tác.`))
      .catch((error: unknown) => notify(problemOf(error)[locale]))
      .finally(refresh)
  const work = useMutation({
    mutationFn: (kept: Id | null) => (kept ? merge(teamId, pair, kept) : dismiss(teamId, pair, true)),
    onSuccess: (_verdict, kept) => {
      if (kept)
        notify(
          t`Đã gộp.`,
          undo(() => unmerge(teamId, pair, kept)),
        )
      else
        notify(
          t`Đã ghi là không phải một.`,
          undo(() => dismiss(teamId, pair, false)),
        )
      return refresh()
    },
  })
  const why = useWhyWords()
  return (
    <Card withBorder data-pair={pair.kind}>
      <Stack gap="sm">
        <Text fw={600}>
          <Trans>Vì {pair.why.map((one) => why[one]).join(', ')}</Trans>
        </Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {pair.sides.map((side) => (
            <Side
              key={side.id}
              teamId={teamId}
              side={side}
              isBusy={work.isPending}
              onKeep={() => work.mutate(side.id)}
            />
          ))}
        </SimpleGrid>
        {work.error && <ProblemAlert problem={problemOf(work.error)} />}
        <Group justify="center">
          <Button variant="default" disabled={work.isPending} onClick={() => work.mutate(null)}>
            <Trans>Không phải là một</Trans>
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}

const useWhyWords = (): Record<DuplicatePair['why'][number], string> => {
  const { t } = useLingui()
  return {
    name: t`trùng họ tên`,
    'name-shorter': t`họ tên viết tắt tên đệm`,
    'name-order': t`họ tên đảo thứ tự`,
    'birth-year': t`cùng năm sinh`,
    phone: t`cùng số điện thoại`,
    door: t`cùng hộ`,
    address: t`cùng số nhà`,
  }
}

interface SideProps {
  teamId: Id
  side: DuplicateSide
  isBusy: boolean
  onKeep: () => void
}

const Side = ({ teamId, side, isBusy, onKeep }: SideProps) => {
  const { t } = useLingui()
  const facts = useFacts(side)
  const { door, person } = side
  const title = doorTitle(door, (number) => t`Số ${number}`) || noData
  const name = person?.name ?? title
  return (
    <Card bg="var(--mantine-color-default-hover)" padding="sm" component="section" aria-label={name}>
      <Stack gap={4} h="100%">
        {person && <Text fw={600}>{person.name}</Text>}
        <TextLink to="/teams/$teamId/doors/$doorId" params={{ teamId, doorId: door.id }}>
          {title}
        </TextLink>
        {facts.map((fact) => (
          <Text key={fact} size="sm">
            {fact}
          </Text>
        ))}
        <Button
          mt="auto"
          variant="light"
          disabled={isBusy}
          onClick={onKeep}
          aria-label={t`Gộp, giữ ${name}, ghi ngày ${formatDay(side.createdOn)}`}
        >
          <Trans>Gộp, giữ mục này</Trans>
        </Button>
      </Stack>
    </Card>
  )
}

const useFacts = ({ door, person, createdOn }: DuplicateSide): string[] => {
  const { t, i18n } = useLingui()
  const ofPerson = person && [
    person.birthYear && t`Sinh năm ${person.birthYear}`,
    person.sex && i18n._(sexWords[person.sex]),
    person.relation && i18n._(relationWords[person.relation]),
    person.phone?.replace(/^\+84/, '0'),
  ]
  const ofDoor = [i18n._(doorKindWords[door.kind]), door.number && door.label, door.note]
  return [...(ofPerson ?? ofDoor), t`Ghi ngày ${formatDay(createdOn)}`].flatMap((fact) => (fact ? [fact] : []))
}
