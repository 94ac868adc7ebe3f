import { Trans, useLingui } from '@lingui/react/macro'
import { Button, CopyButton, Group, Modal, Stack, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'

export interface FirstPassword {
  name: string
  signInName: string
  password: string
}

/** The slip of a new account or password. Shown once: the password is kept nowhere in clear. */
export const FirstPasswordDialog = ({ slip, onClose }: { slip: FirstPassword; onClose: () => void }) => {
  const { t } = useLingui()
  return (
    <Modal
      opened
      onClose={onClose}
      title={t`Phiếu đăng nhập lần đầu`}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t`Đóng` }}
    >
      <Stack data-print-alone>
        <Text>{slip.name}</Text>
        <Line name={t`Địa chỉ`} value={location.origin} />
        <Line name={t`Tên đăng nhập`} value={slip.signInName} />
        <Line name={t`Mật khẩu lần đầu`} value={slip.password} />
        <Text size="sm">
          <Trans>
            Mật khẩu chỉ hiện lần này và phải đổi khi đăng nhập lần đầu. Hãy in hoặc chép lại trước khi đóng.
          </Trans>
        </Text>
        <Group className="no-print">
          <Button leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
            <Trans>In phiếu</Trans>
          </Button>
          <CopyButton value={slip.password}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? <Trans>Đã chép</Trans> : <Trans>Chép mật khẩu</Trans>}
              </Button>
            )}
          </CopyButton>
        </Group>
      </Stack>
    </Modal>
  )
}

const Line = ({ name, value }: { name: string; value: string }) => (
  <div>
    <Text size="sm" c="dimmed">
      {name}
    </Text>
    <Text ff="monospace" fz={18} fw={600}>
      {value}
    </Text>
  </div>
)
