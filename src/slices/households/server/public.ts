export { householdsRecount } from './recount.ts'
export { householdStore } from './sync-kinds.ts'
