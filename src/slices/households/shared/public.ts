export { householdAdd, householdEdit, householdMove } from './commands.ts'
export {
  doorKinds,
  doorSearchText,
  type Household,
  householdKind,
  inWalkOrder,
  orderBetween,
} from './household.ts'
export { checkDoor, checkDoorChanges } from './household-rules.ts'
export { type Consent, type Person, personKind, type SkillState } from './person.ts'
export { withoutTestsOf, withTest } from './person-skills.ts'
export { type Register, registerKind } from './register.ts'
