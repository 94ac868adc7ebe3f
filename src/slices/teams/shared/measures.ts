import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { changeOf, type MeasureDelta } from '#platform/shared/measures.ts'
import type { Sex, TeamRole } from './team.ts'

/** What the figures need to know of a team. `createdOn`: the day (in Vietnam) on which its row was made. */
export interface CountedTeam {
  id: Id
  establishedOn: Day | null
  dissolvedOn: Day | null
  createdOn: Day
}

/** What the figures need to know of a membership. `createdOn` stands in for a day of joining that nobody knows. */
export interface CountedMembership {
  teamId: Id
  role: TeamRole
  sex: Sex | null
  joinedOn: Day | null
  leftOn: Day | null
  createdOn: Day
}

/** A team counts in the stock `teams.active` from its founding until it is dissolved; pilots count. */
export const teamMeasures = (team: CountedTeam): MeasureDelta[] =>
  standing(team.id, ['teams.active'], team.establishedOn ?? team.createdOn, team.dissolvedOn)

/**
 * A membership counts in the stock `members` while it lasts: who is in two teams counts in both. Of leaders and women
 * only what the person is now is kept, so they count as such for the whole time.
 */
export const membershipMeasures = (membership: CountedMembership): MeasureDelta[] => {
  const { teamId, role, sex, joinedOn, leftOn, createdOn } = membership
  const measures = [
    'members',
    ...(role === 'leader' ? ['members.leader'] : []),
    ...(sex === 'nu' ? ['members.women'] : []),
  ]
  return standing(teamId, measures, joinedOn ?? createdOn, leftOn)
}

/** What a write to a team changes in the figures; undefined: it was not there before. */
export const teamDeltas = (before: CountedTeam | undefined, after: CountedTeam | undefined): MeasureDelta[] =>
  changeOf(teamMeasures, before, after)

/** What a write to a membership changes in the figures. */
export const membershipDeltas = (
  before: CountedMembership | undefined,
  after: CountedMembership | undefined,
): MeasureDelta[] => changeOf(membershipMeasures, before, after)

/** Who left before the day that stands in for an unknown beginning never counted. */
const standing = (teamId: Id, measures: string[], from: Day, to: Day | null): MeasureDelta[] =>
  to !== null && to <= from
    ? []
    : [
        { teamId, day: from, stocks: Object.fromEntries(measures.map((measure) => [measure, 1])) },
        ...(to ? [{ teamId, day: to, stocks: Object.fromEntries(measures.map((measure) => [measure, -1])) }] : []),
      ]
