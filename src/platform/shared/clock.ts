/** Times of one command as the device tells them. `sinceMs`: a lower bound of its age by the monotonic clock, when known. */
export interface DeviceTimes {
  madeAt: string
  sentAt: string
  sinceMs?: number | null | undefined
}

const dayMs = 86_400_000
// No phone keeps unsent work longer; a greater age means that the device's clock was set between making and sending.
const oldestAgeMs = 400 * dayMs

/**
 * When a command was really made, in ms UTC, by the server's clock (F10: correct, never reject). The device's clock may be
 * years off, but its *differences* hold: the age is the time between making and sending. The monotonic clock stands
 * still while a phone sleeps, so it only says "at least so old". With neither to believe: the moment of receiving.
 */
export const correctClock = (times: DeviceTimes, receivedMs: number): number =>
  receivedMs - Math.max(ageByClock(times), ageByMonotonic(times.sinceMs))

/** How far the device's clock was off (ms, positive: slow); null when its time cannot be read. */
export const clockSkew = (times: DeviceTimes, correctedMs: number): number | null => {
  const made = Date.parse(times.madeAt)
  return Number.isNaN(made) ? null : correctedMs - made
}

const ageByClock = ({ madeAt, sentAt }: DeviceTimes): number => plausible(Date.parse(sentAt) - Date.parse(madeAt))
const ageByMonotonic = (sinceMs: number | null | undefined): number => plausible(sinceMs ?? 0)
// NaN fails both comparisons and becomes 0.
const plausible = (ageMs: number): number => (ageMs >= 0 && ageMs <= oldestAgeMs ? ageMs : 0)
