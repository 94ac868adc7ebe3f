import type { Permission } from '#platform/shared/permission.ts'

/** Levels of the tree of places on which a role can stand. */
export type RoleLevel = 'nation' | 'province' | 'commune' | 'team'

export interface RoleDefinition {
  /** Where the role may be given. Team roles are never given by hand: they follow from membership. */
  levels: readonly RoleLevel[]
  permissions: readonly Permission[]
}

const member: readonly Permission[] = [
  'place.read',
  'team.read',
  'member.read',
  'household.read',
  'household.edit',
  'person.read',
  'person.edit',
  'visit.read',
  'visit.record',
  'visit.correct',
  'verification.read',
  'conflict.resolve',
  'library.read',
  'insight.read',
]
const deputy: readonly Permission[] = [...member, 'member.invite', 'visit.correct-any', 'refused.manage']

/**
 * Who may do what, after "Who may see what" of the product: no resident's personal data above the commune (no
 * `household.*`, no `person.*`, no `visit.*`); province and nation see teams, members and sums; the auditor sees no person at all;
 * the administrator keeps accounts, roles and places and sees no resident.
 */
export const roles = {
  member: { levels: ['team'], permissions: member },
  deputy: { levels: ['team'], permissions: deputy },
  leader: { levels: ['team'], permissions: [...deputy, 'member.edit', 'household.import'] },
  commune_officer: {
    levels: ['commune'],
    // Visits are recorded and corrected by those who made them: an office that could would not be believed.
    permissions: [
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
      'visit.read',
      'verification.read',
      'verification.manage',
      'conflict.resolve',
      'refused.manage',
      'library.read',
      'insight.read',
      'declared.edit',
    ],
  },
  province_officer: {
    levels: ['province'],
    permissions: [
      'place.read',
      'team.read',
      'team.edit',
      'team.import',
      'member.read',
      'member.edit',
      'leader.invite',
      'member.invite',
      'library.read',
      'library.edit',
      'rule.edit',
      'insight.read',
      'declared.edit',
      'verification.read',
    ],
  },
  nation_officer: {
    levels: ['nation'],
    permissions: [
      'place.read',
      'team.read',
      'member.read',
      'library.read',
      'library.edit',
      'calendar.edit',
      'insight.read',
      'declared.edit',
      'verification.read',
    ],
  },
  youth_officer: {
    levels: ['nation', 'province', 'commune'],
    // Sees teams and figures. Who in a team belongs to the Youth Union is not recorded, so no list of members can be
    // cut to it; that waits for the slices (events, concerns) in which the Union names its own people.
    permissions: ['place.read', 'team.read', 'library.read', 'insight.read'],
  },
  auditor: {
    levels: ['nation', 'province', 'commune'],
    permissions: ['place.read', 'team.read', 'library.read', 'insight.read', 'verification.read', 'audit.read'],
  },
  administrator: {
    levels: ['nation', 'province', 'commune'],
    permissions: [
      'place.read',
      'team.read',
      'library.read',
      'insight.read',
      'account.manage',
      'role.grant',
      'audit.read',
    ],
  },
} as const satisfies Record<string, RoleDefinition>

export type Role = keyof typeof roles
export type TeamRole = 'member' | 'deputy' | 'leader'
export type OfficeRole = Exclude<Role, TeamRole>

export const officeRoles = Object.keys(roles).filter((role) => !isTeamRole(role)) as OfficeRole[]

export const isRole = (text: string): text is Role => Object.hasOwn(roles, text)

/** What a role may do; nothing for a role that this version does not know. */
export const permissionsOf = (role: string): readonly Permission[] => (isRole(role) ? roles[role].permissions : [])

/** May the role be given on a place of this level? */
export const mayStandOn = (role: string, level: string): boolean =>
  isRole(role) && (roles[role].levels as readonly string[]).includes(level)

function isTeamRole(role: string): role is TeamRole {
  return role === 'member' || role === 'deputy' || role === 'leader'
}
