import { Trans, useLingui } from '@lingui/react/macro'
import { Button, FileButton, Stack, Text } from '@mantine/core'
import { IconCamera } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import type { Id } from '#platform/shared/ids.ts'
import type { MediaEntry } from '#platform/web/sync/media.ts'
import { useRow, useRows, useSyncClient } from '#platform/web/sync/use-sync.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { mostPhotos, type Photo, photoKind } from '#slices/visits/shared/photo.ts'
import { type Visit, visitKind } from '#slices/visits/shared/visit.ts'
import classes from './photo-part.module.css'
import { type NotTaken, takePhoto } from './take-photo.ts'
import { useMedia } from './use-media.ts'
import { usePhotoUrl } from './use-photo-url.ts'

interface Props {
  visitId: Id
  /** A photo is being taken: the form keeps its draft now, so that the two belong together. */
  onTaken?: () => void
}

/** The photos of a visit: those of this phone, those of others, and the button to take one. */
export const PhotoPart = ({ visitId, onTaken }: Props) => {
  const photos = usePhotosOf(visitId)
  const mayAdd = useMayAdd(visitId)
  if (photos.length === 0 && !mayAdd) return null
  return (
    <Stack gap="xs" role="group" aria-labelledby={`photos-${visitId}`}>
      <Text fw={600} id={`photos-${visitId}`}>
        <Trans>Ảnh</Trans>
      </Text>
      {photos.length > 0 && (
        <ul className={classes.list}>
          {photos.map((shown, index) => (
            <li key={shown.id}>
              <OnePhoto shown={shown} visitId={visitId} number={index + 1} mayRemove={mayAdd} />
            </li>
          ))}
        </ul>
      )}
      {mayAdd && <TakePhoto visitId={visitId} left={mostPhotos - photos.length} onTaken={onTaken} />}
    </Stack>
  )
}

interface Shown {
  id: Id
  photo: Photo | undefined
  entry: MediaEntry | undefined
}

function usePhotosOf(visitId: Id): Shown[] {
  const isOfVisit = useCallback((photo: Photo) => photo.visitId === visitId && !photo.removedOn, [visitId])
  const rows = useRows<Photo>(photoKind, isOfVisit)
  const media = useMedia().filter(({ subject }) => subject === visitId)
  const byId = new Map(media.map((entry) => [entry.id, entry]))
  const known = rows.map((photo) => ({ id: photo.id, photo, entry: byId.get(photo.id) }))
  const listed = new Set(rows.map(({ id }) => id))
  const alone = media.filter(({ id, state }) => !listed.has(id) && (state === 'draft' || state === 'refused'))
  return [...known, ...alone.map((entry) => ({ id: entry.id, photo: undefined, entry }))]
}

/** Of a visit that is being written down always; later by who took part in it. */
function useMayAdd(visitId: Id): boolean {
  const me = useSyncClient().me()
  const visit = useRow<Visit>(visitKind, visitId)
  if (!visit) return true
  const took = visit.madeBy === me?.memberId || visit.members?.includes(me?.memberId ?? '')
  return !visit.cancelledOn && Boolean(took) && Boolean(me?.teams.includes(visit.doneByTeamId))
}

const OnePhoto = (props: { shown: Shown; visitId: Id; number: number; mayRemove: boolean }) => {
  const { id, photo, entry } = props.shown
  const { t } = useLingui()
  const client = useSyncClient()
  const url = usePhotoUrl(id, photo)
  const remove = async () => {
    if (photo) {
      const work = { name: 'photo.remove', args: { id, visitId: props.visitId }, team: photo.doneByTeamId }
      await client.enqueue(work)
    }
    await client.dropMedia([id])
  }
  return (
    <Stack gap={4}>
      <div className={classes.frame}>
        {url ? <img src={url} alt={t`Ảnh ${props.number}`} /> : <Text size="sm">{t`Ảnh ${props.number}`}</Text>}
      </div>
      <PhotoState photo={photo} entry={entry} />
      {props.mayRemove && (
        <Button size="md" h={48} variant="default" onClick={() => void remove()}>
          <Trans>Xóa ảnh</Trans>
        </Button>
      )}
    </Stack>
  )
}

/** Where the picture is, apart from where the record is. */
const PhotoState = ({ photo, entry }: Pick<Shown, 'photo' | 'entry'>) => {
  const locale = useLocale()
  if (entry?.state === 'refused' && entry.problem) return <Text size="sm">{entry.problem[locale]}</Text>
  if (photo?.arrived || entry?.state === 'sent')
    return (
      <Text size="sm">
        <Trans>Ảnh đã gửi</Trans>
      </Text>
    )
  return <Text size="sm">{entry ? <Trans>Đang chờ gửi ảnh</Trans> : <Trans>Ảnh còn ở máy người chụp</Trans>}</Text>
}

const TakePhoto = ({ visitId, left, onTaken }: Props & { left: number }) => {
  const { t } = useLingui()
  const client = useSyncClient()
  const [busy, setBusy] = useState(false)
  const [notTaken, setNotTaken] = useState<NotTaken | null>(null)
  const take = async (file: File | null) => {
    if (!file || busy) return
    setBusy(true)
    onTaken?.()
    try {
      setNotTaken(await takePhoto(client, visitId, file))
    } finally {
      setBusy(false)
    }
  }
  if (left <= 0)
    return (
      <Text>
        <Trans>Lượt này đã đủ {mostPhotos} ảnh.</Trans>
      </Text>
    )
  return (
    <>
      {/* The camera itself, on iPhones too; what it gives is drawn anew before it is kept. */}
      <FileButton
        accept="image/*"
        capture="environment"
        onChange={(file) => void take(file)}
        inputProps={{ 'aria-label': t`Chụp ảnh` }}
      >
        {(button) => (
          <Button
            {...button}
            size="lg"
            h={52}
            variant="default"
            aria-disabled={busy}
            leftSection={<IconCamera aria-hidden />}
          >
            {busy ? <Trans>Đang cất ảnh…</Trans> : <Trans>Chụp ảnh</Trans>}
          </Button>
        )}
      </FileButton>
      <Text size="sm">
        <Trans>Hỏi ý người trong ảnh trước. Không chụp giấy tờ, màn hình có mã hay số thẻ.</Trans>
      </Text>
      <div role="status">
        {notTaken === 'no-room' && (
          <Trans>
            Máy gần hết chỗ nên không cất thêm ảnh; việc ghi nhận vẫn lưu được. Hãy gửi ảnh cũ rồi chụp lại.
          </Trans>
        )}
        {notTaken === 'no-picture' && <Trans>Không đọc được tệp này như một ảnh. Hãy chụp lại.</Trans>}
      </div>
    </>
  )
}
