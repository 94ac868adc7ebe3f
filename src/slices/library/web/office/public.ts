export { libraryQuery } from './library-query.ts'
