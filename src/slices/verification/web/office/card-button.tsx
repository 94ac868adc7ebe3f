import { Trans, useLingui } from '@lingui/react/macro'
import { Button, NumberInput, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconTicket } from '@tabler/icons-react'
import { useState } from 'react'
import type { Id } from '#platform/shared/ids.ts'
import { call } from '#platform/web/api.ts'
import { FormDialog } from '#platform/web/office/form-dialog.tsx'
import { saveFile } from '#platform/web/office/save-file.ts'
import { confirmationCardRoute, largestCard } from '#slices/verification/shared/confirmation.ts'

/** Prints slips with one-time codes that a team hands out where there is no network. */
export const CardButton = ({ teamId }: { teamId: Id }) => {
  const [opened, { open, close }] = useDisclosure()
  return (
    <>
      <Button variant="default" leftSection={<IconTicket size={16} aria-hidden />} onClick={open}>
        <Trans>In phiếu xác nhận</Trans>
      </Button>
      {opened && <CardDialog teamId={teamId} onClose={close} />}
    </>
  )
}

const CardDialog = ({ teamId, onClose }: { teamId: Id; onClose: () => void }) => {
  const { t } = useLingui()
  const [slips, setSlips] = useState<number | string>(40)
  const print = async () => {
    const file = await call(confirmationCardRoute, { params: { teamId }, body: { slips: Number(slips) } })
    if (file) saveFile(file, 'phieu-xac-nhan.pdf')
  }
  return (
    <FormDialog title={t`In phiếu xác nhận`} submitLabel={t`Tạo tệp PDF`} onSubmit={print} onClose={onClose}>
      <Text size="sm">
        <Trans>
          Mỗi phiếu có một mã dùng một lần. Thành viên đưa phiếu cho người dân và ghi số phiếu vào lượt; người dân xác
          nhận khi nào có mạng.
        </Trans>
      </Text>
      <NumberInput
        label={t`Số phiếu`}
        required
        min={1}
        max={largestCard}
        allowDecimal={false}
        value={slips}
        onChange={setSlips}
      />
    </FormDialog>
  )
}
