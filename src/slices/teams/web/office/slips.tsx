import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Id } from '#platform/shared/ids.ts'
import { call, problemOf } from '#platform/web/api.ts'
import { notify } from '#platform/web/office/notices.tsx'
import { saveFile } from '#platform/web/office/save-file.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import type { PlaceDetails } from '#slices/places/shared/public.ts'
import { leaderSlipsRoute, passwordSlipRoute, teamSlipsRoute } from '#slices/teams/shared/routes.ts'

/** Typesetting some hundred slips takes longer than a usual answer. */
const timeoutMs = 120_000

/** Prints slips for the leaders of a place's teams who have no account yet. */
export const LeaderSlipsButton = ({ place, icon }: { place: PlaceDetails; icon: ReactNode }) => {
  const { t } = useLingui()
  const print = usePrinting(() => call(leaderSlipsRoute, { params: { placeId: place.id }, body: {}, timeoutMs }))
  return (
    <Button
      variant="default"
      leftSection={icon}
      loading={print.isPending}
      onClick={() => print.mutate({ name: t`Phiếu mời tổ trưởng ${place.title}.pdf` })}
    >
      <Trans>In phiếu mời tổ trưởng</Trans>
    </Button>
  )
}

/** Prints slips of a team: for the given members, or for all who have no account. */
export const usePrintSlips = (teamId: Id) => {
  const queries = useQueryClient()
  return usePrinting(async (membershipIds?: Id[]) => {
    const file = await call(teamSlipsRoute, { params: { teamId }, body: { membershipIds }, timeoutMs })
    await queries.invalidateQueries({ queryKey: ['team', teamId] })
    return file
  })
}

/** Prints the slip by which one member chooses a new password. */
export const usePrintPasswordSlip = (teamId: Id, membershipId: Id) =>
  usePrinting(() => call(passwordSlipRoute, { params: { teamId, membershipId }, timeoutMs }))

/** The variable of the mutation is the name of the file and what to print; the file goes to the browser's downloads. */
const usePrinting = (print: (membershipIds?: Id[]) => Promise<Blob | undefined>) => {
  const { t } = useLingui()
  const locale = useLocale()
  return useMutation({
    mutationFn: async ({ name, membershipIds }: { name: string; membershipIds?: Id[] }) => {
      const file = await print(membershipIds)
      if (file) saveFile(file, name)
    },
    onSuccess: () => notify(t`Đã tải phiếu về máy. Mỗi phiếu dùng một lần; phiếu cũ của người đó hết hiệu lực.`),
    onError: (error) => notify(problemOf(error)[locale]),
  })
}
