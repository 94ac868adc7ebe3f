import { Trans, useLingui } from '@lingui/react/macro'
import { List, Stack, Text, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { call, problemOf } from '#platform/web/api.ts'
import { FileDrop } from '#platform/web/office/file-drop.tsx'
import { OfficePage } from '#platform/web/office/page.tsx'
import { ProblemAlert } from '#platform/web/ui/problem-alert.tsx'
import { readListRoute } from '#slices/households/shared/list-routes.ts'
import { useTeam } from '#slices/teams/web/office/public.ts'
import { ListPreview } from './list-preview.tsx'

/** From a hamlet's Excel file to the doors of its team: choose, look, confirm. Nothing of the file is kept on the server. */
export const ListImportPage = () => {
  const { t } = useLingui()
  const team = useTeam()
  const read = useMutation({
    mutationFn: (file: File) => call(readListRoute, { params: { teamId: team.id }, file }),
  })
  return (
    <OfficePage
      title={t`Nhập danh sách hộ của ${team.name}`}
      lead={t`Tệp Excel (.xlsx, .xls), .ods hoặc .csv như thôn đang dùng; xem trước rồi mới nhập.`}
    >
      {read.data ? (
        <ListPreview preview={read.data} onAgain={read.reset} />
      ) : (
        <Stack>
          <FileDrop
            label={t`Tệp danh sách hộ`}
            button={<Trans>Chọn tệp danh sách hộ</Trans>}
            isReading={read.isPending}
            reading={<Trans>Đang gửi và đọc tệp “{read.variables?.name}”…</Trans>}
            onFile={read.mutate}
          />
          {read.error && <ProblemAlert problem={problemOf(read.error)} />}
          <WhatIsRead />
        </Stack>
      )}
    </OfficePage>
  )
}

const WhatIsRead = () => (
  <section>
    <Title order={2} fz="h4" mb="xs">
      <Trans>Phần mềm đọc những cột nào</Trans>
    </Title>
    <List size="sm" spacing={4}>
      <List.Item>
        <Trans>Số nhà; ngõ, hẻm, đường; hoặc một cột địa chỉ chung.</Trans>
      </List.Item>
      <List.Item>
        <Trans>Nhãn: cách gọi hộ mà không nêu tên người, như “nhà ngói cạnh chùa”. Cần khi không có số nhà.</Trans>
      </List.Item>
      <List.Item>
        <Trans>Loại hộ, thứ tự đi, tiêu chí của hộ (cáp quang), ghi chú.</Trans>
      </List.Item>
    </List>
    <Text size="sm" mt="xs">
      <Trans>
        Cột có tên chủ hộ, điện thoại, căn cước, ngày sinh… không được đọc và không được lưu. Tên người chỉ được ghi tại
        nhà, khi người đó đồng ý.
      </Trans>
    </Text>
  </section>
)
