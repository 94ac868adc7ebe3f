import {
  type Lease,
  leaseIsFree,
  type PhoneStore,
  StaleStore,
  type StoreChange,
  type StoredRecord,
} from '#platform/web/store/phone-store.ts'

/** The phone's power went off: everything that was only in memory is gone. */
export class PowerCut extends Error {
  constructor() {
    super('the power was cut')
    this.name = 'PowerCut'
  }
}

/** Flash memory of a simulated phone: outlives the stores opened on it, which the app opens anew after each power cut. */
export class PhoneDisk {
  readonly records = new Map<string, StoredRecord>()
  stamp = 0
  lease: Lease | undefined
  /** Changes written since the disk was made. */
  writes = 0
  private cut: { after: number; written: boolean } | null = null

  /** Cuts the power at the n-th change from now (1: the next), before or after it has been written. */
  cutPowerAt(change: number, when: 'before' | 'after'): void {
    this.cut = { after: change, written: when === 'after' }
  }

  /** No power cut is due any more. */
  keepPower(): void {
    this.cut = null
  }

  /** A store on this disk, as a newly started app opens it. */
  open(): PhoneStore {
    const power = { on: true }
    return {
      stamp: async () => this.powered(power).stamp,
      load: async () => structuredClone({ stamp: this.powered(power).stamp, records: [...this.records.values()] }),
      transact: async (change) => this.powered(power).write(change, power),
      lease: async (holder, nowMs, ms) => this.powered(power).takeLease(holder, nowMs, ms),
      erase: async () => {
        this.records.clear()
        this.stamp = 0
      },
      close: () => {
        power.on = false
      },
    }
  }

  // An app that was killed writes no more, however many of its promises are still under way.
  private powered(power: { on: boolean }): this {
    if (!power.on) throw new PowerCut()
    return this
  }

  private write(change: StoreChange, power: { on: boolean }): void {
    if (change.expect !== this.stamp) throw new StaleStore()
    const due = this.cut !== null && --this.cut.after <= 0 ? this.cut : null
    if (due) {
      this.cut = null
      power.on = false
    }
    if (!due || due.written) this.apply(change)
    if (due) throw new PowerCut()
  }

  private apply(change: StoreChange): void {
    for (const { table, key } of change.remove) this.records.delete(`${table}/${key}`)
    for (const record of change.put) this.records.set(`${record.table}/${record.key}`, structuredClone(record))
    this.stamp += 1
    this.writes += 1
  }

  private takeLease(holder: string, nowMs: number, ms: number): boolean {
    if (!leaseIsFree(this.lease, holder, nowMs, ms)) return false
    this.lease = { holder, until: nowMs + ms }
    return true
  }
}
