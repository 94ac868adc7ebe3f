import {
  type Lease,
  leaseIsFree,
  loadedTables,
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

interface PowerCutAt {
  changes: number
  when: 'before' | 'after'
}

/** Flash memory of a simulated phone: outlives the stores opened on it, which the app opens anew after each power cut. */
export class PhoneDisk {
  readonly records = new Map<string, StoredRecord>()
  stamp = 0
  lease: Lease | undefined
  /** Changes written since the disk was made. */
  writes = 0
  /** Set by a power cut, until the app is started again. */
  cut: PowerCutAt['when'] | null = null
  /** No room is left: every change is refused, as browsers do. */
  full = false
  /** Hears of every record that is written. */
  onPut: (record: StoredRecord) => void = () => {}
  private due: PowerCutAt | null = null
  private life = 0

  /** Cuts the power at the n-th change from now (1: the next), before or after it has been written. */
  cutPowerAt(changes: number, when: PowerCutAt['when']): void {
    this.due = { changes, when }
  }

  /** No power cut is due any more. */
  keepPower(): void {
    this.due = null
  }

  /** A store on this disk, as a newly started app opens it. */
  open(): PhoneStore {
    if (this.cut) this.life += 1
    this.cut = null
    const app = { life: this.life, open: true }
    return {
      stamp: async () => this.usedBy(app).stamp,
      load: async () => structuredClone({ stamp: this.usedBy(app).stamp, records: this.loaded() }),
      read: async (table, key) => structuredClone(this.usedBy(app).records.get(`${table}/${key}`)),
      transact: async (change) => this.usedBy(app).write(change),
      lease: async (holder, nowMs, ms) => this.usedBy(app).takeLease(holder, nowMs, ms),
      erase: async () => {
        this.records.clear()
        this.stamp = 0
      },
      close: () => {
        app.open = false
      },
    }
  }

  // An app that was killed reads and writes no more, however many of its promises are still under way; all tabs die together.
  private usedBy(app: { life: number; open: boolean }): this {
    if (!app.open || this.cut || app.life !== this.life) throw new PowerCut()
    return this
  }

  private loaded(): StoredRecord[] {
    return [...this.records.values()].filter(({ table }) => loadedTables.includes(table))
  }

  private write(change: StoreChange): void {
    if (change.expect !== this.stamp) throw new StaleStore()
    if (this.full) throw Object.assign(new Error('no room is left'), { name: 'QuotaExceededError' })
    const cut = this.due && --this.due.changes <= 0 ? this.due.when : null
    if (cut !== 'before') this.apply(change)
    if (cut === null) return
    this.due = null
    this.cut = cut
    throw new PowerCut()
  }

  private apply(change: StoreChange): void {
    for (const { table, key } of change.remove) this.records.delete(`${table}/${key}`)
    for (const record of change.put) {
      this.records.set(`${record.table}/${record.key}`, structuredClone(record))
      this.onPut(record)
    }
    this.stamp += 1
    this.writes += 1
  }

  private takeLease(holder: string, nowMs: number, ms: number): boolean {
    if (!leaseIsFree(this.lease, holder, nowMs, ms)) return false
    this.lease = { holder, until: nowMs + ms }
    return true
  }
}
