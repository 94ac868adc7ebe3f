import type { Environment } from '#platform/web/sync/types.ts'

/** Numbers between 0 and 1 that follow from the seed alone (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Ids in the form of UUIDv7 that follow from `random` alone. */
export function seededIds(random: () => number): () => string {
  const hex = (digits: number) => Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('')
  return () => `019a${hex(4)}-${hex(4)}-7${hex(3)}-8${hex(3)}-${hex(12)}`
}

/** The surroundings of a simulated phone: time passes only by `pass`, its clock may be off, chance follows a seed. */
export class SimulatedDevice implements Environment {
  readonly random: () => number
  readonly newId: () => string
  /** Errors that nobody waited for. */
  readonly reported: unknown[] = []
  fetch: Environment['fetch']
  /** How far the device's clock is off, in ms. */
  skewMs = 0
  private passedMs = 0
  private readonly startMs: number
  private timers: { atMs: number; fn: () => void }[] = []

  /** @param startMs the true time when the simulation begins */
  constructor(seed: number, startMs: number, fetch: Environment['fetch']) {
    this.random = seededRandom(seed)
    this.newId = seededIds(this.random)
    this.startMs = startMs
    this.fetch = fetch
  }

  nowMs(): number {
    return this.startMs + this.passedMs + this.skewMs
  }

  monotonicMs(): number {
    return this.passedMs
  }

  schedule(ms: number, fn: () => void): () => void {
    const timer = { atMs: this.passedMs + ms, fn }
    this.timers.push(timer)
    return () => {
      this.timers = this.timers.filter((each) => each !== timer)
    }
  }

  report(error: unknown): void {
    this.reported.push(error)
  }

  /** Lets time pass; timers fire in their order, and what they begin may go on before the next one fires. */
  async pass(ms: number): Promise<void> {
    const untilMs = this.passedMs + ms
    for (let timer = this.nextTimer(untilMs); timer; timer = this.nextTimer(untilMs)) {
      this.timers = this.timers.filter((each) => each !== timer)
      this.passedMs = timer.atMs
      timer.fn()
      await settled()
    }
    this.passedMs = untilMs
  }

  private nextTimer(untilMs: number) {
    return this.timers.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0]
  }
}

// Promises that wait for nothing outside (memory stores, scripted answers) are through after some turns of the loop.
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}
