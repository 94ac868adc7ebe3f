export { visitsRecount } from './recount.ts'
export { visitStore } from './sync-kinds.ts'
