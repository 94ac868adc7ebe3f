import { Trans, useLingui } from '@lingui/react/macro'
import { Button, FileButton, Group, Paper, Stack, Text } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type DragEvent, useState } from 'react'
import type { Day } from '#platform/shared/dates.ts'
import { call, problemOf } from '#platform/web/api.ts'
import { DayField } from '#platform/web/office/day-field.tsx'
import { Waiting } from '#platform/web/office/waiting.tsx'
import { ProblemAlert } from '#platform/web/ui/problem-alert.tsx'
import { usePlace } from '#slices/places/web/office/public.ts'
import { uploadRosterRoute } from '#slices/teams/shared/roster-routes.ts'
import classes from './import-upload.module.css'

/** Choose a file or drop it here; it is sent and read, and the preview opens. */
export const ImportUpload = () => {
  const { t } = useLingui()
  const place = usePlace()
  const navigate = useNavigate()
  const [asOf, setAsOf] = useState<Day | null>(null)
  const [over, setOver] = useState(false)
  const upload = useMutation({
    mutationFn: (file: File) =>
      call(uploadRosterRoute, { params: { placeId: place.id }, query: { asOf: asOf ?? undefined }, file }),
    onSuccess: ({ id }) =>
      navigate({ to: '/places/$placeId/import', params: { placeId: place.id }, search: { roster: id } }),
  })
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file && !upload.isPending) upload.mutate(file)
  }
  return (
    <Stack>
      <Paper
        className={classes.zone}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconFileSpreadsheet size={40} aria-hidden />
        <Text ta="center">
          <Trans>Kéo tệp vào đây, hoặc</Trans>
        </Text>
        <FileButton
          accept=".xlsx,.xls,.ods,.csv"
          onChange={(file) => file && upload.mutate(file)}
          inputProps={{ 'aria-label': t`Tệp danh sách` }}
          disabled={upload.isPending}
        >
          {(button) => (
            <Button {...button} loading={upload.isPending}>
              <Trans>Chọn tệp danh sách</Trans>
            </Button>
          )}
        </FileButton>
        {upload.isPending && (
          <Waiting>
            <Trans>Đang gửi và đọc tệp “{upload.variables.name}”… Tệp của cả tỉnh mất chừng nửa phút.</Trans>
          </Waiting>
        )}
      </Paper>
      {upload.error && <ProblemAlert problem={problemOf(upload.error)} />}
      <Group align="end">
        <DayField label={t`Danh sách lập ngày (nếu là danh sách cũ)`} value={asOf} onChange={setAsOf} />
        <Text size="sm" c="dimmed" maw={420}>
          <Trans>
            Để trống thì phần mềm tự tìm trong tệp. Tên xã trước tháng 7 năm 2025 được chuyển về xã hiện nay.
          </Trans>
        </Text>
      </Group>
    </Stack>
  )
}
