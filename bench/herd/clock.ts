/** A thing to be done at a moment. */
interface Planned {
  atMs: number
  run: () => void
}

/**
 * The clock of many phones: first it leaps from one planned moment to the next (an hour passes in a second), then it goes
 * with the real one.
 */
export class PhonesClock {
  #nowMs = 0
  #realSince: number | null = null
  #planned: Planned[] = []

  nowMs(): number {
    return this.#realSince === null ? this.#nowMs : this.#nowMs + performance.now() - this.#realSince
  }

  /** Runs `run` after `ms`; the answer cancels it. */
  schedule(ms: number, run: () => void): () => void {
    if (this.#realSince !== null) {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    }
    const planned = { atMs: this.nowMs() + ms, run }
    this.#planned.push(planned)
    return () => {
      planned.run = () => {}
    }
  }

  /** Leaps through everything planned up to `untilMs`. */
  async leapTo(untilMs: number): Promise<void> {
    for (let next = this.#take(untilMs); next.length > 0; next = this.#take(untilMs)) {
      for (const { atMs, run } of next) {
        this.#nowMs = atMs
        run()
      }
      // What was run plans the next steps in promises.
      await new Promise((resolve) => setImmediate(resolve))
    }
    this.#nowMs = untilMs
  }

  /** From now on the real time. What was planned keeps its moment. */
  goOn(): void {
    const planned = this.#planned.splice(0)
    this.#realSince = performance.now()
    for (const { atMs, run } of planned) setTimeout(() => run(), Math.max(0, atMs - this.#nowMs))
  }

  // A second at once: phones that try within the same one do not see one another in an outage.
  #take(untilMs: number): Planned[] {
    const earliest = this.#planned.reduce((least, { atMs }) => Math.min(least, atMs), Number.POSITIVE_INFINITY)
    if (earliest > untilMs) return []
    const until = Math.min(untilMs, earliest + 1_000)
    const next = this.#planned.filter(({ atMs }) => atMs <= until)
    this.#planned = this.#planned.filter(({ atMs }) => atMs > until)
    return next.sort((a, b) => a.atMs - b.atMs)
  }
}
