export { orderBetween } from '../shared/household.ts'
export { asksNothing, everybody, type PeopleFilter } from '../shared/people-filter.ts'
