/** One thing that was looked at, in a sentence that says what to do when it is not well. */
export interface Finding {
  check: string
  level: 'ok' | 'warning' | 'problem'
  vi: string
  en: string
}
