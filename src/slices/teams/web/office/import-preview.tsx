import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Group, Stack, Text, Title } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { ButtonLink } from '#platform/web/office/links.tsx'
import { Stat, Stats } from '#platform/web/office/stat.tsx'
import { formatDay } from '#platform/web/ui/format.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import { ImportApply } from './import-apply.tsx'
import { Changes } from './import-changes.tsx'
import { ImportProblems } from './import-problems.tsx'
import { ImportTeams } from './import-teams.tsx'
import type { Roster } from './roster-queries.ts'

interface Props {
  roster: Roster
  page: number
  onPage: (page: number) => void
}

/** What a file holds, what is wrong in it, and what importing it would change; then the button that does it. */
export const ImportPreview = ({ roster, page, onPage }: Props) => {
  const place = usePlace()
  return (
    <Stack>
      <Group justify="space-between">
        <Text>
          <Trans>
            Tệp <b>{roster.fileName}</b>, địa bàn tính theo ngày {formatDay(roster.asOf)}
          </Trans>
        </Text>
        <ButtonLink variant="default" to="/places/$placeId/import" params={{ placeId: place.id }} search={{}}>
          <Trans>Chọn tệp khác</Trans>
        </ButtonLink>
      </Group>
      <Found figures={roster.figures} />
      <ImportApply roster={roster} />
      {roster.changes && roster.state === 'previewed' && <Changes counts={roster.changes} />}
      <Questions questions={roster.questions} />
      <ImportProblems problems={roster.problems} />
      {roster.teams.length > 0 && <ImportTeams roster={roster} page={page} onPage={onPage} />}
    </Stack>
  )
}

const Found = ({ figures }: Pick<Roster, 'figures'>) => {
  const { t } = useLingui()
  return (
    <section aria-label={t`Trong tệp có`}>
      <Title order={2} fz="h4" mb="xs">
        <Trans>Trong tệp có</Trans>
      </Title>
      <Stats>
        <Stat code="teams" name={t`Số tổ`} value={figures.teams} />
        <Stat code="members" name={t`Số thành viên`} value={figures.members} />
        <Stat code="leaders" name={t`Số tổ trưởng`} value={figures.leaders} />
        <Stat code="deputies" name={t`Số tổ phó`} value={figures.deputies} />
        <Stat code="people" name={t`Số người`} value={figures.people} />
        <Stat code="blockedRows" name={t`Dòng bị chặn`} value={figures.blockedRows} />
      </Stats>
    </section>
  )
}

const Questions = ({ questions }: Pick<Roster, 'questions'>) => {
  const { t } = useLingui()
  if (questions.length === 0) return null
  return (
    <Alert color="yellow" icon={<IconInfoCircle aria-hidden />} title={t`Tên xã cần bạn xem lại`}>
      <Stack gap={4}>
        {questions.map((question) => (
          <Text key={`${question.sheet} ${question.row}`} size="sm">
            <Trans>
              Dòng {question.row}, trang “{question.sheet}”: “{question.text}”
            </Trans>{' '}
            {question.chosen ? (
              <Trans>được nhập vào {question.chosen}.</Trans>
            ) : (
              <Trans>chưa nhập. Có thể là: {question.options.join('; ')}.</Trans>
            )}
          </Text>
        ))}
        <Text size="sm">
          <Trans>Nếu không đúng, hãy sửa tên trong tệp rồi nhập lại.</Trans>
        </Text>
      </Stack>
    </Alert>
  )
}
