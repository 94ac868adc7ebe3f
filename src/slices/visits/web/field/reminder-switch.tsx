import { Trans } from '@lingui/react/macro'
import { Button, Stack, Text } from '@mantine/core'
import { IconBell, IconBellOff } from '@tabler/icons-react'
import { useState } from 'react'
import { reminderState, turnRemindersOff, turnRemindersOn } from './reminders.ts'

/** Reminders on this phone: asked for by a tap, and said plainly what they can do. */
export const ReminderSwitch = () => {
  const [state, setState] = useState(reminderState)
  if (state === 'unable')
    return (
      <Text>
        <Trans>Máy này không nhắc được. Số hẹn đến hạn luôn hiện ở trang Hôm nay.</Trans>
      </Text>
    )
  if (state === 'refused')
    return (
      <Text>
        <Trans>
          Máy đang chặn nhắc việc của Từng Nhà. Muốn được nhắc, hãy mở cài đặt của trình duyệt và cho phép thông báo.
        </Trans>
      </Text>
    )
  const on = state === 'on'
  return (
    <Stack gap="xs">
      <Button
        size="lg"
        variant="default"
        aria-pressed={on}
        leftSection={on ? <IconBell aria-hidden /> : <IconBellOff aria-hidden />}
        onClick={() => {
          if (!on) return void turnRemindersOn().then(setState)
          turnRemindersOff()
          setState(reminderState())
        }}
      >
        {on ? <Trans>Đang nhắc trên máy này</Trans> : <Trans>Nhắc tôi trên máy này</Trans>}
      </Button>
      <Text>
        <Trans>Mỗi ngày một lần, khi ứng dụng đang mở hoặc vừa mở. Lời nhắc không có tên ai.</Trans>
      </Text>
    </Stack>
  )
}
