import * as z from 'zod/mini'
import { anyone, onPlace, onTeam, route, signedIn } from '#platform/shared/route.ts'
import { dayText, idText, text } from '#platform/shared/text.ts'
import { compositionWarningCodes } from './composition.ts'
import { memberFields, teamFields, teamRoles, teamStatuses } from './team.ts'

const onThisPlace = z.object({ placeId: idText })
const onThisTeam = z.object({ teamId: idText })
const onThisMember = z.object({ teamId: idText, membershipId: idText })
const page = z.optional(z.coerce.number().check(z.gte(1), z.lte(10_000)))

export const teamsPageSize = 50

const teamLine = z.object({
  id: idText,
  name: z.string(),
  status: z.enum(teamStatuses),
  placeId: idText,
  /** "Ấp Bình Lộc". */
  place: z.string(),
  communeId: idText,
  /** "Xã Châu Thành". */
  commune: z.string(),
  members: z.int(),
  /** Null for who may not see members, and when there is none. */
  leader: z.nullable(z.string()),
  warnings: z.array(z.enum(compositionWarningCodes)),
})
export type TeamLine = z.infer<typeof teamLine>

/** `look`: teams that need a person: without a leader, with any warning of composition, or with nobody. */
export const teamFilters = ['no-leader', 'warned', 'empty'] as const

export const listTeams = route({
  method: 'GET',
  path: '/api/places/:placeId/teams',
  summary: 'The teams on a place and below it, in Vietnamese order, a page at a time.',
  access: onPlace('team.read', 'params.placeId'),
  params: onThisPlace,
  query: z.object({
    q: z.optional(text(100)),
    status: z.optional(z.enum(teamStatuses)),
    look: z.optional(z.enum(teamFilters)),
    page,
  }),
  reads: { what: 'member', shown: 'teams.leader' },
  output: z.object({
    teams: z.array(teamLine),
    /** Of all pages. */
    total: z.object({ teams: z.int(), members: z.int() }),
    pageSize: z.int(),
  }),
})

export const coverageRoute = route({
  method: 'GET',
  path: '/api/places/:placeId/coverage',
  summary: 'Which communes (of a province or the nation) or hamlets (of a commune) have no living team.',
  access: onPlace('team.read', 'params.placeId'),
  params: onThisPlace,
  query: z.object({ page }),
  output: z.object({
    level: z.enum(['commune', 'hamlet']),
    places: z.int(),
    covered: z.int(),
    without: z.array(z.object({ id: idText, title: z.string(), above: z.nullable(z.string()) })),
    pageSize: z.int(),
  }),
})

export const teamRoute = route({
  method: 'GET',
  path: '/api/teams/:teamId',
  summary: 'A team with its place, its decision and what a person should look at.',
  access: onTeam('team.read', 'params.teamId'),
  params: onThisTeam,
  reads: { what: 'member', shown: 'leader' },
  output: z.extend(teamLine, {
    kind: z.string(),
    decisionNumber: z.nullable(z.string()),
    decisionDate: z.nullable(z.string()),
    establishedOn: z.nullable(z.string()),
    dissolvedOn: z.nullable(z.string()),
    provinceId: idText,
    province: z.string(),
  }),
})

const memberLine = z.object({
  /** The membership's. */
  id: idText,
  memberId: idText,
  name: z.string(),
  phone: z.nullable(z.string()),
  phoneNote: z.nullable(z.string()),
  birthYear: z.nullable(z.int()),
  sex: z.nullable(z.enum(['nam', 'nu'])),
  role: z.enum(teamRoles),
  organisation: z.nullable(z.string()),
  position: z.nullable(z.string()),
  joinedOn: z.nullable(z.string()),
  leftOn: z.nullable(z.string()),
  /** Has an account; has been invited and the invitation is open; neither. */
  account: z.enum(['active', 'invited', 'none']),
})
export type MemberLine = z.infer<typeof memberLine>

export const listMembers = route({
  method: 'GET',
  path: '/api/teams/:teamId/members',
  summary: 'The members of a team: leader, deputies, members, each in order of the given name.',
  access: onTeam('member.read', 'params.teamId'),
  params: onThisTeam,
  reads: { what: 'member', shown: 'members' },
  output: z.object({ members: z.array(memberLine) }),
})

const newTeam = z.object({
  name: z.optional(teamFields.name),
  kind: z.optional(teamFields.kind),
  status: z.optional(teamFields.status),
  decisionNumber: z.optional(teamFields.decisionNumber),
  decisionDate: z.optional(teamFields.decisionDate),
  establishedOn: z.optional(teamFields.establishedOn),
})

export const createTeamRoute = route({
  method: 'POST',
  path: '/api/places/:placeId/teams',
  summary: 'Set up a team on a hamlet or a commune; without a name it is called after the place.',
  access: onPlace('team.edit', 'params.placeId'),
  params: onThisPlace,
  body: newTeam,
  output: z.object({ id: idText, name: z.string() }),
})

export const editTeamRoute = route({
  method: 'PATCH',
  path: '/api/teams/:teamId',
  summary: 'Change what is recorded of a team; fields that are absent stay.',
  access: onTeam('team.edit', 'params.teamId'),
  params: onThisTeam,
  body: newTeam,
})

export const dissolveTeamRoute = route({
  method: 'POST',
  path: '/api/teams/:teamId/dissolve',
  summary: 'Dissolve a team: its members leave on that day, its doors and visits stay for a successor.',
  access: onTeam('team.edit', 'params.teamId'),
  params: onThisTeam,
  body: z.object({ on: dayText }),
})

export const addMemberRoute = route({
  method: 'POST',
  path: '/api/teams/:teamId/members',
  summary: 'Add a person to a team; somebody of the same name and phone in the province is taken as the same person.',
  access: onTeam('member.edit', 'params.teamId'),
  params: onThisTeam,
  body: z.object({
    name: memberFields.name,
    role: memberFields.role,
    phone: z.optional(memberFields.phone),
    birthYear: z.optional(memberFields.birthYear),
    sex: z.optional(memberFields.sex),
    organisation: z.optional(memberFields.organisation),
    position: z.optional(memberFields.position),
    joinedOn: z.optional(memberFields.joinedOn),
  }),
  output: z.object({ id: idText, memberId: idText }),
})

export const editMemberRoute = route({
  method: 'PATCH',
  path: '/api/teams/:teamId/members/:membershipId',
  summary:
    'Change a person or their place in the team; fields that are absent stay. Who leads is for those who may invite leaders.',
  access: onTeam('member.edit', 'params.teamId'),
  params: onThisMember,
  body: z.object({
    name: z.optional(memberFields.name),
    phone: z.optional(memberFields.phone),
    phoneNote: z.optional(memberFields.phoneNote),
    birthYear: z.optional(memberFields.birthYear),
    sex: z.optional(memberFields.sex),
    role: z.optional(memberFields.role),
    organisation: z.optional(memberFields.organisation),
    position: z.optional(memberFields.position),
    joinedOn: z.optional(memberFields.joinedOn),
  }),
})

export const leaveTeamRoute = route({
  method: 'POST',
  path: '/api/teams/:teamId/members/:membershipId/leave',
  summary: 'End a membership; the person keeps what they did, the team no longer sees them.',
  access: onTeam('member.edit', 'params.teamId'),
  params: onThisMember,
  body: z.object({ on: dayText }),
})

export const moveMemberRoute = route({
  method: 'POST',
  path: '/api/teams/:teamId/members/:membershipId/move',
  summary: 'Move a member to another team, where one must have the same right.',
  access: onTeam('member.edit', 'params.teamId'),
  params: onThisMember,
  body: z.object({ toTeamId: idText, on: dayText, role: z.optional(memberFields.role) }),
  output: z.object({ id: idText }),
})

/** A lost phone: whoever has it is signed out at its next contact. */
const phoneInUse = z.object({ id: idText, device: z.string(), startedAt: z.iso.datetime(), usedAt: z.iso.datetime() })

export const memberPhonesRoute = route({
  method: 'GET',
  path: '/api/teams/:teamId/members/:membershipId/phones',
  summary: 'The phones on which a member is signed in, and those that were reported lost.',
  access: onTeam('member.edit', 'params.teamId'),
  params: onThisMember,
  reads: { what: 'member', shown: 'phones' },
  output: z.object({
    phones: z.array(phoneInUse),
    lost: z.array(
      z.object({ id: idText, device: z.string(), lostAt: z.iso.datetime(), wipedAt: z.nullable(z.iso.datetime()) }),
    ),
  }),
})

export const losePhoneRoute = route({
  method: 'POST',
  path: '/api/teams/:teamId/members/:membershipId/phones/:sessionId/lost',
  summary: 'Report a phone of a member lost: its session ends, and it wipes itself at its next contact.',
  access: onTeam('member.edit', 'params.teamId'),
  params: z.object({ ...onThisMember.shape, sessionId: idText }),
})

export const signMemberOutRoute = route({
  method: 'POST',
  path: '/api/teams/:teamId/members/:membershipId/sign-out',
  summary: 'Sign a member out on all their devices (a lost phone).',
  access: onTeam('member.edit', 'params.teamId'),
  params: onThisMember,
  output: z.object({ ended: z.int() }),
})

const openInvitation = z.object({
  id: idText,
  membershipId: z.nullable(idText),
  memberId: idText,
  expiresAt: z.iso.datetime(),
})

const madeInvitation = z.object({
  id: idText,
  code: z.string(),
  link: z.string(),
  qrSvg: z.string(),
  expiresAt: z.iso.datetime(),
})

export const listInvitations = route({
  method: 'GET',
  path: '/api/teams/:teamId/invitations',
  summary: 'Invitations of a team that can still be used.',
  access: onTeam('member.invite', 'params.teamId'),
  params: onThisTeam,
  reads: { what: 'invitation', shown: 'invitations' },
  output: z.object({ invitations: z.array(openInvitation) }),
})

export const inviteRoute = route({
  method: 'POST',
  path: '/api/teams/:teamId/invitations',
  summary: 'Invite a member: answers code and link, once. An earlier invitation of the member to this team ends.',
  access: onTeam('member.invite', 'params.teamId'),
  perMinute: 60,
  params: onThisTeam,
  body: z.object({ membershipId: idText }),
  output: madeInvitation,
})

/**
 * For who has an account and forgot the password. Asks for charge of everything the account reaches: the leader for plain
 * members, the offices for leaders and deputies.
 */
export const invitePasswordRoute = route({
  method: 'POST',
  path: '/api/teams/:teamId/members/:membershipId/password',
  summary:
    'Let a member choose a new password: answers code and link, once. Accepting it signs their other devices out.',
  access: onTeam('member.edit', 'params.teamId'),
  perMinute: 60,
  params: onThisMember,
  output: madeInvitation,
})

export const passwordSlipRoute = route({
  method: 'POST',
  path: '/api/teams/:teamId/members/:membershipId/password-slip',
  summary: 'The same as a slip to print (PDF).',
  access: onTeam('member.edit', 'params.teamId'),
  perMinute: 20,
  params: onThisMember,
})

export const revokeInvitationRoute = route({
  method: 'DELETE',
  path: '/api/teams/:teamId/invitations/:invitationId',
  summary: 'Make an invitation useless.',
  access: onTeam('member.invite', 'params.teamId'),
  params: z.object({ teamId: idText, invitationId: idText }),
})

export const slipsMost = 400

export const teamSlipsRoute = route({
  method: 'POST',
  path: '/api/teams/:teamId/slips',
  summary: 'Invitation slips to print (PDF) for members of a team: all who have no account, or those named.',
  access: onTeam('member.invite', 'params.teamId'),
  perMinute: 20,
  params: onThisTeam,
  body: z.object({ membershipIds: z.optional(z.array(idText).check(z.minLength(1), z.maxLength(slipsMost))) }),
})

export const leaderSlipsRoute = route({
  method: 'POST',
  path: '/api/places/:placeId/slips',
  summary:
    'Invitation slips to print (PDF) for the leaders without account of the teams on a place, or of those named.',
  access: onPlace('leader.invite', 'params.placeId'),
  perMinute: 20,
  params: onThisPlace,
  body: z.object({ teamIds: z.optional(z.array(idText).check(z.minLength(1), z.maxLength(slipsMost))) }),
})

const typedCode = z.string().check(z.minLength(1), z.maxLength(60))

/** Public: says to whoever holds the code no more than they need to know that it is theirs. */
export const openInvitationRoute = route({
  method: 'POST',
  path: '/api/invitations/open',
  summary: 'What an invitation code leads to: the team, and the first letter of the given name.',
  access: anyone,
  perMinute: 10,
  body: z.object({ code: typedCode }),
  output: z.object({
    team: z.string(),
    commune: z.string(),
    initial: z.string(),
    /** Come into the team, or choose a new password for the account there is. */
    purpose: z.enum(['join', 'password']),
    /** The member already has an account: sign in with it, then accept. */
    hasAccount: z.boolean(),
    /** No phone number is known: the person must give one, or choose a user name. */
    needsSignInName: z.boolean(),
    minimumPassword: z.int(),
  }),
})

export const acceptInvitationRoute = route({
  method: 'POST',
  path: '/api/invitations/accept',
  summary: 'Accept an invitation: makes the account, or sets its new password, and signs the device in.',
  access: anyone,
  perMinute: 10,
  body: z.object({
    code: typedCode,
    password: z.string().check(z.minLength(1), z.maxLength(128)),
    deviceName: z.string().check(z.minLength(1), z.maxLength(80)),
    signInName: z.optional(z.string().check(z.minLength(1), z.maxLength(60))),
  }),
  output: z.object({ token: z.string(), accountId: idText, memberId: idText, teamId: idText }),
})

/** For who has an account: a member invited into one more team, or an officer who becomes a member. */
export const linkInvitationRoute = route({
  method: 'POST',
  path: '/api/invitations/link',
  summary: 'Accept an invitation with the account that is signed in.',
  access: signedIn,
  perMinute: 20,
  body: z.object({ code: typedCode }),
  output: z.object({ memberId: idText, teamId: idText }),
})
