import * as z from 'zod/mini'
import type { SyncRow } from '#platform/shared/command.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { dayText, optionalText, text } from '#platform/shared/text.ts'

export const teamKind = 'team'
export const memberKind = 'member'

export const teamRoles = ['leader', 'deputy', 'member'] as const
export type TeamRole = (typeof teamRoles)[number]

export const teamStatuses = ['pilot', 'active', 'dissolved'] as const
export type TeamStatus = (typeof teamStatuses)[number]

export const sexes = ['nam', 'nu'] as const
export type Sex = (typeof sexes)[number]

/** The local name of the kind of team; offices use others ("Tổ chuyển đổi số cộng đồng"). */
export const defaultTeamKind = 'Tổ công nghệ số cộng đồng'

/** Kind and name of a place: `placeTitle(kind, name)` is what people read. */
interface PlaceName {
  kind: string | null
  name: string
}

/** The team as its phones hold it; its id is also its team's id. */
export interface Team extends SyncRow {
  name: string
  kind: string
  status: TeamStatus
  placeId: Id
  communeId: Id
  provinceId: Id
  place: PlaceName
  commune: PlaceName
}

/** A membership as phones hold it; the id is the membership's. Who has left keeps a row without name and phone. */
export interface Member extends SyncRow {
  memberId: Id
  name: string | null
  phone: string | null
  role: TeamRole
  organisation: string | null
  position: string | null
  joinedOn: Day | null
  leftOn: Day | null
}

/** What offices set of a team. */
export const teamFields = {
  name: text(120).check(z.minLength(1)),
  kind: text(80).check(z.minLength(1)),
  status: z.enum(['pilot', 'active']),
  decisionNumber: optionalText(60),
  decisionDate: z.nullable(dayText),
  establishedOn: z.nullable(dayText),
}

/** A Vietnamese number as we keep it; forms turn what people type into it before they send. */
export const phoneText = z.string().check(
  z.refine((phone) => /^\+84[1-9][0-9]{8}$/.test(phone), {
    params: {
      vi: 'Số điện thoại phải có 10 chữ số, bắt đầu bằng 0.',
      en: 'A phone number has ten digits and begins with 0.',
    },
  }),
)

/** What offices and leaders set of a person in a team. */
export const memberFields = {
  name: text(100).check(z.minLength(1)),
  phone: z.nullable(phoneText),
  phoneNote: optionalText(100),
  birthYear: z.nullable(z.int().check(z.gte(1900), z.lte(2100))),
  sex: z.nullable(z.enum(sexes)),
  role: z.enum(teamRoles),
  organisation: optionalText(200),
  position: optionalText(200),
  joinedOn: z.nullable(dayText),
}
