import { commands } from '#app/shared/commands.ts'

/** What can happen to a phone and its line; each must have happened, or the test proves less than it says. */
export const faults = [
  'request lost',
  'answer lost after commit',
  'push repeated',
  'push late, after newer ones',
  'push torn, second half first',
  'work of others between two pages',
  'killed before a write',
  'killed after a write',
  'clock set years off',
  'work in a second tab',
  'door moved to another team',
  'member moved to another team',
  'clean re-sync demanded',
  'register switched off',
  'register switched on again',
  'all phones at once',
  'server restored from an older backup',
  'another member takes the phone',
  'updated with unsent work of wire 1',
  'another PIN',
  'PIN forgotten',
  'rescue file brought',
  'rescue file brought twice at once',
  'phone broken, its work in a rescue file',
  'rescue file of a lost phone refused',
  'lost phone wiped',
  'clean start asked by the office',
  'member left with unsent work',
  'team dissolved',
] as const
export type Fault = (typeof faults)[number]

export const verdicts = ['accepted', 'merged', 'conflict', 'refused', 'waiting'] as const
export const trayActions = ['corrected', 'handed-over', 'withdrawn'] as const

/** Counts what occurred over all runs of a file. */
export class Coverage {
  private readonly counts = new Map<string, number>()

  count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1)
  }

  fault(fault: Fault): void {
    this.count(`fault: ${fault}`)
  }

  /** What never occurred. */
  missing(): string[] {
    const wanted = [
      ...commands.map(({ name }) => `command: ${name}`),
      ...verdicts.map((verdict) => `verdict: ${verdict}`),
      ...trayActions.map((action) => `tray: ${action}`),
      ...faults.map((fault) => `fault: ${fault}`),
      'late verdict',
    ]
    return wanted.filter((what) => !this.counts.has(what))
  }

  toString(): string {
    return [...this.counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([what, count]) => `${String(count).padStart(7)}  ${what}`)
      .join('\n')
  }
}
