import type { Kysely } from 'kysely'
import { v7 } from 'uuid'
import type { Scope } from '#platform/server/db.ts'
import { inTransaction } from '#platform/server/http/transaction.ts'
import type { Database } from '#platform/server/schema.ts'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { Problem } from '#platform/shared/problem.ts'
import type { ChangeCounts, RosterChanges, TeamChanges } from '../../shared/import/changes.ts'
import { planChanges } from '../../shared/import/plan-changes.ts'
import type { PlannedTeam, RosterPlan } from '../../shared/import/types.ts'
import { teamNameTaken } from '../../shared/problems.ts'
import type { ImportCounts } from '../../shared/roster-routes.ts'
import { applyTeam, type TeamToApply } from './apply-team.ts'
import { currentRoster } from './current-roster.queries.ts'

export interface RosterToApply {
  provinceId: Id
  plan: RosterPlan
  /** The day in Vietnam. */
  today: Day
  /** Where an earlier run ended: those teams are passed over, their counts stand. */
  after?: ImportProgress
  /** After each team; answer false to stop there. */
  onTeam?(progress: ImportProgress): boolean | Promise<boolean>
}

/** How many teams of the plan are done, and what that did. */
export interface ImportProgress {
  done: number
  counts: ImportCounts
}

/**
 * Applies a roster, one transaction a team, so that no phone waits for a whole province. May be broken off and run again:
 * what is done already is left as it is. `scope`: of who imports (jobs and the command line, whose role sees everything,
 * give any). Answers what was done; null when `onTeam` stopped it.
 */
export const applyRoster = async (
  db: Kysely<Database>,
  scope: Scope,
  roster: RosterToApply,
): Promise<ImportCounts | null> => {
  const changes = await changesNow(db, scope, roster.provinceId, roster.plan)
  const planned = new Map(roster.plan.teams.map((team) => [team.key, team]))
  const changing = new Set(changes.people.map((person) => person.personId))
  // The plan stands still, so its teams come in the same order at each run.
  let { done, counts } = roster.after ?? { done: 0, counts: nothingDone }
  for (const team of changes.teams.slice(done)) {
    const wanted = planned.get(team.key)
    const step = wanted && needsWork(team, changing) ? applyOne(db, scope, roster, wanted, team) : countsOf(team)
    counts = add(counts, await step)
    done++
    if ((await roster.onTeam?.({ done, counts })) === false) return null
  }
  return counts
}

/** What applying a plan would change now. */
const changesNow = (db: Kysely<Database>, scope: Scope, provinceId: Id, plan: RosterPlan): Promise<RosterChanges> =>
  inTransaction(db, scope, true, async (trx) => planChanges(await currentRoster(trx, provinceId), plan))

const applyOne = async (
  db: Kysely<Database>,
  scope: Scope,
  { provinceId, today }: RosterToApply,
  planned: PlannedTeam,
  { id, hamletKind, hamletName, missing }: TeamChanges,
): Promise<ChangeCounts> => {
  const newId = v7()
  const wanted: TeamToApply = { planned, provinceId, hamletKind, hamletName, newId }
  // A new team is nobody's yet: without it in the scope its maker could not write into it.
  const wider = { ...scope, teams: [...scope.teams, id ?? newId] }
  const apply = () => inTransaction(db, wider, false, (trx) => applyTeam(trx, wanted, today))
  // Two imports at once: the second finds the team that the first has just made.
  const counts = await apply().catch((error) => (isTaken(error) ? apply() : Promise.reject(error)))
  return { ...counts, membersMissing: missing.length }
}

const isTaken = (error: unknown): boolean => error instanceof Problem && error.body.code === teamNameTaken.code

const needsWork = ({ id, added, changed, found }: TeamChanges, changing: ReadonlySet<Id>): boolean =>
  id === null || added.length + changed.length > 0 || found.some(({ personId }) => changing.has(personId))

const countsOf = ({ found, missing }: TeamChanges): ImportCounts => ({
  ...nothingDone,
  teamsFound: 1,
  membersUnchanged: found.length,
  membersMissing: missing.length,
})

const nothingDone: ImportCounts = {
  teamsAdded: 0,
  teamsFound: 0,
  membersAdded: 0,
  membersChanged: 0,
  membersUnchanged: 0,
  membersMissing: 0,
}

const add = (a: ImportCounts, b: ImportCounts): ImportCounts => ({
  teamsAdded: a.teamsAdded + b.teamsAdded,
  teamsFound: a.teamsFound + b.teamsFound,
  membersAdded: a.membersAdded + b.membersAdded,
  membersChanged: a.membersChanged + b.membersChanged,
  membersUnchanged: a.membersUnchanged + b.membersUnchanged,
  membersMissing: a.membersMissing + b.membersMissing,
})
