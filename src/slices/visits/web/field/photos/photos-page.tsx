import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Text } from '@mantine/core'
import type { MediaEntry } from '#platform/web/sync/media.ts'
import { Chips } from '#platform/web/ui/field/chips.tsx'
import { Page } from '#platform/web/ui/field/page.tsx'
import { formatNumber } from '#platform/web/ui/format.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { askToSend, knowsWifi, setCareful, useCareful, useMaySend } from './photo-settings.ts'
import { useMedia } from './use-media.ts'

const isWaiting = ({ state }: MediaEntry): boolean => state === 'waiting' || state === 'draft'

/** The photos on this phone: when they are sent, how many wait, how much room they take. */
export const PhotosPage = () => {
  const { t } = useLingui()
  const locale = useLocale()
  const media = useMedia()
  const careful = useCareful()
  const maySend = useMaySend()
  const waiting = media.filter(isWaiting).length
  const megabytes = formatNumber(Math.ceil(media.reduce((sum, { bytes }) => sum + bytes, 0) / 100_000) / 10, locale)
  return (
    <Page title={t`Ảnh trên máy`} back>
      <Text fw={600} role="status">
        {waiting === 0 ? (
          <Trans>Không có ảnh nào chờ gửi.</Trans>
        ) : (
          <Plural value={waiting} other="# ảnh đang chờ gửi." />
        )}{' '}
        <Trans>Ảnh đang chiếm {megabytes} MB của máy.</Trans>
      </Text>
      <Text>
        <Trans>Ảnh gửi sau, khi mọi việc ghi nhận đã gửi xong. Việc ghi nhận không bao giờ phải đợi ảnh.</Trans>
      </Text>
      <Chips<'always' | 'careful'>
        label={knowsWifi() ? t`Gửi ảnh bằng mạng nào?` : t`Khi nào gửi ảnh?`}
        choices={[
          { value: 'always', label: knowsWifi() ? t`Mạng nào cũng được` : t`Tự gửi` },
          { value: 'careful', label: knowsWifi() ? t`Chỉ Wi-Fi` : t`Hỏi trước khi gửi ảnh` },
        ]}
        selected={[careful ? 'careful' : 'always']}
        onToggle={(chosen) => setCareful(chosen === 'careful')}
      />
      {waiting > 0 && !maySend && (
        <Button size="lg" h={52} onClick={askToSend}>
          <Trans>Gửi ảnh bây giờ</Trans>
        </Button>
      )}
    </Page>
  )
}
