import { Trans, useLingui } from '@lingui/react/macro'
import { Center, Stack, Text } from '@mantine/core'
import { toString as qrToString } from 'qrcode'
import { useEffect, useState } from 'react'
import type { Day } from '#platform/shared/dates.ts'
import { formatDay } from '#platform/web/ui/format.ts'
import { confirmPath } from '#slices/verification/shared/confirmation.ts'

/** A code to scan or to type: made on this phone, so that it needs no network here. */
export const ShownCode = ({ mark, code, validTo }: { mark: string; code: string; validTo: Day }) => {
  const { t } = useLingui()
  const picture = useQr(`${location.origin}${confirmPath}?m=${mark}&c=${code}`)
  const address = `${location.host}${confirmPath}`
  return (
    <Stack gap="sm">
      <Text>
        <Trans>Mời bà con quét ô vuông bằng điện thoại của mình, hoặc mở {address} rồi gõ hai mã:</Trans>
      </Text>
      <Center>
        {/* White around it also on a dark screen: cameras look for the contrast. */}
        {picture && (
          <img src={picture} alt={t`Mã QR để xác nhận`} width={240} height={240} style={{ background: '#fff' }} />
        )}
      </Center>
      <Code label={t`Mã tổ`} value={mark} />
      <Code label={t`Mã xác nhận`} value={code} />
      <Text>
        <Trans>Dùng được đến hết ngày {formatDay(validTo)}.</Trans>
      </Text>
    </Stack>
  )
}

const Code = ({ label, value }: { label: string; value: string }) => (
  <Text fz={20}>
    {label}:{' '}
    <Text span fz={28} fw={700} data-code={value} style={{ letterSpacing: '0.1em' }}>
      {value}
    </Text>
  </Text>
)

const useQr = (text: string): string | null => {
  const [picture, setPicture] = useState<string | null>(null)
  useEffect(() => {
    let left = false
    void qrToString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 }).then((svg) => {
      if (!left) setPicture(`data:image/svg+xml,${encodeURIComponent(svg)}`)
    })
    return () => {
      left = true
    }
  }, [text])
  return picture
}
