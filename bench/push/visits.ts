import { v7 as newId } from 'uuid'
import { dayInVietnam } from '#platform/shared/dates.ts'
import { type MeasureDelta, sumDeltas } from '#platform/shared/measures.ts'
import { wireVersion } from '#platform/shared/wire.ts'
import { visitDeltas } from '#slices/visits/shared/measures.ts'
import { emptyDraft, type Visit, type VisitDraft } from '#slices/visits/shared/public.ts'
import type { BenchPhone } from './phones.ts'

/** One visit as it was made: what phones send, and what the floor writes, come from the same list. */
const kinds: readonly Partial<VisitDraft>[] = [
  { people: 1, skills: [{ skill: 'payment', level: 'alone', people: 1 }] },
  { outcome: 'absent', people: 0, followUpInDays: 3 },
  {
    people: 2,
    groups: { elderly: 1, women: 1, poor: 0, minority: 0, disabled: 0 },
    skills: [{ skill: 'public-services', level: 'with-help', people: 2 }],
    platforms: [
      { platform: 'vneid', result: 'installed', reason: null },
      { platform: 'dvcqg', result: 'failed', reason: 'no-sim' },
    ],
  },
  { people: 1, topics: ['scam'], skills: [{ skill: 'safety', level: 'guided', people: 1 }] },
  { people: 3, topics: ['scam'], skills: [{ skill: 'shopping', level: 'guided', people: 3 }], note: 'Mạng yếu' },
]

/** `count` visits of a phone; `turn` says how many it has made, so that it goes from door to door. */
export const makeVisits = ({ doors }: BenchPhone, turn: number, count: number): VisitDraft[] =>
  Array.from({ length: count }, (_, n) => ({
    ...emptyDraft(newId(), doors[(turn + n) % doors.length] ?? null),
    ...kinds[(turn + n) % kinds.length],
  }))

/** The body of a push. */
export function pushBody(phone: BenchPhone, visits: readonly VisitDraft[]): string {
  const madeAt = new Date().toISOString()
  const commands = visits.map((visit) => ({ id: newId(), name: 'visit.record', version: 1, madeAt, args: { visit } }))
  return JSON.stringify({ wire: wireVersion, team: phone.team, sentAt: madeAt, commands })
}

/** The rows that such a push leaves in the database, but for their revision. */
export interface PushedRows {
  team: string
  visits: object[]
  commands: object[]
  delta: { day: string; body: Omit<MeasureDelta, 'teamId' | 'day'> }
}

/** What the server would have made of the same visits: the floor's rows. */
export function pushedRows(phone: BenchPhone, drafts: readonly VisitDraft[]): PushedRows {
  const now = new Date()
  const day = dayInVietnam(now.getTime())
  const visits = drafts.map((draft) => recorded(draft, phone, day, now.toISOString()))
  const [delta] = sumDeltas(visits.flatMap((visit) => visitDeltas(undefined, visit)))
  const { teamId: team, day: _, ...body } = delta ?? { teamId: phone.team, day }
  return {
    team,
    visits: visits.map(rowOfVisit),
    commands: drafts.map((visit) => rowOfCommand(visit, phone, day, now.toISOString())),
    delta: { day, body },
  }
}

const recorded = (
  { daysAgo, followUpInDays, ...visit }: VisitDraft,
  phone: BenchPhone,
  day: string,
  at: string,
): Visit => ({
  ...visit,
  teamId: phone.team,
  doneByTeamId: phone.team,
  rev: 0,
  day,
  madeAt: at,
  madeBy: phone.member,
  followUpOn: followUpInDays === null ? null : day,
  cancelledOn: null,
  cancelReason: null,
})

const rowOfVisit = (visit: Visit) => ({
  ...visit,
  team_id: visit.teamId,
  done_by_team_id: visit.doneByTeamId,
  household_id: visit.householdId,
  made_at: visit.madeAt,
  made_by: visit.madeBy,
  follow_up_on: visit.followUpOn,
})

const rowOfCommand = (visit: VisitDraft, { team, account, member }: BenchPhone, day: string, at: string) => ({
  id: newId(),
  team_id: team,
  account_id: account,
  member_id: member,
  subject_id: visit.id,
  args: { visit },
  made_at: at,
  day,
})
