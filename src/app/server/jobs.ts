import type { FileStore } from '#platform/server/files.ts'
import { type Jobs, joinJobs } from '#platform/server/jobs.ts'
import { startFolder } from '#platform/server/measures/folder.ts'
import { tidySync } from '#platform/server/sync/jobs.ts'
import { registerJobs } from '#slices/households/server/public.ts'
import { rosterJobs } from '#slices/teams/server/public.ts'
import { verificationJobs } from '#slices/verification/server/public.ts'
import { photoJobs } from '#slices/visits/server/public.ts'

/** Deltas become figures, all the time. */
const measures: Jobs = {
  tasks: [],
  services: [{ start: ({ db, log }) => startFolder(db, { logger: log }) }],
}

const sync: Jobs = {
  tasks: [{ name: 'sync.tidy', run: (_payload, { db }) => tidySync(db, Date.now()) }],
  schedules: [{ task: 'sync.tidy', cron: '40 18 * * *' }], // 01:40 in Vietnam
}

/** All background work of the product; `files`: where files lie. */
export const jobsFor = (files: FileStore): Jobs =>
  joinJobs([measures, sync, rosterJobs, registerJobs, verificationJobs, photoJobs(files)])
