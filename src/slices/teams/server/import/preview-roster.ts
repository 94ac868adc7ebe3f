import { setImmediate } from 'node:timers/promises'
import type { Day } from '#platform/shared/dates.ts'
import type { CompositionRule } from '../../shared/composition.ts'
import { interpretRoster } from '../../shared/import/interpret.ts'
import { communeQueries, layOutRoster } from '../../shared/import/lay-out.ts'
import { queryKey } from '../../shared/import/place-teams.ts'
import type { RosterResult } from '../../shared/import/result.ts'
import type { Steps } from '../../shared/import/steps.ts'
import type { CommuneAnswer, CommuneOption, CommuneQuery } from '../../shared/import/types.ts'
import { toE164 } from './phone-number.ts'
import { readWorkbook } from './read-workbook.ts'

/** What a preview asks of the tree of places. */
export interface RosterPlaces {
  resolve: (queries: CommuneQuery[], statedDay: Day | null) => Promise<ResolvedCommunes>
  /** For files that name no commune: the commune that the person chose. */
  defaultCommune?: CommuneOption
}

export interface ResolvedCommunes {
  /** One for each query, in order. */
  answers: CommuneAnswer[]
  /** The day whose units were meant; `unitsOf` repeats it when the person should be told. */
  asOf: Day
  unitsOf?: Day
}

/** What an import would do, by the units of `asOf`. */
export type RosterPreview = RosterResult & { asOf: Day }

/**
 * Reads a roster file and says what an import would do; nothing is written. `file` is its path or its bytes. Throws a
 * Problem when the file is refused. The server goes on answering meanwhile.
 */
export const previewRoster = async (
  file: string | Buffer,
  name: string,
  places: RosterPlaces,
  composition?: CompositionRule,
): Promise<RosterPreview> => {
  const roster = await restBetween(layOutRoster(await readWorkbook(file, name)))
  const queries = communeQueries(roster)
  const { answers, asOf, unitsOf } = await places.resolve(queries, roster.statedDay)
  const known = new Map(queries.map((query, index) => [queryKey(query), answers[index]]))
  const resolveCommune = (query: CommuneQuery): CommuneAnswer => known.get(queryKey(query)) ?? { kind: 'unknown' }
  const options = { resolveCommune, toE164, composition, unitsOf, defaultCommune: places.defaultCommune }
  return { ...(await restBetween(interpretRoster(roster, options))), asOf }
}

/** Runs steps to the end and lets the event loop do other work between them. */
const restBetween = async <T>(steps: Steps<T>): Promise<T> => {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    await setImmediate()
  }
}
