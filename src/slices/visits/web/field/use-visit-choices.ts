import { dayInVietnam } from '#platform/shared/dates.ts'
import { useSyncClient, useSyncState } from '#platform/web/sync/use-sync.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { type ItemKind, inSeason, type LibraryItem, type Reference } from '#slices/library/shared/public.ts'
import type { VisitChoices } from './visit-choices.ts'

/** What the library of the team's place offers, what is in season first; empty until the first sync has brought it. */
export const useVisitChoices = (): VisitChoices => {
  const client = useSyncClient()
  const locale = useLocale()
  useSyncState()
  const team = client.me()?.teams[0]
  const items = (team && client.reference<Reference>(team)?.items) || []
  const today = dayInVietnam(client.nowMs())
  const rank = (item: LibraryItem) => (item.seasonFrom && inSeason(item, today) ? 0 : 1)
  const of = (kind: ItemKind) =>
    items
      .filter((item) => item.kind === kind && !item.retired)
      .sort((a, b) => rank(a) - rank(b))
      .map((item) => ({
        code: item.code,
        label: item[locale],
        countsOnly: item.countsOnly,
        steps: (item.steps ?? []).map((step) => ({ code: step.code, label: step[locale] })),
      }))
  return { platforms: of('platform'), topics: of('topic'), difficulties: of('difficulty') }
}
