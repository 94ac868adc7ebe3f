import { Trans, useLingui } from '@lingui/react/macro'
import { useRecordState } from '#platform/web/sync/use-sync.ts'
import { RecordBadge } from '#platform/web/ui/field/record-badge.tsx'
import { RowLink } from '#platform/web/ui/field/row-link.tsx'
import { formatDay } from '#platform/web/ui/format.ts'
import { type Visit, visitKind } from '#slices/visits/shared/visit.ts'
import { outcomeWords, skillWords } from '../ui/words.ts'

/** One visit in a list: what happened, when, and where the record is. */
export const VisitRow = ({ visit, where }: { visit: Visit; where?: string }) => {
  const state = useRecordState(visitKind, visit.id)
  return (
    <RowLink
      to={`/visits/${visit.id}`}
      title={where ?? <VisitSummary visit={visit} />}
      detail={
        <>
          {where && <VisitSummary visit={visit} />}
          {where && ' · '}
          {formatDay(visit.day)}
        </>
      }
      aside={<RecordBadge state={state} />}
    />
  )
}

/** "2 người · Thanh toán trực tuyến", or how the door ended. */
export const VisitSummary = ({ visit }: { visit: Visit }) => {
  const { t, i18n } = useLingui()
  const words = [
    visit.outcome === 'done' ? t`${visit.people} người` : i18n._(outcomeWords[visit.outcome]),
    ...visit.skills.map(({ skill }) => i18n._(skillWords[skill])),
  ]
  const summary = [...new Set(words)].join(' · ')
  if (!visit.cancelledOn) return summary
  return (
    <>
      <Trans>Đã hủy</Trans>: <s>{summary}</s>
    </>
  )
}
