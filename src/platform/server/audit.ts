import type { Generated, Transaction } from 'kysely'
import type { Id } from '#platform/shared/ids.ts'
import type { Database } from './schema.ts'

declare module './schema.ts' {
  interface Database {
    audit: AuditTable
  }
}

interface AuditTable {
  id: Generated<number>
  at: Generated<Date>
  account_id: Id | null
  action: string
  subject_kind: string | null
  subject_id: Id | null
  place_id: Id | null
  team_id: Id | null
  /** Filled in by the database, like the province: where the line belongs. */
  commune_id: Generated<Id | null>
  province_id: Generated<Id | null>
  from_address: string | null
  details: Generated<AuditDetails>
}

/** Ids, codes, counts: never a name, a phone or free text. */
export type AuditDetails = Record<string, string | number | boolean | null | readonly (string | number)[]>

/** What was done to what, `noun.verb` like a permission. */
export interface AuditEntry {
  action: string
  subject?: { kind: string; id: Id }
  placeId?: Id
  teamId?: Id
  details?: AuditDetails
}

/** Who did it, from where; null account: the system itself. */
export interface AuditSource {
  accountId: Id | null
  address: string | null
}

/** Writes one line in the transaction of what it tells about: both happen or neither. Lines are never changed. */
export async function audit(trx: Transaction<Database>, source: AuditSource, entry: AuditEntry): Promise<void> {
  await trx
    .insertInto('audit')
    .values({
      account_id: source.accountId,
      action: entry.action,
      subject_kind: entry.subject?.kind ?? null,
      subject_id: entry.subject?.id ?? null,
      place_id: entry.placeId ?? null,
      team_id: entry.teamId ?? null,
      from_address: source.address,
      details: JSON.stringify(entry.details ?? {}) as never,
    })
    .execute()
}
