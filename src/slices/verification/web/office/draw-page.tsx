import { Trans, useLingui } from '@lingui/react/macro'
import { Group, Stack, Switch, Table, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { OutputOf } from '#platform/shared/route.ts'
import { Answer } from '#platform/web/office/answer.tsx'
import { TextLink } from '#platform/web/office/links.tsx'
import { OfficePage } from '#platform/web/office/page.tsx'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { formatInstant } from '#platform/web/ui/format.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import type { drawItemsRoute } from '#slices/verification/shared/callback.ts'
import { drawItemsQuery } from './callback-queries.ts'
import { useDrawPeriod, useShareWords } from './callback-words.ts'
import { ItemsTable } from './items-table.tsx'
import { SampleCells, SampleHeads } from './sample-columns.tsx'

type Draw = OutputOf<typeof drawItemsRoute>

/** One sample: whom to ask, what was answered, and what it says. */
export const DrawPage = () => {
  const place = usePlace()
  const { drawId } = useParams({ from: '/inside/places/$placeId/callbacks/$drawId' })
  const query = useQuery(drawItemsQuery(place.id, drawId))
  return <Answer query={query}>{(answer) => <Opened answer={answer} />}</Answer>
}

const Opened = ({ answer }: { answer: Draw }) => {
  const { t } = useLingui()
  const place = usePlace()
  const [open, setOpen] = useState(false)
  const { draw, items } = answer
  const named = useDrawPeriod()
  const at = formatInstant(Date.parse(draw.drawnAt))
  const shown = open ? items.filter(({ result }) => result === null || result === 'not-reached') : items
  return (
    <OfficePage
      title={t`Mẫu gọi lại: ${named(draw.period)}`}
      lead={t`Chọn ngẫu nhiên lúc ${at}, hạt giống ${draw.seed}. Hỏi: “Tổ công nghệ số có đến hướng dẫn nhà mình ngày đó không?”`}
      actions={
        <TextLink to="/places/$placeId/callbacks" params={{ placeId: place.id }}>
          <Trans>Mọi lần chọn mẫu</Trans>
        </TextLink>
      }
    >
      <Result answer={answer} />
      <Stack component="section" aria-label={t`Các lượt cần hỏi`} gap="sm">
        <Group justify="space-between">
          <Title order={2} fz="h4">
            <Trans>Các lượt cần hỏi</Trans>
          </Title>
          <Switch
            label={t`Chỉ lượt chưa hỏi được`}
            checked={open}
            onChange={(event) => setOpen(event.currentTarget.checked)}
          />
        </Group>
        <ItemsTable drawId={draw.id} items={shown} />
      </Stack>
    </OfficePage>
  )
}

const Result = ({ answer: { draw, teams } }: { answer: Draw }) => {
  const { t } = useLingui()
  const share = useShareWords()
  const place = usePlace()
  const { drawn, confirmed, denied, notReached } = draw
  const asked = confirmed + denied + notReached
  return (
    <Stack component="section" aria-label={t`Kết quả`} gap="sm">
      <Text role="status" data-verified={draw.verified?.share ?? ''}>
        <Trans>
          Đã hỏi {asked} / {drawn} lượt: {confirmed} đúng, {denied} không đúng, {notReached} không liên lạc được.
        </Trans>{' '}
        <strong>{t`Tỷ lệ đã xác minh: ${share(draw.verified)}`}</strong>
      </Text>
      <WideTable label={t`Kết quả từng tổ`}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              <Trans>Tổ</Trans>
            </Table.Th>
            <SampleHeads />
            <Table.Th ta="right">
              <Trans>Tỷ lệ đã xác minh</Trans>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {teams.map((team) => (
            <TeamRow key={team.teamId} team={team} />
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row">
              <Trans>Toàn bộ {place.title}</Trans>
            </Table.Th>
            <Numbers of={draw} />
          </Table.Tr>
        </Table.Tfoot>
      </WideTable>
    </Stack>
  )
}

const TeamRow = ({ team }: { team: Draw['teams'][number] }) => (
  <Table.Tr>
    <Table.Td miw={160}>
      <TextLink to="/teams/$teamId" params={{ teamId: team.teamId }}>
        {team.team}
      </TextLink>
    </Table.Td>
    <Numbers of={team} />
  </Table.Tr>
)

const Numbers = ({ of }: { of: Omit<Draw['teams'][number], 'teamId' | 'team'> }) => {
  const share = useShareWords()
  return (
    <>
      <SampleCells of={of} />
      <Table.Td ta="right">{share(of.verified)}</Table.Td>
    </>
  )
}
