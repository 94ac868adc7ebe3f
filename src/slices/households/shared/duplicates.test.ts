import { expect, test } from 'vitest'
import { duplicateId, proposeDoorDuplicates, proposeDuplicates } from './duplicates.ts'

const nobody = {
  teamId: 't',
  sex: null,
  phone: null,
  birthYear: null,
  restrictedOn: null,
  leftOn: null,
  mergedInto: null,
}
const person = (id: string, name: string, fields: Record<string, unknown> = {}) => ({
  ...nobody,
  id,
  name,
  householdId: 'h1',
  ...fields,
})
const door = (id: string, number: string | null, alley: string | null = null) => ({
  id,
  teamId: 't',
  number,
  alley,
  closedOn: null,
  mergedInto: null,
})
const doors = [door('h1', '12', 'Ngõ 3'), door('h2', '14', 'Ngõ 3'), door('h3', '12', 'ngo 3')]
const why = (a: Record<string, unknown>, b: Record<string, unknown>) =>
  proposeDuplicates([person('a', 'Nguyễn Thị Hoa', a), person('b', 'Nguyễn Thị Hoa', b)], doors).map(
    (one) => one.why,
  )[0]

test('names agree without marks, in another order, with a middle name less; something else must agree too', () => {
  const names = (one: string, other: string, more: Record<string, unknown> = {}) =>
    proposeDuplicates([person('a', one, more), person('b', other, more)], doors).map((found) => found.why[0])[0]
  expect(names('Nguyễn Thị Hoa', 'nguyen thi hoa')).toBe('name')
  expect(names('Nguyễn Thị Hoa', 'Hoa Nguyễn Thị')).toBe('name-order')
  expect(names('Nguyễn Thị Hoa', 'Nguyễn Hoa')).toBe('name-shorter')
  expect(names('Nguyễn Thị Hoa', 'Nguyễn Văn Hoa')).toBeUndefined()
  expect(names('Nguyễn Thị Hoa', 'Trần Thị Hoa')).toBeUndefined()
  expect(names('Hoa', 'Nguyễn Thị Hoa')).toBeUndefined()
})

test('a year, a phone or the door makes it likely; years apart and another sex speak against it', () => {
  expect(why({}, {})).toEqual(['name', 'door'])
  expect(why({}, { householdId: 'h3' })).toEqual(['name', 'door'])
  expect(why({}, { householdId: 'h2' })).toBeUndefined()
  expect(why({ birthYear: 1960 }, { birthYear: 1960, householdId: 'h2' })).toEqual(['name', 'birth-year'])
  expect(why({ birthYear: 1960 }, { birthYear: 1961 })).toEqual(['name', 'door'])
  expect(why({ birthYear: 1960 }, { birthYear: 1961, householdId: 'h2' })).toBeUndefined()
  expect(why({ birthYear: 1960 }, { birthYear: 1985 })).toBeUndefined()
  expect(why({ phone: '+84912345678' }, { phone: '+84912345678', householdId: 'h2' })).toEqual(['name', 'phone'])
  expect(why({ sex: 'female' }, { sex: 'male' })).toBeUndefined()
  expect(why({}, { restrictedOn: '2026-01-01' })).toBeUndefined()
  expect(why({}, { teamId: 'other' })).toBeUndefined()
})

test('doors with one number in one lane; what people dismissed is not asked again until they take it back', () => {
  expect(proposeDoorDuplicates(doors)).toEqual([{ id: 'h1/h3', a: 'h1', b: 'h3', why: ['address'] }])
  expect(proposeDoorDuplicates([door('x', null), door('y', null)])).toEqual([])
  const dismissed = [{ id: duplicateId('h3', 'h1'), dismissed: true }]
  expect(proposeDoorDuplicates(doors, dismissed)).toEqual([])
  expect(proposeDoorDuplicates(doors, [{ id: 'h1/h3', dismissed: false }])).toHaveLength(1)
  const two = [person('a', 'Lê Văn An'), person('b', 'Lê Văn An')]
  expect(proposeDuplicates(two, doors, [{ id: 'a/b', dismissed: true }])).toEqual([])
})

// A hamlet as made by a fixed generator, with known duplicates: how many are found, how many proposals are right.
const hamlet = () => {
  let state = 20_261_122
  const random = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
  const one = <T>(list: readonly T[]): T => list[random(list.length)] as T
  // Few names for many people, as it is: four in ten are Nguyễn.
  const family = [
    ...Array(8).fill('Nguyễn'),
    ...['Trần', 'Trần', 'Lê', 'Lê', 'Phạm', 'Phạm', 'Hoàng', 'Huỳnh', 'Phan', 'Vũ', 'Võ', 'Đặng'],
  ]
  const middle = {
    female: ['Thị', 'Thị', 'Thị', 'Ngọc', 'Thu', 'Thị Kim'],
    male: ['Văn', 'Văn', 'Văn', 'Hữu', 'Đức', 'Văn Minh'],
  }
  const last = [
    'Hoa',
    'Hòa',
    'Lan',
    'Hương',
    'Hùng',
    'Dũng',
    'An',
    'Bình',
    'Tuấn',
    'Hà',
    'Thảo',
    'Tâm',
    'Long',
    'Sơn',
    'Mai',
    'Hạnh',
    'Phúc',
    'Quân',
  ]
  const homes = Array.from({ length: 400 }, (_, n) =>
    door(`h${n}`, String(1 + (n % 40)), `Ngõ ${1 + Math.floor(n / 40)}`),
  )
  const people = Array.from({ length: 1_400 }, (_, n) => {
    const sex = one(['female', 'male'] as const)
    return person(`p${n}`, `${one(family)} ${one(middle[sex])} ${one(last)}`, {
      ...{ householdId: `h${random(400)}`, sex: random(10) ? sex : null },
      ...{ birthYear: random(10) ? 1935 + random(75) : null, phone: random(2) ? `+849${10_000_000 + n}` : null },
    })
  })
  const truth = new Set<string>()
  const again = Array.from({ length: 100 }, (_, n) => {
    const of = people[random(people.length)] as (typeof people)[number]
    const id = `q${n}`
    truth.add(duplicateId(of.id, id))
    return { ...of, id, ...enteredAgain(of, random) }
  })
  return { people: [...people, ...again], homes, truth }
}

/** What a second member writes down: marks left away, a middle name, the order, the year, the phone, another door. */
const enteredAgain = (of: ReturnType<typeof person> & Record<string, unknown>, random: (below: number) => number) => {
  const words = of.name.split(' ')
  const name = [
    of.name,
    of.name.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd'),
    [words.at(-1), ...words.slice(0, -1)].join(' '),
    [words[0], words.at(-1)].join(' '),
  ][random(4)] as string
  return {
    name,
    birthYear: random(5) ? of.birthYear : null,
    phone: random(3) ? null : of.phone,
    householdId: random(6) ? of.householdId : `h${random(400)}`,
  }
}

test('on a hamlet with 100 known duplicates: precision and recall', () => {
  const { people, homes, truth } = hamlet()
  const proposed = proposeDuplicates(people as never, homes).map(({ id }) => id)
  const right = proposed.filter((id) => truth.has(id)).length
  const [precision, recall] = [right / proposed.length, right / truth.size]
  // 0.94 and 0.76: names are few, and a proposal costs a look.
  expect(recall).toBeGreaterThan(0.9)
  expect(precision).toBeGreaterThan(0.7)
})
