/**
 * Everything that can go wrong for a person has a stable code, a status and a sentence in Vietnamese and English that
 * says what is wrong and what to do. Sentences name details in braces: "Tệp lớn hơn {limit} MB". Details never hold
 * personal data: they travel to logs and screens.
 */
export interface ProblemDefinition<Code extends string = string> {
  code: Code
  status: number
  vi: string
  en: string
}

export type ProblemDetails = Record<string, string | number | boolean | null>

/** What is wrong with one field of the input; `path` like 'body.phone'. */
export interface FieldProblem {
  path: string
  vi: string
  en: string
}

/** A problem as it travels: in HTTP answers, in verdicts, in the tray. */
export interface ProblemBody {
  code: string
  status: number
  vi: string
  en: string
  details?: ProblemDetails
  fields?: FieldProblem[]
}

/** Declares a problem of a slice: `const tooLarge = defineProblem('file.too-large', 413, 'Tệp…', 'The file…')`. */
export const defineProblem = <Code extends string>(
  code: Code,
  status: number,
  vi: string,
  en: string,
): ProblemDefinition<Code> => ({ code, status, vi, en })

/** Thrown to refuse: `throw new Problem(tooLarge, { limit: 200 })`. */
export class Problem extends Error {
  readonly body: ProblemBody

  constructor(definition: ProblemDefinition, details?: ProblemDetails, fields?: FieldProblem[]) {
    super(definition.code)
    this.name = 'Problem'
    this.body = problemBody(definition, details, fields)
  }
}

/** The travelling form of a problem, its sentences filled with the details. */
export const problemBody = (
  definition: ProblemDefinition,
  details?: ProblemDetails,
  fields?: FieldProblem[],
): ProblemBody => ({
  code: definition.code,
  status: definition.status,
  vi: fill(definition.vi, details),
  en: fill(definition.en, details),
  ...(details && { details }),
  ...(fields?.length && { fields }),
})

const fill = (sentence: string, details: ProblemDetails = {}): string =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (name in details ? String(details[name]) : whole))
