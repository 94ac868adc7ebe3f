import type { Jobs } from '#platform/server/jobs.ts'
import type { Id } from '#platform/shared/ids.ts'
import { countDraw } from './shares.ts'

/** Answers become shares as they come in. */
export const verificationJobs: Jobs = {
  tasks: [{ name: 'verification.count', run: (payload, { db }) => countDraw(db, (payload as { draw: Id }).draw) }],
}
