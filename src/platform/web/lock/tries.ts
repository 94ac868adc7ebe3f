/** Wrong PINs since the last right one, and how long the next one must still wait. */
export interface Tries {
  wrong: number
  waitMs: number
}

/** After so many wrong PINs only the password opens; nothing is deleted. */
export const triesMax = 10

const seconds = 1_000
const minutes = 60 * seconds
// By the number of wrong PINs: a slip costs nothing, guessing costs more each time. Some 20 minutes for all ten.
const waits = [0, 0, 0, 5 * seconds, 15 * seconds, 30 * seconds, 1 * minutes, 3 * minutes, 5 * minutes, 10 * minutes]

export const afterWrong = (tries: Tries | null): Tries => {
  const wrong = (tries?.wrong ?? 0) + 1
  return { wrong, waitMs: waits[Math.min(wrong, waits.length - 1)] ?? 0 }
}

/** Time that passed by a clock that only goes forward, while the app was open. Only it counts: clocks can be set. */
export const afterWaiting = (tries: Tries, passedMs: number): Tries => ({
  ...tries,
  waitMs: Math.max(0, tries.waitMs - Math.max(0, passedMs)),
})

export const isExhausted = (tries: Tries | null): boolean => (tries?.wrong ?? 0) >= triesMax
