import { useHistoryState } from 'wouter/use-browser-location'
import type { Outcome } from '#platform/shared/command.ts'
import type { Id } from '#platform/shared/ids.ts'
import { problemBody } from '#platform/shared/problem.ts'
import { phoneFull } from '#platform/shared/sync-problems.ts'
import type { Work } from '../../sync/client.ts'
import { isStorageFull } from '../../sync/state.ts'
import { useSyncClient } from '../../sync/use-sync.ts'

/** What a page is opened with when its form does refused work again. */
export interface Correcting {
  corrects?: Id
}

/**
 * How a form hands its work in: as new work, or, when the page was opened from the tray, in the place of what was refused.
 *
 * @returns how it ends by what this phone knows; refused: nothing was kept, the form shows why
 */
export const useSubmit = (): ((work: Work) => Promise<Outcome>) => {
  const client = useSyncClient()
  const corrects = useHistoryState<Correcting | null>()?.corrects
  const submit = async (work: Work): Promise<Outcome> => {
    if (!corrects) return (await client.enqueue(work)).outcome
    await client.correct(corrects, work.args)
    if (work.draft) await client.dropDraft(work.draft)
    return { verdict: 'accepted' }
  }
  return (work) =>
    submit(work).catch((error: unknown) => {
      if (!isStorageFull(error)) throw error
      return { verdict: 'refused', problem: full }
    })
}

/** Nothing was kept; the form stays as it is, and says so. */
const full = problemBody(phoneFull, undefined, [{ path: '', vi: phoneFull.vi, en: phoneFull.en }])
