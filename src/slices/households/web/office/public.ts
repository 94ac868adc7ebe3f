export { doorKindWords, doorTitle } from '../ui/door-words.ts'
export { readCalendarSearch } from './calendar/calendar-search.ts'
export { DoorPersons } from './people/door-persons.tsx'
export { readPeopleSearch, readRequestsSearch } from './people/people-search.ts'
