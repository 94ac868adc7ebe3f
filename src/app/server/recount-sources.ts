import type { RecountSource } from '#platform/server/measures/recount/sources.ts'
import { householdsRecount } from '#slices/households/server/public.ts'
import { teamsRecount } from '#slices/teams/server/public.ts'
import { visitsRecount } from '#slices/visits/server/public.ts'

/** What every slice's tables say about its measures: from these alone all figures can be counted anew. */
export const recountSources: readonly RecountSource[] = [teamsRecount, householdsRecount, visitsRecount]
