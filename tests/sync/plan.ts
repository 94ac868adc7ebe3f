import fc from 'fast-check'

/** What happens after one command was made. */
export type Event =
  | 'rest'
  | 'sync'
  | 'all at once'
  | 'cut the power'
  | 'set the clock'
  | 'second tab'
  | 'settle something'
  | 'move a door'
  | 'move a member'
  | 'forget removals'
  | 'restrict a person'
  | 'switch the register'
  | 'save a draft'
  | 'bring a rescue file'
  | 'break a phone'
  | 'lose a phone'
  | 'ask for a clean start'
  | 'end a membership'
  | 'dissolve a team'

export interface Step {
  phone: number
  /** Everything random about the step follows from it. */
  chance: number
  event: Event
}

/** How members and phones are spread over teams. */
export type Crowd =
  | 'two teams'
  | 'one member in both teams'
  | 'two phones of one member'
  | 'two members on one phone'
  | 'three teams'

export interface Plan {
  crowd: Crowd
  /** Decides every phone's own chance: faults of its line, ids, waiting times. */
  seed: number
  steps: Step[]
  /** After which steps a backup is made and the server is taken back to it. */
  restore: { backupAfter: number; restoreAfter: number } | null
  /** Stores are sealed; the first phone begins with an old app, is updated, gets a PIN, and then another one. */
  sealed: { updateAfter: number; newPinAfter: number } | null
}

export const phonesPerRun = 5
export const commandsPerRun = 200

const event = fc.oneof(
  { weight: 580, arbitrary: fc.constant<Event>('rest') },
  { weight: 220, arbitrary: fc.constant<Event>('sync') },
  { weight: 20, arbitrary: fc.constant<Event>('all at once') },
  { weight: 40, arbitrary: fc.constant<Event>('cut the power') },
  { weight: 15, arbitrary: fc.constant<Event>('set the clock') },
  { weight: 20, arbitrary: fc.constant<Event>('second tab') },
  { weight: 70, arbitrary: fc.constant<Event>('settle something') },
  { weight: 35, arbitrary: fc.constant<Event>('move a door') },
  { weight: 8, arbitrary: fc.constant<Event>('move a member') },
  { weight: 5, arbitrary: fc.constant<Event>('forget removals') },
  { weight: 12, arbitrary: fc.constant<Event>('restrict a person') },
  { weight: 4, arbitrary: fc.constant<Event>('switch the register') },
  { weight: 20, arbitrary: fc.constant<Event>('save a draft') },
  { weight: 8, arbitrary: fc.constant<Event>('bring a rescue file') },
  { weight: 4, arbitrary: fc.constant<Event>('break a phone') },
  { weight: 3, arbitrary: fc.constant<Event>('lose a phone') },
  { weight: 3, arbitrary: fc.constant<Event>('ask for a clean start') },
  { weight: 3, arbitrary: fc.constant<Event>('end a membership') },
  { weight: 2, arbitrary: fc.constant<Event>('dissolve a team') },
)

const step: fc.Arbitrary<Step> = fc.record({
  phone: fc.noBias(fc.nat(phonesPerRun - 1)),
  chance: fc.noBias(fc.nat()),
  event,
})

/** Every n-th seed loses the server's last hours. */
const restoreEvery = 5

/** And every n-th has sealed stores. */
const sealedEvery = 4

/** The run of a seed: 200 commands on five phones. */
export const planFor = (seed: number): fc.Arbitrary<Plan> => planOf(seed % restoreEvery === 0, seed % sealedEvery === 1)

const planOf = (restores: boolean, seals: boolean): fc.Arbitrary<Plan> =>
  fc.record({
    crowd: fc.constantFrom<Crowd>(
      'two teams',
      'one member in both teams',
      'two phones of one member',
      'two members on one phone',
      'three teams',
    ),
    seed: fc.noBias(fc.nat()),
    steps: fc.array(step, { minLength: commandsPerRun, maxLength: commandsPerRun, size: 'max' }),
    restore: restores
      ? fc.record({
          backupAfter: fc.integer({ min: 40, max: 110 }),
          restoreAfter: fc.integer({ min: 120, max: 180 }),
        })
      : fc.constant(null),
    sealed: seals
      ? fc.record({ updateAfter: fc.integer({ min: 30, max: 90 }), newPinAfter: fc.integer({ min: 100, max: 150 }) })
      : fc.constant(null),
  })
