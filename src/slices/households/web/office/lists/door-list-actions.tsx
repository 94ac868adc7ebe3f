import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDownload, IconUpload } from '@tabler/icons-react'
import { useRouteContext } from '@tanstack/react-router'
import { call } from '#platform/web/api.ts'
import { FormDialog } from '#platform/web/office/form-dialog.tsx'
import { ButtonLink } from '#platform/web/office/links.tsx'
import { saveFile } from '#platform/web/office/save-file.ts'
import { listFileName } from '#slices/households/shared/list/file-name.ts'
import { exportListRoute } from '#slices/households/shared/list-routes.ts'
import { useCan } from '#slices/identity/web/office/public.ts'
import { useTeam, useTeamPath } from '#slices/teams/web/office/public.ts'

/** What may be done with a team's list of doors as a whole: bring one in, take it out. */
export const DoorListActions = () => {
  const team = useTeam()
  const can = useCan()
  const path = useTeamPath(team)
  const [exporting, { open, close }] = useDisclosure()
  return (
    <>
      {can('household.import', path) && (
        <ButtonLink
          variant="default"
          leftSection={<IconUpload size={16} aria-hidden />}
          to="/teams/$teamId/doors/import"
          params={{ teamId: team.id }}
        >
          <Trans>Nhập từ Excel</Trans>
        </ButtonLink>
      )}
      {can('register.manage', path) && (
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} onClick={open}>
          <Trans>Xuất ra Excel</Trans>
        </Button>
      )}
      {exporting && <ExportDialog onClose={close} />}
    </>
  )
}

const ExportDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useLingui()
  const team = useTeam()
  const { me } = useRouteContext({ from: '/inside' })
  const take = async () => {
    const file = await call(exportListRoute, { params: { teamId: team.id } })
    if (file) saveFile(file, listFileName({ by: me.name, atMs: Date.now(), team: team.name }))
  }
  return (
    <FormDialog title={t`Xuất danh sách hộ`} submitLabel={t`Xuất`} onSubmit={take} onClose={onClose}>
      <Text>
        <Trans>
          Tệp có các hộ của {team.name}, và nếu xã đã bật sổ thì có cả người dân đã đồng ý. Tên bạn và thời điểm xuất
          được ghi trong tệp và trong nhật ký.
        </Trans>
      </Text>
      <Text>
        <Trans>Chỉ dùng trong công việc của xã; giữ tệp như giữ giấy tờ có thông tin của dân.</Trans>
      </Text>
    </FormDialog>
  )
}
