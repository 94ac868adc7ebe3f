import type { OutputOf } from '#platform/shared/route.ts'
import type { RosterChanges, TeamChanges } from '../../shared/import/changes.ts'
import { sayProblem } from '../../shared/import/problems.ts'
import type { PlannedTeam } from '../../shared/import/types.ts'
import { type rosterRoute, rosterTeamsPageSize } from '../../shared/roster-routes.ts'
import type { KeptImport } from './imports.queries.ts'

type Presented = OutputOf<typeof rosterRoute>

/** An import as the office sees it; `changes`: what applying would do now, null when the plan is gone. */
export const presentImport = (kept: KeptImport, changes: RosterChanges | null, page: number): Presented => {
  const { teams, members, leaders, deputies, people, blockedRows, totals, problems, questions } = kept.figures
  return {
    id: kept.id,
    fileName: kept.fileName,
    asOf: kept.asOf,
    ...progressOf(kept),
    figures: { teams, members, leaders, deputies, people, blockedRows, totals },
    problems: problems.map((problem) => ({
      ...problem,
      vi: sayProblem(problem, 'vi'),
      en: sayProblem(problem, 'en'),
    })),
    questions: questions.map(({ sheet, row, query, chosen, options }) => ({
      sheet,
      row,
      text: query.text,
      chosen: chosen?.name ?? null,
      options: options.map(({ name }) => name),
    })),
    changes: changes?.counts ?? null,
    teams: changes ? pageOf(kept.plan?.teams ?? [], changes, page) : [],
    pageSize: rosterTeamsPageSize,
  }
}

/** How far an import is. */
export const progressOf = ({ state, teamsDone, teamsTotal, result }: Omit<KeptImport, 'plan'>) => ({
  state,
  teamsDone,
  teamsTotal,
  result: state === 'applied' ? result : null,
})

const pageOf = (teams: readonly PlannedTeam[], changes: RosterChanges, page: number): Presented['teams'] => {
  const changesByKey = new Map(changes.teams.map((team) => [team.key, team]))
  const changedPeople = new Set(changes.people.map((person) => person.personId))
  const start = (page - 1) * rosterTeamsPageSize
  return teams.slice(start, start + rosterTeamsPageSize).map((team) => {
    const change = changesByKey.get(team.key)
    return {
      hamlet: team.hamlet,
      commune: team.placeName,
      formerCommune: team.formerCommune,
      isNew: change?.id == null,
      missing: change?.missing.length ?? 0,
      members: presentMembers(team, change, changedPeople),
    }
  })
}

type Line = Presented['teams'][number]['members'][number]

const presentMembers = (
  team: PlannedTeam,
  change: TeamChanges | undefined,
  changedPeople: ReadonlySet<string>,
): Line[] => {
  const added = new Set(change?.added.map(({ row }) => row.key))
  const changed = changedKeys(change, changedPeople)
  return team.members.map(({ key, sheet, row, name, role, phone, organisation }) => {
    const kind = added.has(key) ? 'added' : changed.has(key) ? 'changed' : 'same'
    return { sheet, row, name, role, phone, organisation, change: kind }
  })
}

/** Rows whose membership or person changes. */
const changedKeys = (change: TeamChanges | undefined, changedPeople: ReadonlySet<string>): Set<string> => {
  const memberships = new Set(change?.changed.map(({ membershipId }) => membershipId))
  const found = change?.found ?? []
  return new Set(
    found
      .filter(({ membershipId, personId }) => memberships.has(membershipId) || changedPeople.has(personId))
      .map(({ rowKey }) => rowKey),
  )
}
