export { loadLibrary } from './load-library.ts'
export { type LibraryDeps, libraryRoutes } from './routes.ts'
