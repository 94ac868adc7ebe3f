import { useLingui } from '@lingui/react/macro'
import { Select } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '#platform/web/api.ts'
import { FormDialog } from '#platform/web/office/form-dialog.tsx'
import { notify } from '#platform/web/office/notices.tsx'
import type { PlaceDetails } from '#slices/places/shared/public.ts'
import { childrenQuery } from '#slices/places/web/office/public.ts'
import { createTeamRoute } from '#slices/teams/shared/routes.ts'
import { emptyTeam, TeamFields } from './team-fields.tsx'

/** Sets up a team on a commune or on one of its hamlets. */
export const NewTeamDialog = ({ place, onClose }: { place: PlaceDetails; onClose: () => void }) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [placeId, setPlaceId] = useState(place.id)
  const [team, setTeam] = useState(emptyTeam)
  const { data } = useQuery(childrenQuery(place.id))
  const create = async () => {
    const body = { ...team, name: team.name || undefined }
    const created = await call(createTeamRoute, { params: { placeId }, body })
    notify(t`Đã lập ${created.name}.`)
    await queries.invalidateQueries({ queryKey: ['teams'] })
    void navigate({ to: '/teams/$teamId', params: { teamId: created.id } })
  }
  return (
    <FormDialog title={t`Lập tổ`} submitLabel={t`Lập tổ`} onSubmit={create} onClose={onClose}>
      <Select
        label={t`Địa bàn của tổ`}
        data={[{ id: place.id, title: place.title }, ...(data?.children ?? [])].map(({ id, title }) => ({
          value: id,
          label: title,
        }))}
        value={placeId}
        allowDeselect={false}
        searchable
        onChange={(chosen) => chosen && setPlaceId(chosen)}
      />
      <TeamFields value={team} onChange={setTeam} nameHint={t`Để trống: tổ mang tên của địa bàn.`} />
    </FormDialog>
  )
}
