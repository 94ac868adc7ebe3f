import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Stack } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Answer } from '#platform/web/office/answer.tsx'
import { ButtonLink } from '#platform/web/office/links.tsx'
import { OfficePage } from '#platform/web/office/page.tsx'
import { usePeriod } from '#platform/web/office/period.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import { DeclarationsPart } from './declarations-part.tsx'
import { AsOf, FigureCards } from './figure-cards.tsx'
import { placeDashboardQuery } from './insight-queries.ts'
import { PeriodSwitch } from './period-switch.tsx'
import { usePeriodName } from './period-words.ts'
import { RankingPart } from './ranking-part.tsx'
import { VerifiedSummary } from './verified-part.tsx'

/** The state of a place on one page: six figures, and the places or teams below it ranked. */
export const DashboardPage = () => {
  const { t } = useLingui()
  const place = usePlace()
  const named = usePeriodName()
  const query = useQuery(placeDashboardQuery(place.id, usePeriod()))
  const { data } = query
  const title = place.level === 'nation' ? t`Toàn quốc` : place.title
  return (
    <OfficePage
      title={title}
      lead={
        data && (
          <>
            <AsOf asOf={data.asOf} />
            <span className="print-only">. {named(data.period)}</span>
          </>
        )
      }
      actions={
        <ActionIcon variant="default" size="lg" aria-label={t`In trang này`} onClick={() => window.print()}>
          <IconPrinter size={18} aria-hidden />
        </ActionIcon>
      }
    >
      <PeriodSwitch period={data?.period} />
      <Answer query={query}>
        {(answer) => (
          <Stack>
            <FigureCards answer={answer} placeId={place.id} />
            <VerifiedSummary verification={answer.verification} />
            <div className="no-print">
              <ButtonLink
                variant="subtle"
                ml={-8}
                size="compact-md"
                to="/places/$placeId/indicators"
                params={{ placeId: place.id }}
              >
                <Trans>Xem mọi chỉ tiêu</Trans>
              </ButtonLink>
            </div>
            <RankingPart place={place} total={answer.figures} verification={answer.verification} />
            <DeclarationsPart placeId={place.id} declarations={answer.declarations} />
          </Stack>
        )}
      </Answer>
    </OfficePage>
  )
}
