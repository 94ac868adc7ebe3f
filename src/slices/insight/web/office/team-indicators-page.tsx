import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Answer } from '#platform/web/office/answer.tsx'
import { OfficePage } from '#platform/web/office/page.tsx'
import { usePeriod } from '#platform/web/office/period.ts'
import { useTeam } from '#slices/teams/web/office/public.ts'
import { AsOf } from './figure-cards.tsx'
import { IndicatorsPart } from './indicators-part.tsx'
import { teamIndicatorsQuery } from './insight-queries.ts'
import { PeriodSwitch } from './period-switch.tsx'
import { VerifiedSummary } from './verified-part.tsx'

/** Every figure and skill of a team in a period. */
export const TeamIndicatorsPage = () => {
  const { t } = useLingui()
  const team = useTeam()
  const query = useQuery(teamIndicatorsQuery(team.id, usePeriod()))
  return (
    <OfficePage title={t`Mọi chỉ tiêu: ${team.name}`} lead={query.data && <AsOf asOf={query.data.asOf} />}>
      <PeriodSwitch period={query.data?.period} />
      <Answer query={query}>
        {(answer) => (
          <>
            <VerifiedSummary verification={answer.verification} />
            <IndicatorsPart answer={answer} />
          </>
        )}
      </Answer>
    </OfficePage>
  )
}
