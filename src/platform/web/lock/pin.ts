/** What is wrong with a new PIN; null: it may be used. `digits`: not six digits. `plain`: among the first that anybody tries. */
export type PinProblem = 'digits' | 'plain' | 'date'

export const pinDigits = 6

/** 9 % of all PINs are refused: runs, repetitions, and what looks like a birthday or holds a year of birth. */
export function pinProblem(pin: string): PinProblem | null {
  if (!/^\d{6}$/.test(pin)) return 'digits'
  if (isRun(pin) || isRepeated(pin)) return 'plain'
  return isDate(pin) ? 'date' : null
}

const isRun = (pin: string): boolean => {
  const steps = new Set([...pin].slice(1).map((digit, index) => (Number(digit) - Number(pin[index]) + 10) % 10))
  return steps.size === 1
}

// 121212, 123123; 111111 is a run of steps of nothing.
const isRepeated = (pin: string): boolean =>
  pin === pin.slice(0, 2).repeat(3) || pin === pin.slice(0, 3).repeat(2) || /^(\d)\1(\d)\2(\d)\3$/.test(pin)

// 150385 (day, month, year), 850315, 031985 (month, year), 198503.
const isDate = (pin: string): boolean => {
  const [first, middle, last] = [pin.slice(0, 2), pin.slice(2, 4), pin.slice(4)]
  const year = (text: string) => /^(19[2-9]\d|20[0-2]\d)$/.test(text)
  const isDay = (text: string) => text >= '01' && text <= '31'
  const isMonth = (text: string) => text >= '01' && text <= '12'
  return (
    year(pin.slice(0, 4)) || year(pin.slice(2)) || (isDay(first) && isMonth(middle)) || (isMonth(middle) && isDay(last))
  )
}
