export { AddDoorPage, EditDoorPage, GoneDoor } from './field/edit-door-page.tsx'
export { doorKindWords, doorTitle } from './ui/door-words.ts'
