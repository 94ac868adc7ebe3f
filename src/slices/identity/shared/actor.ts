import type { Id } from '#platform/shared/ids.ts'
import type { Actor, Grant } from '#platform/shared/permission.ts'
import { permissionsOf } from './roles.ts'

/** What the database says of an account (`account_reach`): its roles, and what lies below the places they stand on. */
export interface Reach {
  name: string
  signInName: string
  state: 'active' | 'disabled'
  /** Nothing is granted until the password has been changed: others have seen it, or a new role asks for a longer one. */
  mustChangePassword: boolean
  memberId: Id | null
  teams: { role: string; teamId: Id }[]
  grants: {
    role: string
    on: Id
    level: string
    /** Set for provinces and the nation: the province, or all of them and the nation itself. */
    provinceIds: Id[] | null
    communeId: Id | null
    /** Set for communes and hamlets: the teams there. */
    teamIds: Id[] | null
  }[]
}

/** What row-level security lets the actor's transactions see. */
export interface ActorScope {
  account: Id
  teams: Id[]
  provinces: Id[]
  communes: Id[]
}

/** The actor of an account. With a password to be changed nothing is granted until it has been changed. */
export const actorOf = (accountId: Id, reach: Reach): Actor => ({
  accountId,
  memberId: reach.memberId,
  grants: reach.mustChangePassword ? [] : [...reach.teams.map(teamGrant), ...reach.grants.map(officeGrant)],
})

/**
 * The scope of an account. `teams`: those whose residents the actor may read: own teams, and every team of a commune
 * where a role may; never through a role above the commune, whatever the role says.
 */
export const scopeOfReach = (accountId: Id, reach: Reach): ActorScope => {
  const grants = reach.mustChangePassword ? [] : reach.grants
  const own = reach.mustChangePassword ? [] : reach.teams.map((team) => team.teamId)
  const residents = grants.filter((grant) => permissionsOf(grant.role).includes('household.read'))
  return {
    account: accountId,
    teams: unique([...own, ...residents.flatMap(teamsBelow)]),
    provinces: unique(grants.flatMap((grant) => grant.provinceIds ?? [])),
    communes: unique(grants.flatMap((grant) => grant.communeId ?? [])),
  }
}

type OfficeReach = Reach['grants'][number]

const teamGrant = ({ role, teamId }: Reach['teams'][number]): Grant => ({
  role,
  on: teamId,
  permissions: permissionsOf(role),
})
const officeGrant = ({ role, on }: OfficeReach): Grant => ({ role, on, permissions: permissionsOf(role) })
const teamsBelow = (grant: OfficeReach): Id[] => (grant.level === 'team' ? [grant.on] : (grant.teamIds ?? []))
const unique = (ids: Id[]): Id[] => [...new Set(ids)]
