import * as z from 'zod/mini'
import type { SyncRow } from '#platform/shared/command.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { code, dayText, idText, optionalText, text } from '#platform/shared/text.ts'

export const visitKind = 'visit'

/** Where it took place: at a door, or at a help desk (culture house, market, one-stop office). */
export const visitPlaces = ['home', 'desk'] as const
/** How the door ended: people were guided, nobody home, did not want to, moved away. */
export const outcomes = ['done', 'absent', 'refused', 'moved'] as const
/** Groups that are counted, never recorded per person. */
export const groupCodes = ['elderly', 'women', 'poor', 'minority', 'disabled'] as const
/** The five basic skills. */
export const skillCodes = ['public-services', 'shopping', 'payment', 'safety', 'local'] as const
/** guided: was shown · with-help: does it with help · alone: was seen to do it alone (tự làm được). */
export const skillLevels = ['guided', 'with-help', 'alone'] as const
export const platformResults = ['installed', 'used', 'already', 'failed'] as const
export const failureReasons = [
  'no-sim',
  'no-storage',
  'old-phone',
  'forgot-password',
  'no-network',
  'police-appointment',
  'other',
] as const

export type VisitOutcome = (typeof outcomes)[number]
export type GroupCode = (typeof groupCodes)[number]
export type SkillCode = (typeof skillCodes)[number]
export type SkillLevel = (typeof skillLevels)[number]
export type PlatformResult = (typeof platformResults)[number]
export type FailureReason = (typeof failureReasons)[number]

/** Most people in one record: more is a class, which is training. */
export const mostPeople = 500
/** A follow-up is agreed at most a year ahead. */
export const furthestFollowUpDays = 366
/** A visit may be written down later than it took place, up to so many days. */
export const mostDaysAgo = 60
/** Nobody corrects a visit to a day further back than this. */
export const furthestDaysBack = 400

const count = z.int().check(z.gte(0), z.lte(mostPeople))

/** The fields that people set, each with what it may hold. */
export const visitFields = {
  outcome: z.enum(outcomes),
  people: count,
  groups: z.object({ elderly: count, women: count, poor: count, minority: count, disabled: count }),
  skills: z
    .array(z.object({ skill: z.enum(skillCodes), level: z.enum(skillLevels), people: count.check(z.gte(1)) }))
    .check(z.maxLength(15)),
  topics: z.array(code).check(z.maxLength(30)),
  platforms: z
    .array(z.object({ platform: code, result: z.enum(platformResults), reason: z.nullable(z.enum(failureReasons)) }))
    .check(z.maxLength(30)),
  difficulty: z.nullable(z.object({ kind: code, text: z.nullable(text(500)) })),
  note: optionalText(500),
}

/** What a member records. Days are told from the day of the command, because the phone's calendar may be wrong. */
export const visitDraft = z.object({
  id: idText,
  householdId: z.nullable(idText),
  place: z.enum(visitPlaces),
  /** 0 today, 1 yesterday. */
  daysAgo: z.int().check(z.gte(0), z.lte(mostDaysAgo)),
  /** Days from the visit to the agreed follow-up. */
  followUpInDays: z.nullable(z.int().check(z.gte(1), z.lte(furthestFollowUpDays))),
  ...visitFields,
})
export type VisitDraft = z.infer<typeof visitDraft>

/** The days an edit may set. */
export const visitDays = { day: dayText, followUpOn: z.nullable(dayText) }

/** A visit as phones and server hold it. */
export interface Visit extends SyncRow, Omit<VisitDraft, 'daysAgo' | 'followUpInDays'> {
  /** The team that did it; never changes, figures follow it. `teamId` is the holder and moves with the door. */
  doneByTeamId: Id
  day: Day
  /** ISO 8601 UTC, corrected for the device's clock. */
  madeAt: string
  /** The member; null when an office recorded it. */
  madeBy: Id | null
  followUpOn: Day | null
  cancelledOn: Day | null
  cancelReason: string | null
}
