import { type Day, isDay } from '#platform/shared/dates.ts'
import { isId } from '#platform/shared/ids.ts'
import { type AuditKind, auditKinds } from '#slices/identity/shared/audit.ts'

/** The filters of the audit as they stand in the address. */
export interface AuditSearch {
  day?: Day
  kind?: AuditKind
  account?: string
  team?: string
}

/** Reads them from an address that anybody may have typed; what makes no sense is left away. */
export const readAuditSearch = ({ day, kind, account, team }: Record<string, unknown>): AuditSearch => ({
  ...(isDay(day) && { day }),
  ...(auditKinds.includes(kind as AuditKind) && { kind: kind as AuditKind }),
  ...(isId(account) && { account }),
  ...(isId(team) && { team }),
})
