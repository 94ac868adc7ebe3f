export { type ItemKind, inSeason, type LibraryItem, type Reference } from './library.ts'
