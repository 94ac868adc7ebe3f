import { setImmediate } from 'node:timers/promises'
import { interpretRoster } from '../../shared/import/interpret.ts'
import { communeQueries, layOutRoster } from '../../shared/import/lay-out.ts'
import { queryKey } from '../../shared/import/place-teams.ts'
import type { RosterResult } from '../../shared/import/result.ts'
import type { Steps } from '../../shared/import/steps.ts'
import type { CommuneAnswer, CommuneOption, CommuneQuery, InterpretOptions } from '../../shared/import/types.ts'
import { toE164 } from './phone-number.ts'
import { readRosterFile } from './read-workbook.ts'

export interface RosterPlaces {
  /** The answers of the tree of places, one for each query and in their order. */
  resolve: (queries: CommuneQuery[]) => Promise<CommuneAnswer[]>
  /** For files that name no commune: the commune that the person chose. */
  defaultCommune?: CommuneOption
}

/**
 * Reads a roster file and says what an import would do; nothing is written. `file` is its path or its bytes. Throws a
 * Problem when the file is refused. The server goes on answering meanwhile.
 */
export const previewRoster = async (
  file: string | Buffer,
  name: string,
  places: RosterPlaces,
  teamSize?: InterpretOptions['teamSize'],
): Promise<RosterResult> => {
  const roster = await restBetween(layOutRoster(await readRosterFile(file, name)))
  const queries = communeQueries(roster)
  const answers = await places.resolve(queries)
  const known = new Map(queries.map((query, index) => [queryKey(query), answers[index]]))
  const resolveCommune = (query: CommuneQuery): CommuneAnswer => known.get(queryKey(query)) ?? { kind: 'unknown' }
  return restBetween(
    interpretRoster(roster, { resolveCommune, toE164, teamSize, defaultCommune: places.defaultCommune }),
  )
}

/** Runs steps to the end and lets the event loop do other work between them. */
export const restBetween = async <T>(steps: Steps<T>): Promise<T> => {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    await setImmediate()
  }
}
