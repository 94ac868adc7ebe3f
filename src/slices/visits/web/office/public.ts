export { readDoorsSearch } from './doors-search.ts'
export { readVisitsSearch } from './visits-search.ts'
