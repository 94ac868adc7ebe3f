import type { PushAnswer, PushRequest } from '#platform/shared/wire.ts'
import type { FetchInit } from '#platform/web/sync/types.ts'
import type { Coverage } from './coverage.ts'

interface Sent {
  path: string
  init: FetchInit
}

export interface LineOptions {
  url(): string
  random: () => number
  coverage: Coverage
  /** Lets others work, between two pages of a pull. */
  meanwhile(): Promise<void>
}

/** A mobile line: requests get lost, answers get lost, batches arrive twice, late, or torn and in the wrong order. */
export class Line {
  /** No faults from now on. */
  calm = false
  /** The wire that an old app speaks; null: today's. */
  wire: number | null = null
  private readonly options: LineOptions
  private readonly late: Sent[] = []

  constructor(options: LineOptions) {
    this.options = options
  }

  readonly fetch = async (path: string, init: FetchInit): Promise<Response> => {
    const sent = this.spoken({ path, init })
    if (this.calm) return this.deliver(sent)
    if (this.happens(0.5)) await this.deliverLate()
    if (path.includes('after=') && this.happens(0.3)) await this.letOthersWork()
    return path.endsWith('/push') ? this.push(sent) : this.read(sent)
  }

  /** Requests that were on their way all the time arrive now. */
  async deliverLate(): Promise<void> {
    for (const sent of this.late.splice(0)) {
      await this.deliver(sent)
      this.options.coverage.fault('push late, after newer ones')
    }
  }

  private async push(sent: Sent): Promise<Response> {
    const { coverage } = this.options
    if (this.happens(0.06)) return this.lose()
    if (this.happens(0.06)) {
      this.late.push(sent)
      throw new TypeError('no answer came')
    }
    if (this.happens(0.1)) {
      await this.deliver(sent)
      coverage.fault('answer lost after commit')
      throw new TypeError('the connection broke')
    }
    if (this.happens(0.08)) {
      coverage.fault('push repeated')
      const [answer] = await Promise.all([this.deliver(sent), this.deliver(sent)])
      return answer
    }
    return this.happens(0.12) ? this.tear(sent) : this.deliver(sent)
  }

  private async read(sent: Sent): Promise<Response> {
    if (this.happens(0.05)) return this.lose()
    const answer = await this.deliver(sent)
    if (this.happens(0.04)) throw new TypeError('the connection broke')
    return answer
  }

  private lose(): never {
    this.options.coverage.fault('request lost')
    throw new TypeError('fetch failed')
  }

  private async letOthersWork(): Promise<void> {
    this.options.coverage.fault('work of others between two pages')
    await this.options.meanwhile()
  }

  /** The second half of a batch arrives before the first. */
  private async tear(sent: Sent): Promise<Response> {
    const request = JSON.parse(sent.init.body ?? '') as PushRequest
    const middle = Math.floor(request.commands.length / 2)
    if (middle === 0) return this.deliver(sent)
    this.options.coverage.fault('push torn, second half first')
    const half = (commands: unknown[]) =>
      this.deliver({ ...sent, init: { ...sent.init, body: JSON.stringify({ ...request, commands }) } })
    const second = await half(request.commands.slice(middle))
    const first = await half(request.commands.slice(0, middle))
    if (!first.ok || !second.ok) return first.ok ? second : first
    return joined(first, second)
  }

  private spoken({ path, init }: Sent): Sent {
    if (this.wire === null) return { path, init }
    const body = init.body?.replace(/^\{"wire":\d+/, `{"wire":${this.wire}`)
    return { path: path.replace(/wire=\d+/, `wire=${this.wire}`), init: body === undefined ? init : { ...init, body } }
  }

  private deliver({ path, init }: Sent): Promise<Response> {
    return fetch(new URL(path, this.options.url()), init)
  }

  private happens(chance: number): boolean {
    return this.options.random() < chance
  }
}

async function joined(first: Response, second: Response): Promise<Response> {
  const [a, b] = [(await first.json()) as PushAnswer, (await second.json()) as PushAnswer]
  return Response.json({ epoch: a.epoch, verdicts: [...a.verdicts, ...b.verdicts] }, { headers: first.headers })
}
