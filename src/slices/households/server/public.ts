export { personStore } from './person-store.ts'
export { householdsRecount } from './recount.ts'
export { duplicateStore, registerStore } from './register-stores.ts'
export { householdStore } from './sync-kinds.ts'
