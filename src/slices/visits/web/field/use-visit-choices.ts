import { useSyncClient, useSyncState } from '#platform/web/sync/use-sync.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import type { LibraryReference } from '#slices/library/shared/public.ts'
import type { VisitChoices } from './visit-form.tsx'

const none: VisitChoices = { platforms: [], topics: [], difficulties: [] }

/** What the library of the team's place offers; empty until the first sync has brought it. */
export const useVisitChoices = (): VisitChoices => {
  const client = useSyncClient()
  const locale = useLocale()
  useSyncState()
  const team = client.me()?.teams[0]
  const library = team ? client.reference<LibraryReference>(team) : undefined
  if (!library) return none
  const named = (one: { code: string; vi: string; en: string }) => ({ code: one.code, label: one[locale] })
  return {
    platforms: library.platforms.map(({ code, name }) => ({ code, label: name })),
    topics: library.topics.map(named),
    difficulties: library.difficulties.map(named),
  }
}
