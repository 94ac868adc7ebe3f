import type { Jobs } from '#platform/server/jobs.ts'
import { dayInVietnam } from '#platform/shared/dates.ts'
import type { Id } from '#platform/shared/ids.ts'
import { tidyConfirmations } from './confirm.ts'
import { findAllPatterns } from './find-patterns.ts'
import { countDraw } from './shares.ts'

/** Answers become shares as they come in. */
export const verificationJobs: Jobs = {
  tasks: [
    {
      name: 'verification.patterns',
      run: (_payload, { db, signal }) => findAllPatterns(db, dayInVietnam(Date.now()), signal),
    },
    { name: 'verification.tidy', run: (_payload, { db }) => tidyConfirmations(db, dayInVietnam(Date.now())) },
    { name: 'verification.count', run: (payload, { db }) => countDraw(db, (payload as { draw: Id }).draw) },
  ],
  schedules: [
    { task: 'verification.tidy', cron: '20 18 * * *' }, // 01:20 in Vietnam
    { task: 'verification.patterns', cron: '30 19 * * *' }, // 02:30
  ],
}
