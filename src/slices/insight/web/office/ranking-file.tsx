import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { call, problemOf } from '#platform/web/api.ts'
import { notify } from '#platform/web/office/notices.tsx'
import { usePeriod } from '#platform/web/office/period.ts'
import { saveFile } from '#platform/web/office/save-file.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { rankingFileRoute } from '#slices/insight/shared/routes.ts'
import type { PlaceDetails } from '#slices/places/shared/public.ts'
import { type RankingSearch, usualIndicator } from './ranking-search.ts'

/** The ranking as it stands on the screen, all pages, as an Excel file. */
export const RankingFile = ({ place, search }: { place: PlaceDetails; search: RankingSearch }) => {
  const { t } = useLingui()
  const locale = useLocale()
  const { kind, at } = usePeriod()
  const download = useMutation({
    mutationFn: async () => {
      const { by = usualIndicator, order, of } = search
      const query = { period: kind, on: at, indicator: by, order, of, language: locale }
      const file = await call(rankingFileRoute, { params: { placeId: place.id }, query })
      if (file) saveFile(file, t`Xếp hạng ${place.title}.xlsx`)
    },
    onError: (error) => notify(problemOf(error)[locale]),
  })
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      loading={download.isPending}
      onClick={() => download.mutate()}
    >
      <Trans>Tải Excel</Trans>
    </Button>
  )
}
