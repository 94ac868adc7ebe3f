export { teamNameOf } from './names.ts'
export { type Member, memberKind, type TeamRole } from './team.ts'
