import { fold } from '#platform/shared/folding.ts'
import type { Id } from '#platform/shared/ids.ts'
import { doorSearchText, type Household } from './household.ts'
import { isPresent, type Person, personSearchText } from './person.ts'

type Found = Pick<Person, 'id' | 'name' | 'phone' | 'householdId' | 'restrictedOn' | 'leftOn' | 'mergedInto'>

/** Persons prepared for searching; made once, when rows change. */
export interface PeopleIndex<Row extends Found = Person> {
  entries: readonly { person: Row; name: string; words: readonly string[]; door: string; phone: string }[]
}

/** Prepares the persons who are present (about 1,500 of a team) for `findPeople`. */
export const indexPeople = <Row extends Found>(
  persons: readonly Row[],
  doors: readonly Pick<Household, 'id' | 'number' | 'alley' | 'label'>[],
): PeopleIndex<Row> => {
  const doorWords = new Map<Id, string>(doors.map((door) => [door.id, doorSearchText(door)]))
  return {
    entries: persons.filter(isPresent).map((person) => {
      const name = personSearchText(person)
      const door = doorWords.get(person.householdId) ?? ''
      return { person, name, words: name.split(' '), door, phone: person.phone ?? '' }
    }),
  }
}

/**
 * Who is meant by what somebody typed: beginnings of words of the name, without marks and in any order ("hoa ngu");
 * words of the door (number, lane, label); the last digits of the phone (three at least). Every word typed must be
 * found. The names first that begin with what was typed, then by name.
 */
export const findPeople = <Row extends Found>({ entries }: PeopleIndex<Row>, query: string, most = 50): Row[] => {
  const sought = fold(query)
  const words = sought.split(' ').filter(Boolean)
  if (words.length === 0) return []
  const found = entries.filter((entry) => words.every((word) => isIn(entry, word)))
  const rank = (name: string) => (name.startsWith(sought) ? 0 : name.includes(sought) ? 1 : 2)
  return found
    .sort((a, b) => rank(a.name) - rank(b.name) || (a.name === b.name ? 0 : a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ person }) => person)
}

const isIn = ({ words, door, phone }: PeopleIndex<Found>['entries'][number], word: string): boolean =>
  words.some((part) => part.startsWith(word)) ||
  ` ${door}`.includes(` ${word}`) ||
  (/^\d{3,}$/.test(word) && phone.endsWith(word))
