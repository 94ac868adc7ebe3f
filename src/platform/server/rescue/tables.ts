import type { Generated } from 'kysely'
import type { Id } from '#platform/shared/ids.ts'

export interface RescueFileTable {
  hash: string
  account_id: Id
  team_id: Id
  sent_by: Id
  sent_at: Generated<Date>
  commands: number
  drafts: number
  photos: Generated<number>
}

export interface RescueDraftTable {
  id: Id
  account_id: Id
  key: string
  saved_at: Date
  sealed: Buffer
  received_at: Generated<Date>
}

export interface RefusalCareTable {
  command_id: Id
  team_id: Id
  state: 'corrected' | 'handed-over' | 'withdrawn' | 'given'
  by_account: Id
  at: Generated<Date>
  reason: string | null
  given_to: Id | null
  work: unknown
}

declare module '#platform/server/schema.ts' {
  interface Database {
    rescue_file: RescueFileTable
    rescue_draft: RescueDraftTable
    refusal_care: RefusalCareTable
  }
}
