import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text, Title } from '@mantine/core'
import { formatInstant } from '#platform/web/ui/format.ts'
import { useTeam } from '#slices/teams/web/office/public.ts'
import type { PhotoInList } from '#slices/visits/shared/office.ts'
import classes from './photos-at-door.module.css'

/** Photos of the visits at a door, small; the whole one opens in a tab. Every look is a line in the audit. */
export const PhotosAtDoor = ({ photos }: { photos: readonly PhotoInList[] }) => {
  if (photos.length === 0) return null
  return (
    <>
      <Title order={2} fz="h4">
        <Trans>Ảnh của các lượt</Trans>
      </Title>
      <ul className={classes.list}>
        {photos.map((photo) => (
          <li key={photo.id}>
            <OnePhoto photo={photo} />
          </li>
        ))}
      </ul>
    </>
  )
}

const OnePhoto = ({ photo: { id, takenAt, arrived } }: { photo: PhotoInList }) => {
  const { t } = useLingui()
  const team = useTeam()
  const at = formatInstant(Date.parse(takenAt))
  const address = `/api/teams/${team.id}/photos/${id}`
  return (
    <Stack gap={4}>
      {arrived ? (
        <a className={classes.frame} href={address} target="_blank" rel="noreferrer">
          <img src={`${address}?size=small`} alt={t`Ảnh chụp ${at}, mở ảnh lớn`} loading="lazy" />
        </a>
      ) : (
        <div className={classes.frame}>
          <Text size="sm">
            <Trans>Ảnh còn ở máy người chụp</Trans>
          </Text>
        </div>
      )}
      <Text size="sm">{at}</Text>
    </Stack>
  )
}
