import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button, Card, FileButton, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { ProblemBody } from '#platform/shared/problem.ts'
import { type RescueSummary, rescueRoute } from '#platform/shared/rescue-routes.ts'
import { createCall, problemOf } from '#platform/web/api.ts'
import { useSyncClient, useSyncState } from '#platform/web/sync/use-sync.ts'
import { Page } from '#platform/web/ui/field/page.tsx'
import { ProblemAlert } from '#platform/web/ui/problem-alert.tsx'
import { RescueResult } from '#platform/web/ui/rescue-summary.tsx'
import { unsentPhotos } from '#slices/visits/web/field/photos/claim-photos.ts'
import { useCommandWords } from '#slices/visits/web/public.ts'
import { type Saved, saveRescueFile } from './rescue-files.ts'

/** A phone that cannot send gives its work to somebody who can, as a file. */
export const RescuePage = () => {
  const { t } = useLingui()
  return (
    <Page title={t`Tệp cứu hộ`} back>
      <MakeFile />
      <BringFile />
    </Page>
  )
}

const MakeFile = () => {
  const client = useSyncClient()
  useSyncState()
  const [saved, setSaved] = useState<Saved | 'failed' | null>(null)
  const content = client.unsentWork()
  const photos = unsentPhotos(client).length
  const save = () =>
    saveRescueFile(client).then(setSaved, (error) => {
      reportError(error)
      setSaved('failed')
    })
  return (
    <Card withBorder p="md">
      <Stack gap="sm">
        <Title order={2} fz={20}>
          <Trans>Việc trên máy này</Trans>
        </Title>
        <Text>
          <Trans>
            Máy không gửi được (hỏng mạng, sắp hỏng, hết chỗ)? Lưu mọi việc và ảnh chưa gửi thành một tệp rồi chuyển cho
            người cùng tổ hoặc cán bộ xã, qua Zalo hay thẻ nhớ. Họ gửi hộ; việc vẫn ghi tên bạn. Chỉ máy chủ mở được
            tệp.
          </Trans>
        </Text>
        {content ? (
          <>
            <Text fw={600}>
              <Plural value={content.commands.length} other="# việc chưa gửi" />,{' '}
              <Plural value={content.drafts.length} other="# phiếu đang ghi dở" />
              {photos > 0 && (
                <>
                  , <Plural value={photos} other="# ảnh chưa gửi" />
                </>
              )}
            </Text>
            <Button size="lg" h={52} onClick={() => void save()}>
              <Trans>Lưu tệp cứu hộ</Trans>
            </Button>
          </>
        ) : (
          <Text fw={600}>
            <Trans>Máy này chưa nhận khóa của máy chủ. Hãy nối mạng một lần rồi mở lại trang này.</Trans>
          </Text>
        )}
        <div role="status">
          {saved !== 'failed' && saved?.how === 'shared' && <Trans>Đã chuyển tệp. Việc trên máy vẫn còn nguyên.</Trans>}
          {saved !== 'failed' && saved?.how === 'downloaded' && (
            <Trans>Đã lưu tệp vào mục Tải xuống của máy. Hãy gửi tệp đó đi; việc trên máy vẫn còn nguyên.</Trans>
          )}
          {saved !== 'failed' && saved && saved.how !== 'cancelled' && saved.photosLeft > 0 && (
            <Text fw={600}>
              <Plural
                value={saved.photosLeft}
                other="Tệp đã đầy, còn # ảnh chưa có trong tệp nào: hãy lưu thêm một tệp nữa."
              />
            </Text>
          )}
          {saved === 'failed' && <Trans>Chưa lưu được tệp. Hãy thử lại; việc trên máy vẫn còn nguyên.</Trans>}
        </div>
      </Stack>
    </Card>
  )
}

const BringFile = () => {
  const client = useSyncClient()
  const words = useCommandWords()
  const [busy, setBusy] = useState(false)
  const [summary, setSummary] = useState<RescueSummary | null>(null)
  const [problem, setProblem] = useState<ProblemBody | null>(null)
  const bring = async (file: File | null) => {
    if (!file || busy) return
    setBusy(true)
    setSummary(null)
    setProblem(null)
    try {
      setSummary(await createCall(() => client.token())(rescueRoute, { file }))
      void client.syncNow()
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Card withBorder p="md">
      <Stack gap="sm">
        <Title order={2} fz={20}>
          <Trans>Gửi hộ người khác</Trans>
        </Title>
        <Text>
          <Trans>Có tệp .tnr của người cùng tổ? Chọn tệp để gửi hộ. Gửi hai lần cũng không ghi trùng.</Trans>
        </Text>
        {/* No filter by kind: phones do not know .tnr and would hide the file. */}
        <FileButton onChange={(file) => void bring(file)}>
          {(props) => (
            <Button {...props} size="lg" h={52} variant="light" aria-disabled={busy}>
              {busy ? <Trans>Đang gửi tệp…</Trans> : <Trans>Chọn tệp cứu hộ</Trans>}
            </Button>
          )}
        </FileButton>
        {problem && <ProblemAlert problem={problem} />}
        {summary && <RescueResult summary={summary} words={words} />}
      </Stack>
    </Card>
  )
}
