export { referenceOf } from './library.queries.ts'
export { loadLibrary } from './load-library.ts'
export { libraryRoutes } from './routes.ts'
