import * as z from 'zod/mini'
import type { SyncRow } from '#platform/shared/command.ts'
import type { Day } from '#platform/shared/dates.ts'
import { freeText, optionalFreeText } from '#platform/shared/free-text.ts'
import type { Id } from '#platform/shared/ids.ts'
import { code, dayText, idText } from '#platform/shared/text.ts'

export const visitKind = 'visit'

/** Where it took place: at a door, at a help desk (culture house, market, one-stop office), with a group, by phone. */
export const visitPlaces = ['home', 'desk', 'group', 'phone'] as const
/** How the door ended: people were guided, nobody home, did not want to, moved away. */
export const outcomes = ['done', 'absent', 'refused', 'moved'] as const
/** Groups that are counted, never recorded per person. */
export const groupCodes = ['elderly', 'women', 'poor', 'minority', 'disabled'] as const
/** The five basic skills. */
export const skillCodes = ['public-services', 'shopping', 'payment', 'safety', 'local'] as const
/** guided: was shown · with-help: does it with help · alone: was seen to do it alone (tự làm được). */
export const skillLevels = ['guided', 'with-help', 'alone'] as const
/** The ladder of a named person; what it counts as stands in `countedLevel`. */
export const personLevels = ['cannot', 'with-help', 'alone', 'can-teach'] as const
/** used: with the member beside · used-alone: the member only watched. */
export const platformResults = ['installed', 'used', 'used-alone', 'already', 'failed'] as const
export const failureReasons = [
  'no-sim',
  'no-storage',
  'old-phone',
  'forgot-password',
  'no-network',
  'police-appointment',
  'no-papers',
  'service-fault',
  'other',
] as const
/** Where somebody is to come for what could not be done now. */
export const appointmentPlaces = ['police', 'one-stop', 'desk', 'home', 'bank', 'other'] as const
/** How those at a group session were counted: heads, or a list of names (register on). */
export const attendances = ['count', 'list'] as const

export type VisitPlace = (typeof visitPlaces)[number]
export type VisitOutcome = (typeof outcomes)[number]
export type GroupCode = (typeof groupCodes)[number]
export type SkillCode = (typeof skillCodes)[number]
export type SkillLevel = (typeof skillLevels)[number]
export type PersonLevel = (typeof personLevels)[number]
export type PlatformResult = (typeof platformResults)[number]
export type FailureReason = (typeof failureReasons)[number]
export type AppointmentPlace = (typeof appointmentPlaces)[number]

/** Most people in one record: more is a class, which is training. */
export const mostPeople = 500
/** A follow-up is agreed at most a year ahead. */
export const furthestFollowUpDays = 366
/** A visit may be written down later than it took place, up to so many days. */
export const mostDaysAgo = 60
/** Up to so many days back nobody asks why: a weekend without a charged phone. Further back takes a reason. */
export const freeDaysAgo = 3
/** Nobody corrects a visit to a day further back than this. */
export const furthestDaysBack = 400
/**
 * Who recorded a visit may correct or cancel it for so long: mistakes show when the week is reported, and what has been
 * reported should not change any more without somebody else looking.
 */
export const ownCorrectionDays = 7

/** What a person's level counts as: who still cannot was guided, who can teach does it alone. */
export const countedLevel = (level: PersonLevel): SkillLevel =>
  level === 'cannot' ? 'guided' : level === 'with-help' ? 'with-help' : 'alone'

const count = z.int().check(z.gte(0), z.lte(mostPeople))

const platformEntry = z.object({
  platform: code,
  result: z.enum(platformResults),
  reason: z.nullable(z.enum(failureReasons)),
  /** Steps of the platform that were done, by their codes in the library. */
  steps: z.optional(z.array(code).check(z.maxLength(20))),
  /** When and where it goes on; counted from the day of the visit. */
  appointment: z.optional(
    z.nullable(
      z.object({
        inDays: z.int().check(z.gte(0), z.lte(furthestFollowUpDays)),
        where: z.enum(appointmentPlaces),
      }),
    ),
  ),
})
export type PlatformEntry = z.infer<typeof platformEntry>

/** A person of the register who took part, and how far they came. */
const namedPerson = z.object({
  personId: idText,
  skills: z.array(z.object({ skill: z.enum(skillCodes), level: z.enum(personLevels) })).check(z.maxLength(5)),
})
export type NamedPerson = z.infer<typeof namedPerson>

/**
 * The fields that people set, each with what it may hold. Those of version 2 may be absent or null, which both mean none:
 * rows and drafts of version 1 are rows and drafts of today.
 */
export const visitFields = {
  outcome: z.enum(outcomes),
  people: count,
  groups: z.object({ elderly: count, women: count, poor: count, minority: count, disabled: count }),
  skills: z
    .array(z.object({ skill: z.enum(skillCodes), level: z.enum(skillLevels), people: count.check(z.gte(1)) }))
    .check(z.maxLength(15)),
  topics: z.array(code).check(z.maxLength(30)),
  platforms: z.array(platformEntry).check(z.maxLength(30)),
  difficulty: z.nullable(z.object({ kind: code, text: z.nullable(freeText(500)) })),
  note: optionalFreeText(500),
  /** Team mates who took part besides the one who records. */
  members: z.optional(z.nullable(z.array(idText).check(z.maxLength(20)))),
  persons: z.optional(z.nullable(z.array(namedPerson).check(z.maxLength(200)))),
  attendance: z.optional(z.nullable(z.enum(attendances))),
  /** Why it was written down so late. */
  backdateReason: z.optional(optionalFreeText(200)),
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

/** That an agreed follow-up was settled without a visit: who ticked it off, when, with a word. */
export interface FollowUpDone {
  on: Day
  by: Id | null
  word: string | null
}

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
  followUpDone?: FollowUpDone | null
  /** Its photos that stand, by id, in the order in which they came; absent and null: none. */
  photos?: Id[] | null
  cancelledOn: Day | null
  cancelReason: string | null
}
