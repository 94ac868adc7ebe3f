import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconCircleCheck, IconDownload, IconUserOff } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { OutputOf } from '#platform/shared/route.ts'
import { call, problemOf } from '#platform/web/api.ts'
import { ButtonLink } from '#platform/web/office/links.tsx'
import { saveFile } from '#platform/web/office/save-file.ts'
import { Stat, Stats } from '#platform/web/office/stat.tsx'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { ProblemAlert } from '#platform/web/ui/problem-alert.tsx'
import { applyListRoute } from '#slices/households/shared/list-routes.ts'
import { ImportProblems, useTeam } from '#slices/teams/web/office/public.ts'
import { type LeftOver, leftOverFile } from './left-over-file.ts'
import { ListLines, type Preview } from './list-lines.tsx'

type Applied = OutputOf<typeof applyListRoute>

/** What a file holds and what importing it would change; then the button that does it, and what was done. */
export const ListPreview = ({ preview, onAgain }: { preview: Preview; onAgain: () => void }) => {
  const team = useTeam()
  const queries = useQueryClient()
  const apply = useMutation({
    mutationFn: () =>
      call(applyListRoute, { params: { teamId: team.id }, body: { doors: preview.lines.map(({ door }) => door) } }),
    // Doors, figures, duplicates: all of before.
    onSuccess: () => queries.invalidateQueries(),
  })
  const leftOver = useLeftOver(preview)
  if (apply.data) return <Applied applied={apply.data} preview={preview} onAgain={onAgain} />
  return (
    <Stack>
      <Counts counts={preview.counts} blockedRows={preview.blockedRows} />
      <PersonsPassedOver problems={preview.problems} />
      {apply.error && <ProblemAlert problem={problemOf(apply.error)} />}
      <Group>
        <ApplyButton preview={preview} isPending={apply.isPending} onApply={() => apply.mutate()} />
        <Button variant="default" onClick={onAgain} disabled={apply.isPending}>
          <Trans>Chọn tệp khác</Trans>
        </Button>
        <LeftOverButton rows={leftOver} />
      </Group>
      <ImportProblems problems={preview.problems} />
      <ListLines preview={preview} />
    </Stack>
  )
}

interface ApplyProps {
  preview: Preview
  isPending: boolean
  onApply: () => void
}

const ApplyButton = ({ preview: { counts, lines }, isPending, onApply }: ApplyProps) => {
  if (counts.added + counts.changed > 0)
    return (
      <Button size="md" loading={isPending} onClick={onApply}>
        <Trans>Nhập vào danh sách của tổ</Trans>
      </Button>
    )
  return (
    <Text role="status" fw={600}>
      {lines.length > 0 ? (
        <Trans>Mọi hộ trong tệp đã có đúng như vậy: không có gì để nhập.</Trans>
      ) : (
        <Trans>Không đọc được dòng nào để nhập. Hãy xem những điều cần sửa bên dưới.</Trans>
      )}
    </Text>
  )
}

const Counts = ({ counts, blockedRows }: Pick<Preview, 'counts' | 'blockedRows'>) => {
  const { t } = useLingui()
  return (
    <section aria-label={t`Thay đổi`}>
      <Title order={2} fz="h4" mb="xs">
        <Trans>Thay đổi</Trans>
      </Title>
      <Stats>
        <Stat code="added" name={t`Hộ mới`} value={counts.added} />
        <Stat code="changed" name={t`Hộ được sửa`} value={counts.changed} />
        <Stat code="same" name={t`Giữ nguyên`} value={counts.same} />
        <Stat code="missing" name={t`Có trong tổ, không có trong tệp`} value={counts.missing} />
        <Stat code="blockedRows" name={t`Dòng bị chặn`} value={blockedRows} />
      </Stats>
      {counts.missing > 0 && (
        <Text size="sm" c="dimmed" mt={4}>
          <Trans>Hộ không có trong tệp vẫn ở lại danh sách: nhập tệp không xóa hộ nào. Ô để trống không xóa gì.</Trans>
        </Text>
      )}
    </section>
  )
}

/** Said in front of all else: an office thinks that names come in with a list. */
const PersonsPassedOver = ({ problems }: Pick<Preview, 'problems'>) => {
  const { t } = useLingui()
  const columns = problems.flatMap(({ code, column }) => (code === 'column-person' && column ? [`“${column}”`] : []))
  if (columns.length === 0) return null
  return (
    <Alert color="blue" icon={<IconUserOff aria-hidden />} title={t`Tên và thông tin của người không được nhập`}>
      <Trans>
        Cột {[...new Set(columns)].join(', ')} không được đọc và không được lưu: tên người chỉ được ghi tại nhà, khi
        người đó đồng ý.
      </Trans>
    </Alert>
  )
}

const useLeftOver = ({ problems }: Pick<Preview, 'problems'>): LeftOver[] => {
  const locale = useLocale()
  return problems
    .filter(({ severity }) => severity === 'block')
    .map(({ sheet, row, column, [locale]: said }) => ({ sheet, row, column, ...said }))
}

const LeftOverButton = ({ rows }: { rows: readonly LeftOver[] }) => {
  const { t } = useLingui()
  const team = useTeam()
  if (rows.length === 0) return null
  const save = () => {
    const header = [t`Trang tính`, t`Dòng`, t`Cột`, t`Có gì`, t`Nên làm gì`]
    saveFile(leftOverFile(header, rows), t`Dòng chưa nhập - ${team.name}.csv`)
  }
  return (
    <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} onClick={save}>
      <Trans>Tải các dòng chưa nhập</Trans>
    </Button>
  )
}

interface AppliedProps {
  applied: Applied
  preview: Preview
  onAgain: () => void
}

const Applied = ({ applied, preview, onAgain }: AppliedProps) => {
  const { t } = useLingui()
  const team = useTeam()
  const locale = useLocale()
  const refused = applied.refused.map(({ sheet, row, [locale]: what }) => {
    return { sheet, row, column: null, what, proposal: '' }
  })
  const leftOver = [...useLeftOver(preview), ...refused]
  return (
    <Alert
      color="teal"
      icon={<IconCircleCheck aria-hidden />}
      title={t`Đã nhập xong`}
      role="status"
      data-list="applied"
    >
      <Stack align="start">
        <Counts counts={applied.counts} blockedRows={preview.blockedRows + refused.length} />
        <Text size="sm">
          <Trans>Điện thoại của tổ nhận các hộ này ở lần đồng bộ tới.</Trans>
        </Text>
        <Group>
          <ButtonLink to="/teams/$teamId/doors" params={{ teamId: team.id }}>
            <Trans>Xem hộ dân của {team.name}</Trans>
          </ButtonLink>
          <Button variant="default" onClick={onAgain}>
            <Trans>Nhập tệp khác</Trans>
          </Button>
          <LeftOverButton rows={leftOver} />
        </Group>
      </Stack>
    </Alert>
  )
}
