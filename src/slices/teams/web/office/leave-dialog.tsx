import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Day } from '#platform/shared/dates.ts'
import { call } from '#platform/web/api.ts'
import { DayField } from '#platform/web/office/day-field.tsx'
import { FormDialog } from '#platform/web/office/form-dialog.tsx'
import { notify } from '#platform/web/office/notices.tsx'
import { today } from '#platform/web/office/period.ts'
import { leaveTeamRoute, type MemberLine } from '#slices/teams/shared/routes.ts'
import type { TeamDetails } from './team-queries.ts'

export const LeaveDialog = (props: { team: TeamDetails; member: MemberLine; onClose: () => void }) => {
  const { t } = useLingui()
  const { team, member, onClose } = props
  const queries = useQueryClient()
  const [on, setOn] = useState<Day | null>(today())
  const leave = async () => {
    if (!on) return
    await call(leaveTeamRoute, { params: { teamId: team.id, membershipId: member.id }, body: { on } })
    notify(t`${member.name} đã rời tổ.`)
    await queries.invalidateQueries({ queryKey: ['team', team.id] })
  }
  return (
    <FormDialog title={t`Cho ${member.name} rời tổ`} submitLabel={t`Cho rời tổ`} onSubmit={leave} onClose={onClose}>
      <Text>
        <Trans>Việc đã làm của người này vẫn tính cho tổ. Điện thoại của họ sẽ xóa dữ liệu của tổ.</Trans>
      </Text>
      <DayField label={t`Ngày rời tổ`} value={on} onChange={setOn} required />
    </FormDialog>
  )
}
