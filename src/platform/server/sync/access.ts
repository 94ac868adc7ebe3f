import { sql } from 'kysely'
import type { Day } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { type Actor, can, type Path, type Permission } from '#platform/shared/permission.ts'
import { Problem, type ProblemBody, problemBody } from '#platform/shared/problem.ts'
import { notAllowed, notFound } from '#platform/shared/problems.ts'
import { membershipEnded } from '#platform/shared/sync-problems.ts'
import type { Scope } from '../db.ts'
import { inTransaction } from '../http/transaction.ts'
import type { SyncDeps } from './deps.ts'
import type { Item } from './items.ts'

/** May this command of the push be decided at all? Null: yes. */
export type Refusal = (item: Item) => ProblemBody | null

interface Period {
  role: string
  joined_on: Day | null
  left_on: Day | null
}

/**
 * What a phone may send for the team. Present members: by their rights. Who was a member: what they might have done then,
 * for commands of those days. Anybody else, officers too, learns that the team does not exist: offices work through
 * routes of their own, where each look at personal data is in the audit log.
 */
export async function refusalFor(deps: SyncDeps, actor: Actor, teamId: Id): Promise<Refusal> {
  if (isMember(actor, teamId)) return byRights(actor, [teamId])
  const periods = await periodsOf(deps, actor, teamId)
  if (periods.length === 0) throw new Problem(notFound)
  return byPeriods(deps, periods)
}

/** What an office may do for the team: by its rights there; without a look at its doors, the team does not exist. */
export async function refusalForOffice(deps: SyncDeps, actor: Actor, scope: Scope, teamId: Id): Promise<Refusal> {
  const path = await pathOf(deps, scope, teamId)
  if (!path || !can(actor, 'household.read', path)) throw new Problem(notFound)
  return byRights(actor, path)
}

/** Refuses who is not in the team now, as if it did not exist. */
export function requireMember(actor: Actor, teamId: Id): void {
  if (!isMember(actor, teamId)) throw new Problem(notFound)
}

const isMember = ({ grants }: Actor, teamId: Id): boolean =>
  grants.some(({ on, permissions }) => on === teamId && permissions.includes('household.read'))

/** Adds what other teams a command reaches must allow; a team outside the actor's scope does not exist. */
export async function withOtherTeams(
  deps: SyncDeps,
  actor: Actor,
  scope: Scope,
  items: readonly Item[],
  refusal: Refusal,
): Promise<Refusal> {
  const others = new Set(items.flatMap(({ command, args }) => command?.teams?.(args) ?? []))
  if (others.size === 0) return refusal
  const paths = new Map<Id, Path | null>()
  for (const team of others) paths.set(team, await pathOf(deps, scope, team))
  const reaches = (team: Id, permission: Permission) => {
    const path = paths.get(team)
    return path ? can(actor, permission, path) : false
  }
  return (item) => {
    const { command, args } = item
    const closed = command?.teams?.(args).some((team) => !reaches(team, command.permission))
    return refusal(item) ?? (closed ? problemBody(notFound) : null)
  }
}

const byRights =
  (actor: Actor, path: Path): Refusal =>
  ({ command }) =>
    command && !can(actor, command.permission, path) ? problemBody(notAllowed) : null

const byPeriods =
  (deps: SyncDeps, periods: readonly Period[]): Refusal =>
  ({ command, meta }) => {
    const then = periods.filter((period) => covers(period, meta.day))
    if (then.length === 0) return problemBody(membershipEnded)
    const may = command && then.some(({ role }) => deps.permissionsOf(role).includes(command.permission))
    return !command || may ? null : problemBody(notAllowed)
  }

const covers = ({ joined_on, left_on }: Period, day: Day): boolean =>
  (joined_on === null || joined_on <= day) && (left_on === null || day <= left_on)

const pathOf = (deps: SyncDeps, scope: Scope, teamId: Id): Promise<Path | null> =>
  inTransaction(deps.db, scope, true, (trx) => deps.paths.team(trx, teamId))

async function periodsOf(deps: SyncDeps, actor: Actor, teamId: Id): Promise<Period[]> {
  const { rows } = await sql<Period>`
    select role, joined_on, left_on from team_periods(${actor.accountId}, ${teamId})`.execute(deps.db)
  return rows
}
