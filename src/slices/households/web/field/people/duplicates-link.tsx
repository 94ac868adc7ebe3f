import { useLingui } from '@lingui/react/macro'
import { RowLink } from '#platform/web/ui/field/row-link.tsx'
import { useDuplicates } from './use-duplicates.ts'

/** Said where something may have been entered twice; nothing otherwise. */
export const DuplicatesLink = () => {
  const { t } = useLingui()
  const duplicates = useDuplicates()
  const found = duplicates ? duplicates.doors.length + duplicates.people.length : 0
  return found === 0 ? null : (
    <RowLink to="/duplicates" title={t`Có thể trùng: ${found}`} detail={t`Xem rồi gộp, hoặc ghi là không trùng`} />
  )
}
