import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 } from 'uuid'
import type { Id } from '#platform/shared/ids.ts'
import { officeCommandRoute } from '#platform/shared/sync-routes.ts'
import { call, problemOf } from '#platform/web/api.ts'
import { FormDialog } from '#platform/web/office/form-dialog.tsx'
import { notify } from '#platform/web/office/notices.tsx'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { householdMove } from '#slices/households/shared/public.ts'
import { TeamPicker, useTeam } from '#slices/teams/web/office/public.ts'

interface Props {
  doors: readonly Id[]
  onMoved: () => void
  onClose: () => void
}

/** Gives doors, with their visits, to another team of the commune; undo gives them back. */
export const MoveDoorsDialog = ({ doors, onMoved, onClose }: Props) => {
  const { t } = useLingui()
  const team = useTeam()
  const queries = useQueryClient()
  const locale = useLocale()
  const [toTeam, setToTeam] = useState<Id | null>(null)
  const refresh = () => queries.invalidateQueries({ queryKey: ['doors'] })
  const back = (from: Id) =>
    moveDoors(from, team.id, doors)
      .then(() => notify(t`Đã chuyển lại về ${team.name}.`))
      .catch((error: unknown) => notify(problemOf(error)[locale]))
      .finally(refresh)
  const move = async () => {
    if (!toTeam) return
    try {
      await moveDoors(team.id, toTeam, doors)
    } finally {
      await refresh()
    }
    notify(t`Đã chuyển ${doors.length} hộ sang tổ khác.`, () => void back(toTeam))
    onMoved()
  }
  return (
    <FormDialog
      title={t`Chuyển ${doors.length} hộ sang tổ khác`}
      submitLabel={t`Chuyển`}
      onSubmit={move}
      onClose={onClose}
    >
      <Text>
        <Trans>
          Hộ đi cùng các lượt hướng dẫn đã ghi. Số liệu đã tính cho tổ nào vẫn là của tổ đó; điện thoại của hai tổ tự
          cập nhật.
        </Trans>
      </Text>
      <TeamPicker communeId={team.communeId} without={team.id} value={toTeam} onChange={setToTeam} />
    </FormDialog>
  )
}

/** One command for each door, in order; what was moved before one is refused stays moved. */
const moveDoors = async (from: Id, toTeam: Id, doors: readonly Id[]): Promise<void> => {
  for (const id of doors) {
    const body = { id: v7(), name: householdMove.name, version: householdMove.version, args: { id, toTeam } }
    await call(officeCommandRoute, { params: { teamId: from }, body })
  }
}
