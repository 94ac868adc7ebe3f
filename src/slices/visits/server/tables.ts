import type { Day } from '#platform/shared/dates.ts'
import type { FollowUpDone, Visit, VisitOutcome, VisitPlace } from '../shared/visit.ts'

export interface VisitTable {
  id: string
  team_id: string
  done_by_team_id: string
  rev: number
  household_id: string | null
  place: VisitPlace
  day: Day
  made_at: Date
  made_by: string | null
  outcome: VisitOutcome
  people: number
  groups: Visit['groups']
  skills: Visit['skills']
  topics: string[]
  platforms: Visit['platforms']
  difficulty: Visit['difficulty']
  follow_up_on: Day | null
  note: string | null
  members: string[] | null
  persons: Visit['persons']
  attendance: 'count' | 'list' | null
  backdate_reason: string | null
  follow_up_done: FollowUpDone | null
  photos: string[] | null
  cancelled_on: Day | null
  cancel_reason: string | null
}

export interface PhotoTable {
  id: string
  team_id: string
  done_by_team_id: string
  rev: number
  visit_id: string
  taken_by: string
  taken_at: Date
  width: number
  height: number
  bytes: number
  sha256: string
  removed_on: Day | null
  file_key: string | null
  file_bytes: number | null
}

export interface PhotoPartTable {
  photo_id: string
  taken_by: string
  start: number
  bytes: Buffer
}

declare module '#platform/server/schema.ts' {
  interface Database {
    visit: VisitTable
    photo: PhotoTable
    photo_part: PhotoPartTable
  }
}
