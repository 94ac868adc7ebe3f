export { visitsRecount } from './recount.ts'
export { refusedRoutes } from './refused-routes.ts'
export { visitsRoutes } from './routes.ts'
export { visitStore } from './sync-kinds.ts'
