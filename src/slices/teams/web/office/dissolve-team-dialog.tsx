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
import { dissolveTeamRoute } from '#slices/teams/shared/routes.ts'
import type { TeamDetails } from './team-queries.ts'

/** Cannot be undone: its members leave that day. So the dialog says what will happen, and asks for the day. */
export const DissolveTeamDialog = ({ team, onClose }: { team: TeamDetails; onClose: () => void }) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [on, setOn] = useState<Day | null>(today())
  const dissolve = async () => {
    if (!on) return
    await call(dissolveTeamRoute, { params: { teamId: team.id }, body: { on } })
    notify(t`Đã giải thể ${team.name}.`)
    await queries.invalidateQueries({ queryKey: ['team', team.id] })
  }
  return (
    <FormDialog title={t`Giải thể tổ`} submitLabel={t`Giải thể`} onSubmit={dissolve} onClose={onClose}>
      <Text>
        <Trans>
          Từ ngày này các thành viên rời tổ và không đồng bộ được nữa. Hộ dân và lượt hướng dẫn được giữ lại cho tổ kế
          tiếp. Việc này không hoàn tác được.
        </Trans>
      </Text>
      <DayField label={t`Ngày giải thể`} value={on} onChange={setOn} required />
    </FormDialog>
  )
}
