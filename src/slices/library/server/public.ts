export { loadLibrary } from './load-library.ts'
export { libraryRoutes } from './routes.ts'
