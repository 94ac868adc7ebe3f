export { doorKindWords, doorTitle } from '../ui/door-words.ts'
