import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { call } from '#platform/web/api.ts'
import { DayField } from '#platform/web/office/day-field.tsx'
import { FormDialog } from '#platform/web/office/form-dialog.tsx'
import { notify } from '#platform/web/office/notices.tsx'
import { today } from '#platform/web/office/period.ts'
import { type MemberLine, moveMemberRoute } from '#slices/teams/shared/routes.ts'
import { TeamPicker } from './team-picker.tsx'
import type { TeamDetails } from './team-queries.ts'

export const MoveMemberDialog = (props: { team: TeamDetails; member: MemberLine; onClose: () => void }) => {
  const { t } = useLingui()
  const { team, member, onClose } = props
  const queries = useQueryClient()
  const [toTeamId, setToTeamId] = useState<Id | null>(null)
  const [on, setOn] = useState<Day | null>(today())
  const move = async () => {
    if (!toTeamId || !on) return
    const params = { teamId: team.id, membershipId: member.id }
    const moved = await call(moveMemberRoute, { params, body: { toTeamId, on } })
    const refresh = () => queries.invalidateQueries({ queryKey: ['team'] })
    const back = async () => {
      const there = { teamId: toTeamId, membershipId: moved.id }
      await call(moveMemberRoute, { params: there, body: { toTeamId: team.id, on } })
      await refresh()
    }
    notify(t`Đã chuyển ${member.name} sang tổ khác.`, () => void back())
    await refresh()
  }
  return (
    <FormDialog title={t`Chuyển ${member.name} sang tổ khác`} submitLabel={t`Chuyển`} onSubmit={move} onClose={onClose}>
      <TeamPicker communeId={team.communeId} without={team.id} value={toTeamId} onChange={setToTeamId} />
      <DayField label={t`Từ ngày`} value={on} onChange={setOn} required />
    </FormDialog>
  )
}
