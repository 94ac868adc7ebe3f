import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Table, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPhoneCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Answer } from '#platform/web/office/answer.tsx'
import { TextLink } from '#platform/web/office/links.tsx'
import { OfficePage } from '#platform/web/office/page.tsx'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { EmptyState } from '#platform/web/ui/empty-state.tsx'
import { formatInstant, formatNumber } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { pathOf, useCan } from '#slices/identity/web/office/public.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import type { DrawInList } from '#slices/verification/shared/callback.ts'
import { drawsQuery } from './callback-queries.ts'
import { useDrawPeriod, useShareWords } from './callback-words.ts'
import { DrawDialog } from './draw-dialog.tsx'
import { SampleCells, SampleHeads } from './sample-columns.tsx'

/** The samples that a commune drew to call back, each with its seed and what came of it. */
export const CallbacksPage = () => {
  const { t } = useLingui()
  const place = usePlace()
  const can = useCan()
  const draws = useQuery(drawsQuery(place.id))
  const [drawing, { open, close }] = useDisclosure()
  const mayDraw = place.level === 'commune' && can('verification.manage', pathOf(place.breadcrumb))
  const draw = mayDraw && (
    <Button leftSection={<IconPhoneCheck size={16} aria-hidden />} onClick={open}>
      <Trans>Chọn mẫu gọi lại</Trans>
    </Button>
  )
  return (
    <OfficePage
      title={t`Gọi lại xác minh`}
      lead={t`Chọn ngẫu nhiên một số lượt, gọi điện hoặc đến hỏi, rồi ghi kết quả. Mỗi lần chọn mẫu được giữ lại với số hạt giống, ai cũng chọn lại được đúng mẫu đó.`}
      actions={draws.data && draws.data.draws.length > 0 && draw}
    >
      <Answer query={draws}>
        {(answer) =>
          answer.draws.length > 0 ? (
            <DrawsTable draws={answer.draws} mayOpen={mayDraw} />
          ) : (
            <EmptyState
              icon={<IconPhoneCheck size={30} />}
              title={t`Chưa chọn mẫu nào`}
              hint={t`Mẫu của một kỳ cho biết bao nhiêu phần số liệu là đúng. Mỗi xã tự chọn mẫu của mình.`}
              action={draw}
            />
          )
        }
      </Answer>
      {drawing && <DrawDialog onClose={close} />}
    </OfficePage>
  )
}

const DrawsTable = ({ draws, mayOpen }: { draws: readonly DrawInList[]; mayOpen: boolean }) => {
  const { t } = useLingui()
  return (
    <WideTable label={t`Các lần chọn mẫu`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Trans>Kỳ</Trans>
          </Table.Th>
          <SampleHeads />
          <Table.Th ta="right">
            <Trans>Chưa hỏi</Trans>
          </Table.Th>
          <Table.Th ta="right">
            <Trans>Tỷ lệ đã xác minh</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Chọn lúc, hạt giống</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {draws.map((draw) => (
          <Row key={draw.id} draw={draw} mayOpen={mayOpen} />
        ))}
      </Table.Tbody>
    </WideTable>
  )
}

const Row = ({ draw, mayOpen }: { draw: DrawInList; mayOpen: boolean }) => {
  const place = usePlace()
  const locale = useLocale()
  const period = useDrawPeriod()(draw.period)
  const share = useShareWords()
  const number = (value: number) => formatNumber(value, locale)
  return (
    <Table.Tr data-draw={draw.id}>
      <Table.Td miw={150}>
        {mayOpen ? (
          <TextLink to="/places/$placeId/callbacks/$drawId" params={{ placeId: place.id, drawId: draw.id }}>
            {period}
          </TextLink>
        ) : (
          period
        )}
        {draw.reason && (
          <Text size="sm" c="dimmed">
            <Trans>Chọn thêm vì: {draw.reason}</Trans>
          </Text>
        )}
      </Table.Td>
      <SampleCells of={draw} />
      <Table.Td ta="right">{number(waitingIn(draw))}</Table.Td>
      <Table.Td ta="right">{share(draw.verified)}</Table.Td>
      <Table.Td>
        {formatInstant(Date.parse(draw.drawnAt))}
        <Text size="sm" c="dimmed">
          {draw.seed}
        </Text>
      </Table.Td>
    </Table.Tr>
  )
}

const waitingIn = ({ drawn, confirmed, denied, notReached }: DrawInList): number =>
  drawn - confirmed - denied - notReached
