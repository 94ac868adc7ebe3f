import { describe, expect, it } from 'vitest'
import { SimulatedDevice } from '#platform/testing/simulated-device.ts'
import { type Attempt, Pacemaker } from './pacemaker.ts'

const seconds = 1_000
const failed: Attempt = { end: 'failed', retryAfterMs: null, hopeless: false }

function pacing(seed: number, answer: (attempt: number) => Attempt) {
  const device = new SimulatedDevice(seed, 0, () => Promise.reject(new Error('no network here')))
  const triedAtMs: number[] = []
  const attempt = async () => {
    triedAtMs.push(device.monotonicMs())
    return answer(triedAtMs.length)
  }
  return { device, triedAtMs, pacemaker: new Pacemaker(device, attempt, () => {}) }
}
const gaps = (times: readonly number[]) => times.slice(1).map((time, index) => time - (times[index] ?? 0))

describe('the pacemaker', () => {
  it('tries at once, then about every minute', async () => {
    const { device, pacemaker, triedAtMs } = pacing(1, () => ({ end: 'done' }))
    pacemaker.start()
    await device.pass(600 * seconds)
    expect(triedAtMs[0]).toBe(0)
    for (const gap of gaps(triedAtMs)) expect(gap / seconds).toSatisfy((each: number) => each >= 48 && each <= 72)
  })

  it('tries a second after work', async () => {
    const { device, pacemaker, triedAtMs } = pacing(1, () => ({ end: 'done' }))
    pacemaker.start()
    await device.pass(10 * seconds)
    pacemaker.nudge()
    pacemaker.nudge()
    await device.pass(5 * seconds)
    expect(triedAtMs).toEqual([0, 11 * seconds])
  })

  it('waits longer and longer while it fails, at most five minutes, whatever work is done', async () => {
    const { device, pacemaker, triedAtMs } = pacing(3, () => failed)
    pacemaker.start()
    for (let turn = 0; turn < 720; turn += 1) {
      await device.pass(5 * seconds)
      pacemaker.nudge()
    }
    const waits = gaps(triedAtMs)
    expect(waits[0]).toBeLessThanOrEqual(2 * seconds)
    waits.forEach((wait, index) => {
      const fullMs = Math.min(300, 2 ** (index + 1)) * seconds
      expect(wait).toSatisfy((each: number) => each >= fullMs / 2 && each <= fullMs)
    })
    expect(triedAtMs.length).toBeLessThan(40)
  })

  it('tries at once when somebody looks at the screen, however long it has failed', async () => {
    const { device, pacemaker, triedAtMs } = pacing(8, () => failed)
    pacemaker.start()
    await device.pass(2_000 * seconds)
    const before = triedAtMs.length
    pacemaker.lookedAt()
    await device.pass(seconds)
    expect(triedAtMs).toHaveLength(before + 1)
  })

  it('stays away as long as the server asks, also when the network is back or somebody presses the button', async () => {
    const { device, pacemaker, triedAtMs } = pacing(4, (attempt) =>
      attempt === 1 ? { end: 'failed', retryAfterMs: 100 * seconds, hopeless: false } : { end: 'done' },
    )
    pacemaker.start()
    await device.pass(10 * seconds)
    pacemaker.backOnline()
    await pacemaker.now()
    pacemaker.nudge()
    pacemaker.lookedAt()
    await device.pass(89 * seconds)
    expect(triedAtMs).toEqual([0])
    await device.pass(21 * seconds)
    expect(triedAtMs).toHaveLength(2)
  })

  it('spreads phones that were sent away together', async () => {
    const returns = await Promise.all(
      Array.from({ length: 40 }, async (_, seed) => {
        const { device, pacemaker, triedAtMs } = pacing(seed, () => ({
          end: 'failed',
          retryAfterMs: 100 * seconds,
          hopeless: false,
        }))
        pacemaker.start()
        await device.pass(125 * seconds)
        return Math.floor((triedAtMs[1] ?? 0) / seconds)
      }),
    )
    expect(new Set(returns).size).toBeGreaterThan(10)
    expect(Math.min(...returns)).toBeGreaterThanOrEqual(100)
  })

  it('tries soon again when another tab is syncing, and rarely when a person has to act first', async () => {
    const busy = pacing(5, () => ({ end: 'busy' }))
    busy.pacemaker.start()
    await busy.device.pass(7 * seconds)
    expect(busy.triedAtMs.length).toBeGreaterThan(1)
    const ended = pacing(6, () => ({ end: 'failed', retryAfterMs: null, hopeless: true }))
    ended.pacemaker.start()
    await ended.device.pass(11 * 60 * seconds)
    expect(ended.triedAtMs).toHaveLength(1)
  })

  it('does nothing once stopped, and never two attempts at a time', async () => {
    let finish = () => {}
    const device = new SimulatedDevice(7, 0, () => Promise.reject(new Error('no network here')))
    let running = 0
    const attempt = () => {
      running += 1
      return new Promise<Attempt>((resolve) => {
        finish = () => resolve({ end: 'done' })
      })
    }
    const pacemaker = new Pacemaker(device, attempt, () => {})
    const both = [pacemaker.now(), pacemaker.now()]
    expect(running).toBe(1)
    finish()
    await Promise.all(both)
    pacemaker.stop()
    pacemaker.nudge()
    await device.pass(600 * seconds)
    expect(running).toBe(1)
  })
})
