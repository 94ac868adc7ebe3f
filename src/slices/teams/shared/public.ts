export { teamNameOf } from './names.ts'
export { type Member, memberKind, type Sex, type Team, type TeamRole, teamKind, teamRoles } from './team.ts'
