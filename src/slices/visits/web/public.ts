export { useCommandWords } from './ui/command-words.ts'
export { useFieldWords } from './ui/version-words.ts'
export { placeWords } from './ui/words.ts'
