import type { RecountSource } from '#platform/server/measures/recount/sources.ts'
import { householdsRecount } from '#slices/households/server/public.ts'
import { teamsRecount } from '#slices/teams/server/public.ts'
import { verificationRecount } from '#slices/verification/server/public.ts'
import { visitsRecount } from '#slices/visits/server/public.ts'

/** Every slice with measures says here what its tables count for. */
export const recountSources: readonly RecountSource[] = [
  teamsRecount,
  householdsRecount,
  visitsRecount,
  verificationRecount,
]
