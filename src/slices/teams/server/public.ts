export { teamsRecount } from './recount.ts'
export { memberStore, teamStore } from './sync-kinds.ts'
export { addMemberships, addPersons, type TeamToFill } from './write-members.ts'
export { createTeam, type NewTeam } from './write-teams.ts'
