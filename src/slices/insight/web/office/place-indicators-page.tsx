import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Answer } from '#platform/web/office/answer.tsx'
import { OfficePage } from '#platform/web/office/page.tsx'
import { usePeriod } from '#platform/web/office/period.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import { AsOf } from './figure-cards.tsx'
import { IndicatorsPart } from './indicators-part.tsx'
import { placeIndicatorsQuery } from './insight-queries.ts'
import { PeriodSwitch } from './period-switch.tsx'
import { VerifiedSummary } from './verified-part.tsx'

/** Every figure and skill of a place in a period. */
export const PlaceIndicatorsPage = () => {
  const { t } = useLingui()
  const place = usePlace()
  const query = useQuery(placeIndicatorsQuery(place.id, usePeriod()))
  const title = place.level === 'nation' ? t`Toàn quốc` : place.title
  return (
    <OfficePage title={t`Mọi chỉ tiêu: ${title}`} lead={query.data && <AsOf asOf={query.data.asOf} />}>
      <PeriodSwitch period={query.data?.period} />
      <Answer query={query}>
        {(answer) => (
          <>
            <VerifiedSummary verification={answer.verification} />
            <IndicatorsPart answer={answer} placeId={place.id} />
          </>
        )}
      </Answer>
    </OfficePage>
  )
}
