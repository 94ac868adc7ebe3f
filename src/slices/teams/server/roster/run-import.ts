import type { Kysely, Transaction } from 'kysely'
import { inScope, type Scope } from '#platform/server/db.ts'
import { enqueue, type Jobs, type JobTools } from '#platform/server/jobs.ts'
import type { Database } from '#platform/server/schema.ts'
import type { Id } from '#platform/shared/ids.ts'
import { today } from '../days.ts'
import { applyRoster, type ImportProgress } from './apply-roster.ts'
import { claimImport, expireImports, finishImport, importById, noteProgress } from './imports.queries.ts'

/** A request waits so long; what then remains is done in the background. */
const inlineMs = 3_000
/** The job comes when a request that died would have been done. */
const jobDelayMs = 20_000
const progressEveryMs = 500
const taskName = 'roster.apply'
const everything: Scope = { account: null, teams: [], provinces: [], communes: [] }

/** Takes an import to be applied, with a job that takes over should this process die; false when somebody has it already. */
export const claimToApply = async (trx: Transaction<Database>, id: Id): Promise<boolean> => {
  if (!(await claimImport(trx, id))) return false
  await enqueue(trx, taskName, { id }, { key: `${taskName} ${id}`, runAt: new Date(Date.now() + jobDelayMs) })
  return true
}

/**
 * Applies a claimed import for some seconds; a job takes over what is left. `db`: the handle of requests; each team is a
 * transaction of its own in the scope of who imports.
 */
export const workInRequest = async (db: Kysely<Database>, scope: Scope, id: Id): Promise<void> => {
  const stopAt = Date.now() + inlineMs
  const done = await work(db, scope, id, () => Date.now() < stopAt)
  // The same key: the job that waits for the death of this process comes now instead.
  if (!done) await inScope(db, scope, (trx) => enqueue(trx, taskName, { id }, { key: `${taskName} ${id}` }))
}

/** The background work of imports: what takes longer than a request, and clearing what nobody applied. */
export const rosterJobs: Jobs = {
  tasks: [
    { name: taskName, run: (payload, tools) => continueImport((payload as { id: Id }).id, tools) },
    {
      name: 'roster.expire',
      run: async (_payload, { db, log }) => {
        const expired = await expireImports(db)
        if (expired > 0) log.info({ expired }, 'plans of imports were emptied')
      },
    },
  ],
  schedules: [{ task: 'roster.expire', cron: '10 19 * * *' }], // 02:10 in Vietnam
}

const continueImport = async (id: Id, { db, signal }: JobTools): Promise<void> => {
  const done = await work(db, everything, id, () => !signal.aborted)
  if (!done) throw new Error('the server stopped during an import; it goes on at the next start')
}

/** Answers false when `goOn` ended it before the last team. */
const work = async (db: Kysely<Database>, scope: Scope, id: Id, goOn: () => boolean): Promise<boolean> => {
  const kept = await inScope(db, scope, (trx) => importById(trx, id))
  if (kept?.state !== 'applying' || !kept.plan) return true
  const { provinceId, plan, teamsDone, result } = kept
  const after = result ? { done: teamsDone, counts: result } : undefined
  const note = noterOf(db, scope, id)
  const onTeam = async (progress: ImportProgress) => {
    const ends = !goOn()
    await note(progress, ends)
    return !ends
  }
  const counts = await applyRoster(db, scope, { provinceId, plan, today: today(), after, onTeam })
  if (counts) await inScope(db, scope, (trx) => finishImport(trx, id, counts))
  return counts !== null
}

/** Notes progress now and then, not for each of a thousand teams, and always where a run ends. */
const noterOf = (db: Kysely<Database>, scope: Scope, id: Id) => {
  let next = Date.now() + progressEveryMs
  return async (progress: ImportProgress, ends: boolean): Promise<void> => {
    if (!ends && Date.now() < next) return
    next = Date.now() + progressEveryMs
    await inScope(db, scope, (trx) => noteProgress(trx, id, progress))
  }
}
