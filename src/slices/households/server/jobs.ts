import { setTimeout as sleep } from 'node:timers/promises'
import type { Jobs, JobTools, Service } from '#platform/server/jobs.ts'
import { dayInVietnam } from '#platform/shared/dates.ts'
import { refreshRegisters } from './decide-register.ts'
import { eraseDue } from './erasure.ts'
import { recogniseAll, recognisePending } from './recognition.ts'

const pauseMs = 2_000

/** Recognises what writes have queued, every two seconds and at once again while there is more, until stopped. */
const recognition: Service = {
  start: (tools) => {
    const stopping = new AbortController()
    const running = keepRecognising(tools, AbortSignal.any([tools.signal, stopping.signal]))
    return {
      stop: () => {
        stopping.abort()
        return running
      },
    }
  },
}

async function keepRecognising({ db, log }: JobTools, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const taken = await recognisePending(db, dayInVietnam(Date.now())).catch((error: unknown) => {
      // The database is away: the queue keeps everything.
      log.error({ err: error }, 'recognition failed; it is tried again')
      return 0
    })
    // An aborted sleep is how it ends.
    if (taken === 0) await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => undefined)
  }
}

/** Background work of the register: decisions whose day has come, erasure, digital households. */
export const registerJobs: Jobs = {
  tasks: [
    {
      name: 'register.daily',
      run: async (_payload, { db, log }) => {
        const today = dayInVietnam(Date.now())
        await refreshRegisters(db, today)
        const erased = await eraseDue(db, today)
        if (erased > 0) log.info({ erased }, 'content of persons was erased')
        if (today.endsWith('-01-01')) await recogniseAll(db)
      },
    },
  ],
  services: [recognition],
  // 00:20 in Vietnam.
  schedules: [{ task: 'register.daily', cron: '20 17 * * *' }],
}
