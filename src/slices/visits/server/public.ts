export { visitsRecount } from './recount.ts'
export { visitsRoutes } from './routes.ts'
export { visitStore } from './sync-kinds.ts'
