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
    const outcome = await client.correct(corrects, work.args)
    if (outcome.verdict !== 'refused' && work.draft) await client.dropDraft(work.draft)
    return outcome
  }
  return async (work) => {
    try {
      return withSentence(await submit(work))
    } catch (error) {
      if (!isStorageFull(error)) throw error
      return withSentence({ verdict: 'refused', problem: problemBody(phoneFull) })
    }
  }
}

/** Nothing was kept; the form stays as it is, and says why, also where no single field is to blame. */
const withSentence = (outcome: Outcome): Outcome => {
  if (outcome.verdict !== 'refused' || outcome.problem.fields?.length) return outcome
  const { vi, en } = outcome.problem
  return { ...outcome, problem: { ...outcome.problem, fields: [{ path: '', vi, en }] } }
}
