export { type ItemKind, inSeason, type LibraryItem, type NewItem, type OfficeItem, type Reference } from './library.ts'
export { addLibraryItemRoute, changeLibraryItemRoute, libraryRoute, referenceRoute } from './routes.ts'
