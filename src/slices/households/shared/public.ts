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
