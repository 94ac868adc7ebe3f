/**
 * Something the person who runs the server has to put right: a wrong setting, a folder that cannot be written,
 * a database that cannot be reached. Carries one sentence in Vietnamese and one in English, each saying what is wrong
 * and what to do. What users of the app see are Problems; this is for the terminal and the log.
 */
export class OperatorError extends Error {
  readonly vi: string
  readonly en: string

  constructor(vi: string, en: string, options?: { cause?: unknown }) {
    super(`${vi}\n${en}`, options)
    this.name = 'OperatorError'
    this.vi = vi
    this.en = en
  }
}
