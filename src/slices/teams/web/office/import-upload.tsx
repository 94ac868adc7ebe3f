import { Trans, useLingui } from '@lingui/react/macro'
import { Group, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Day } from '#platform/shared/dates.ts'
import { call, problemOf } from '#platform/web/api.ts'
import { DayField } from '#platform/web/office/day-field.tsx'
import { FileDrop } from '#platform/web/office/file-drop.tsx'
import { ProblemAlert } from '#platform/web/ui/problem-alert.tsx'
import { usePlace } from '#slices/places/web/office/public.ts'
import { uploadRosterRoute } from '#slices/teams/shared/roster-routes.ts'

/** Choose a file or drop it here; it is sent and read, and the preview opens. */
export const ImportUpload = () => {
  const { t } = useLingui()
  const place = usePlace()
  const navigate = useNavigate()
  const [asOf, setAsOf] = useState<Day | null>(null)
  const upload = useMutation({
    mutationFn: (file: File) =>
      call(uploadRosterRoute, { params: { placeId: place.id }, query: { asOf: asOf ?? undefined }, file }),
    onSuccess: ({ id }) =>
      navigate({ to: '/places/$placeId/import', params: { placeId: place.id }, search: { roster: id } }),
  })
  return (
    <Stack>
      <FileDrop
        label={t`Tệp danh sách`}
        button={<Trans>Chọn tệp danh sách</Trans>}
        isReading={upload.isPending}
        reading={<Trans>Đang gửi và đọc tệp “{upload.variables?.name}”… Tệp của cả tỉnh mất chừng nửa phút.</Trans>}
        onFile={upload.mutate}
      />
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
