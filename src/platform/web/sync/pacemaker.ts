import type { Environment } from './types.ts'

/** How one attempt to sync ended. */
export type Attempt =
  | { end: 'done' }
  /** Another tab is syncing. */
  | { end: 'busy' }
  /** `retryAfterMs`: what the server asked for. `hopeless`: a person has to do something first. */
  | { end: 'failed'; retryAfterMs: number | null; hopeless: boolean }

const intervalMs = 60_000
const afterWorkMs = 1_000
const busyMs = 3_000
const firstRetryMs = 2_000
const longestRetryMs = 5 * 60_000
const hopelessRetryMs = 15 * 60_000
// A whole commune comes back into the network at once.
const backOnlineSpreadMs = 5_000

/**
 * Says when to sync: soon after work, every minute otherwise, later and later while it fails, and never before the time
 * the server asked for. Every wait is spread by chance, so that phones that failed together do not come back together.
 */
export class Pacemaker {
  private readonly environment: Environment
  private readonly attempt: () => Promise<Attempt>
  private readonly changed: () => void
  private started = false
  private running: Promise<void> | null = null
  private due: { atMs: number; cancel: () => void } | null = null
  private failures = 0
  private notBeforeMs = Number.NEGATIVE_INFINITY

  /** @param changed is told when the next attempt has another time */
  constructor(environment: Environment, attempt: () => Promise<Attempt>, changed: () => void) {
    this.environment = environment
    this.attempt = attempt
    this.changed = changed
  }

  start(): void {
    this.started = true
    this.schedule(0)
  }

  stop(): void {
    this.started = false
    this.cancel()
  }

  /** There is something to send. While it fails, the next attempt keeps its time. */
  nudge(): void {
    if (this.failures === 0) this.soon(afterWorkMs)
  }

  /** Somebody looks at the screen again; a phone that slept may have missed that the network is back. */
  lookedAt(): void {
    this.soon(afterWorkMs)
  }

  /** The network is back. */
  backOnline(): void {
    this.failures = 0
    this.soon(afterWorkMs + this.environment.random() * backOnlineSpreadMs)
  }

  /** Tries now, or when the server allows it; done when that attempt is over. */
  async now(): Promise<void> {
    if (this.running) return this.running
    if (this.environment.monotonicMs() < this.notBeforeMs) return
    this.cancel()
    this.running = this.run()
    await this.running
  }

  /** Milliseconds until the next attempt; null: none is planned. */
  nextInMs(): number | null {
    return this.due && Math.max(0, this.due.atMs - this.environment.monotonicMs())
  }

  private async run(): Promise<void> {
    try {
      this.schedule(this.delayAfter(await this.attempt()))
    } finally {
      this.running = null
      this.changed()
    }
  }

  private delayAfter(attempt: Attempt): number {
    const { random } = this.environment
    if (attempt.end === 'busy') return busyMs * (1 + random())
    this.failures = attempt.end === 'done' ? 0 : this.failures + 1
    if (attempt.end === 'done') return intervalMs * (0.8 + 0.4 * random())
    if (attempt.retryAfterMs !== null) return this.stayAway(attempt.retryAfterMs * (1 + 0.2 * random()))
    if (attempt.hopeless) return hopelessRetryMs * (0.8 + 0.4 * random())
    return Math.min(longestRetryMs, firstRetryMs * 2 ** (this.failures - 1)) * (0.5 + 0.5 * random())
  }

  private stayAway(ms: number): number {
    this.notBeforeMs = this.environment.monotonicMs() + ms
    return ms
  }

  private soon(ms: number): void {
    const next = this.nextInMs()
    if (this.running || (next !== null && next <= ms)) return
    this.schedule(ms)
  }

  private schedule(ms: number): void {
    this.cancel()
    if (!this.started) return
    const atMs = Math.max(this.environment.monotonicMs() + ms, this.notBeforeMs)
    const cancel = this.environment.schedule(atMs - this.environment.monotonicMs(), () => {
      this.due = null
      this.running ??= this.run()
    })
    this.due = { atMs, cancel }
    this.changed()
  }

  private cancel(): void {
    this.due?.cancel()
    this.due = null
  }
}
