import { setTimeout as sleep } from 'node:timers/promises'
import type { PartResult } from '../support/results.ts'
import { round, spread } from '../support/stats.ts'
import { pushFromPhones, writeFloor } from './load.ts'
import { type Setting, withSetting } from './setting.ts'

const seconds = 60
const phones = 400
const goalRate = 1_400
const goalLagMs = 5_000

/** Something that was counted at a moment (ms of performance.now()). */
interface Count {
  at: number
  count: number
}

/** A minute of pushes without a pause, while the nation's dashboard is read: how many records, and how late the figure. */
export const measureSustained = (): Promise<PartResult> =>
  withSetting(phones, async (setting) => {
    const { server, world, floorUrl } = setting
    const floor = await writeFloor(floorUrl, { phones: world.phones, clients: 8, batch: 10, seconds: 10 })
    const base = await settledVisits(setting)
    const pushed: Count[] = []
    let sum = base
    const onBatch = (records: number) => {
      sum += records
      pushed.push({ at: performance.now(), count: sum })
    }
    const watching = new AbortController()
    const seen = watchFigure(setting, watching.signal)
    const load = { phones: world.phones, clients: 8, batch: 10, seconds, onBatch }
    const measured = await pushFromPhones(server.port, load)
    while ((await nationalVisits(setting)) < sum) await sleep(200)
    await sleep(500)
    watching.abort()
    const lags = lagsOf(pushed, await seen)
    return report({
      rate: (measured.records / measured.ms) * 1000,
      floorRate: (floor.records / floor.ms) * 1000,
      ...measured,
      lags,
    })
  })

/** Each confirmed batch, and how long after it the nation's figure held it. Counts only ever grow. */
const lagsOf = (pushed: readonly Count[], seen: readonly Count[]): number[] => {
  let next = 0
  return pushed.flatMap(({ at, count }) => {
    while (next < seen.length && (seen[next]?.count ?? 0) < count) next++
    const reached = seen[next]
    return reached ? [Math.max(0, reached.at - at)] : []
  })
}

// Four times a second: the rate limit of a session is 300 a minute.
async function watchFigure(setting: Setting, signal: AbortSignal): Promise<Count[]> {
  const seen: Count[] = []
  while (!signal.aborted) {
    const count = await nationalVisits(setting)
    seen.push({ at: performance.now(), count })
    await sleep(250)
  }
  return seen
}

/** The nation's visits this year, as its dashboard shows them. */
async function nationalVisits({ server, world }: Setting): Promise<number> {
  const url = `${server.url}/api/places/${world.nation}/dashboard?period=year`
  const answer = await fetch(url, { headers: world.officer })
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
  const { figures } = (await answer.json()) as { figures: { indicator: string; value: number | null }[] }
  return figures.find(({ indicator }) => indicator === 'visits')?.value ?? 0
}

/** The figure when it has stood still for three seconds: everything pushed before is in it. */
async function settledVisits(setting: Setting): Promise<number> {
  let last = -1
  for (let now = await nationalVisits(setting); now !== last; now = await nationalVisits(setting)) {
    last = now
    await sleep(3_000)
  }
  return last
}

interface Minute {
  rate: number
  floorRate: number
  batches: number[]
  lags: number[]
}

function report({ rate, floorRate, batches, lags }: Minute): PartResult {
  const [push, lag] = [spread(batches), spread(lags)]
  const said = (reached: boolean) => (reached ? 'reached' : 'not reached')
  return {
    title: 'A minute of pushes, and how late the national figure is',
    summary: [
      `${round(rate)} records/s for ${seconds} s, 10 a push, 8 at a time (goal: ${goalRate}; ${said(rate >= goalRate)}).`,
      `Lag from confirmation to the figure on the nation's dashboard: p95 ${round(lag.p95 / 1000, 1)} s (goal: below ${goalLagMs / 1000} s; ${said(lag.p95 < goalLagMs)}).`,
      `Floor in the same run (10 s of raw SQL): ${round(floorRate)} records/s; ratio ${round(rate / floorRate, 2)}.`,
    ],
    table: {
      head: ['', 'p50 ms', 'p95', 'p99'],
      rows: [
        ['push', push.p50, push.p95, push.p99],
        ['lag', lag.p50, lag.p95, lag.p99],
      ],
    },
    samples: { rate, floorRate, batches, lags },
  }
}
