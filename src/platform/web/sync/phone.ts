import { type PhoneStore, StaleStore } from '../store/phone-store.ts'
import { Memory } from './memory.ts'
import type { Change } from './records.ts'

/** What a change is worked out to be: the records, and anything the caller wants back. */
export interface Planned<Result> {
  change: Change
  result: Result
}

// Each round means that another tab wrote in between; so often in a row it is not another tab.
const attemptsMax = 20

/**
 * The store of one account and its picture in memory. All changes go through `commit`, one after the other: first to the
 * store, then to memory, then to the screen.
 */
export class Phone {
  memory: Memory
  /** Is told after each change; null: everything was read anew. */
  onChange: (change: Change | null) => void = () => {}
  private readonly store: PhoneStore
  private last: Promise<unknown> = Promise.resolve()

  private constructor(store: PhoneStore, memory: Memory) {
    this.store = store
    this.memory = memory
  }

  static async open(store: PhoneStore): Promise<Phone> {
    return new Phone(store, new Memory(await store.load()))
  }

  /**
   * Writes what `plan` works out from the memory as it is at that moment. `plan` may run again when another tab wrote
   * meanwhile, so it must not do anything else.
   */
  commit<Result>(plan: (memory: Memory) => Planned<Result>): Promise<Result> {
    return this.inTurn(() => this.attempt(plan))
  }

  /** Reads the store again when another tab has written. */
  refresh(): Promise<void> {
    return this.inTurn(async () => {
      if ((await this.store.stamp()) !== this.memory.stamp) await this.reload()
    })
  }

  private inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const turn = this.last.then(act, act)
    this.last = turn
    return turn
  }

  private async attempt<Result>(plan: (memory: Memory) => Planned<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      const { change, result } = plan(this.memory)
      if (change.put.length + change.remove.length === 0) return result
      try {
        await this.store.transact({ expect: this.memory.stamp, ...change })
      } catch (error) {
        if (!(error instanceof StaleStore) || attempt === attemptsMax) throw error
        await this.reload()
        continue
      }
      this.memory.adopt(change)
      this.onChange(change)
      return result
    }
  }

  private async reload(): Promise<void> {
    this.memory = new Memory(await this.store.load())
    this.onChange(null)
  }
}
