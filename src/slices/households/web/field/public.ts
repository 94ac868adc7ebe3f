export { doorKindWords, doorTitle } from '../ui/door-words.ts'
export { AddDoorPage, EditDoorPage, GoneDoor } from './edit-door-page.tsx'
