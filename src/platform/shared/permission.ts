import type { Id } from './ids.ts'

/** What may be done, `noun.verb`. One list, so that the table of rights can be written by hand and checked. */
export const permissions = [
  'place.read',
  'team.read',
  'team.edit',
  'team.import',
  'member.read',
  'member.edit',
  'leader.invite',
  'member.invite',
  'household.read',
  'household.edit',
  'household.import',
  'household.move',
  'person.read',
  'person.edit',
  'register.manage',
  'rule.edit',
  'calendar.edit',
  'visit.read',
  'visit.record',
  'visit.correct',
  'visit.correct-any',
  'verification.read',
  'verification.manage',
  'conflict.resolve',
  'refused.manage',
  'library.read',
  'library.edit',
  'insight.read',
  'declared.edit',
  'account.manage',
  'role.grant',
  'audit.read',
] as const
export type Permission = (typeof permissions)[number]

/** A role given on a place or a team; it reaches everything below. The permissions travel with it to phone and browser. */
export interface Grant {
  role: string
  on: Id
  permissions: readonly Permission[]
}

export interface Actor {
  accountId: Id
  /** The person in the network, when the account belongs to one. */
  memberId: Id | null
  grants: readonly Grant[]
}

/** Ids from the nation down to the thing itself: [nation, province, commune, (hamlet), (team)]. */
export type Path = readonly Id[]

/** May the actor do this on what lies at `path`? Pure, the same on phone and server; nothing is allowed by default. */
export const can = (actor: Actor, permission: Permission, path: Path): boolean =>
  actor.grants.some((grant) => grant.permissions.includes(permission) && path.includes(grant.on))

/** The places and teams on which the actor holds the permission: the answer for lists is a set. */
export const grantedOn = (actor: Actor, permission: Permission): Id[] => [
  ...new Set(actor.grants.filter((grant) => grant.permissions.includes(permission)).map((grant) => grant.on)),
]
