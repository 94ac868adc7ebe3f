import type { PullAnswer, PushAnswer, SnapshotManifest } from '#platform/shared/wire.ts'
import { wireVersion } from '#platform/shared/wire.ts'
import { type Attempt, Pacemaker } from '#platform/web/sync/pacemaker.ts'
import type { Environment } from '#platform/web/sync/types.ts'
import type { BenchPhone } from '../push/phones.ts'
import { ComeAgain, type Line } from '../push/post.ts'
import { makeVisits, pushBody } from '../push/visits.ts'

/** What the herd tells of itself. */
export interface HerdSamples {
  /** ms from sending a push to its verdicts; each request by itself. */
  pushes: number[]
  /** ms of each chunk or manifest of a snapshot. */
  snapshots: number[]
  /** Requests that the server put off (503, 429). */
  postponed: number
  /** ms since the server was back, for each phone that has everything sent and received. */
  backAfterMs: number[]
}

interface Herd {
  line: Line
  environment: Environment
  samples: HerdSamples
  /** ms since the server was back; null during the outage. */
  sinceBackMs(): number | null
}

/**
 * A phone with work from an outage. When to try is decided by the product's own pacemaker; what it sends and asks is what
 * the product's client sends and asks, without the keeping of rows.
 */
export class ReturningPhone {
  readonly #phone: BenchPhone
  readonly #herd: Herd
  readonly #pacemaker: Pacemaker
  #body: string | null
  /** Its store was lost, or the member has a new phone: it takes the snapshot. */
  #needsSnapshot: boolean
  #cursor: { epoch: string; rev: number } | null
  #back = false

  constructor(phone: BenchPhone, herd: Herd, work: { visits: number; turn: number; snapshot: boolean; epoch: string }) {
    this.#phone = phone
    this.#herd = herd
    this.#body = pushBody(phone, makeVisits(phone, work.turn, work.visits))
    this.#needsSnapshot = work.snapshot
    this.#cursor = work.snapshot ? null : { epoch: work.epoch, rev: 0 }
    this.#pacemaker = new Pacemaker(
      herd.environment,
      () => this.#attempt(),
      () => {},
    )
  }

  start(): void {
    this.#pacemaker.start()
  }

  stop(): void {
    this.#pacemaker.stop()
  }

  async #attempt(): Promise<Attempt> {
    if (this.#herd.sinceBackMs() === null) return { end: 'failed', retryAfterMs: null, hopeless: false }
    try {
      await this.#push()
      if (this.#needsSnapshot) await this.#takeSnapshot()
      await this.#pull()
      this.#noteBack()
      return { end: 'done' }
    } catch (error) {
      if (!(error instanceof ComeAgain)) return this.#failed(error)
      this.#herd.samples.postponed += 1
      return { end: 'failed', retryAfterMs: error.afterMs, hopeless: false }
    }
  }

  #failed(error: unknown): Attempt {
    this.#herd.environment.report(error)
    return { end: 'failed', retryAfterMs: null, hopeless: true }
  }

  async #push(): Promise<void> {
    if (this.#body === null) return
    const began = performance.now()
    const { verdicts } = await this.#ask<PushAnswer>('POST', '/api/sync/push', this.#body)
    this.#herd.samples.pushes.push(performance.now() - began)
    const lost = verdicts.filter(({ verdict }) => verdict !== 'accepted')
    if (lost.length > 0) throw new Error(`a visit was not accepted: ${JSON.stringify(lost[0])}`)
    this.#body = null
  }

  async #takeSnapshot(): Promise<void> {
    const { team } = this.#phone
    const manifest = await this.#timed(() => this.#ask<SnapshotManifest>('GET', `/api/sync/snapshot?team=${team}`))
    for (const { hash } of manifest.chunks)
      await this.#timed(() =>
        this.#herd.line.ask('GET', `/api/sync/chunks/${hash}?team=${team}`, this.#phone.authorization),
      )
    this.#cursor = { epoch: manifest.epoch, rev: manifest.rev }
    this.#needsSnapshot = false
  }

  async #pull(): Promise<void> {
    const { epoch, rev } = this.#cursor ?? { epoch: '', rev: 0 }
    const path = `/api/sync/pull?wire=${wireVersion}&team=${this.#phone.team}&epoch=${epoch}&rev=${rev}`
    let page = await this.#ask<PullAnswer>('GET', path)
    if (page.reset) this.#needsSnapshot = true
    while (page.next) {
      const more: string = `${path}&head=${page.head}&after=${encodeURIComponent(page.next)}`
      page = await this.#ask<PullAnswer>('GET', more)
    }
    if (!page.reset) this.#cursor = { epoch: page.epoch, rev: page.head }
  }

  #noteBack(): void {
    const since = this.#herd.sinceBackMs()
    if (this.#back || this.#needsSnapshot || since === null) return
    this.#back = true
    this.#herd.samples.backAfterMs.push(since)
  }

  async #timed<T>(ask: () => Promise<T>): Promise<T> {
    const began = performance.now()
    const answer = await ask()
    this.#herd.samples.snapshots.push(performance.now() - began)
    return answer
  }

  async #ask<T>(method: 'GET' | 'POST', path: string, body?: string): Promise<T> {
    return JSON.parse((await this.#herd.line.ask(method, path, this.#phone.authorization, body)).toString()) as T
  }
}
