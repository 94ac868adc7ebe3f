import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#platform/web/api.ts'
import { FormDialog } from '#platform/web/office/form-dialog.tsx'
import { notify } from '#platform/web/office/notices.tsx'
import { editTeamRoute } from '#slices/teams/shared/routes.ts'
import { TeamFields, type TeamForm } from './team-fields.tsx'
import type { TeamDetails } from './team-queries.ts'

export const EditTeamDialog = ({ team, onClose }: { team: TeamDetails; onClose: () => void }) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [form, setForm] = useState(() => formOf(team))
  const save = async (body: TeamForm) => {
    await call(editTeamRoute, { params: { teamId: team.id }, body })
    await queries.invalidateQueries({ queryKey: ['team', team.id] })
  }
  const saveAndOfferUndo = async () => {
    await save(form)
    notify(t`Đã lưu thông tin tổ.`, () => void save(formOf(team)))
  }
  return (
    <FormDialog title={t`Sửa thông tin tổ`} submitLabel={t`Lưu`} onSubmit={saveAndOfferUndo} onClose={onClose}>
      <TeamFields value={form} onChange={setForm} />
    </FormDialog>
  )
}

const formOf = (team: TeamDetails): TeamForm => ({
  name: team.name,
  kind: team.kind,
  status: team.status === 'pilot' ? 'pilot' : 'active',
  decisionNumber: team.decisionNumber,
  decisionDate: team.decisionDate,
  establishedOn: team.establishedOn,
})
