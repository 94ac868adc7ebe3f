export { householdMove } from './commands.ts'
export {
  doorKinds,
  doorSearchText,
  type Household,
  householdKind,
  inWalkOrder,
  keptDoors,
} from './household.ts'
export { type Person, personKind } from './person.ts'
export { withoutTestsOf, withTest } from './person-skills.ts'
export { type Register, registerKind } from './register.ts'
export { householdCommands, householdEdits } from './register-commands.ts'
