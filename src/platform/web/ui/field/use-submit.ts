import { useHistoryState } from 'wouter/use-browser-location'
import type { Outcome } from '#platform/shared/command.ts'
import type { Id } from '#platform/shared/ids.ts'
import type { Work } from '../../sync/client.ts'
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
  return async (work) => {
    if (!corrects) return (await client.enqueue(work)).outcome
    await client.correct(corrects, work.args)
    if (work.draft) await client.dropDraft(work.draft)
    return { verdict: 'accepted' }
  }
}
