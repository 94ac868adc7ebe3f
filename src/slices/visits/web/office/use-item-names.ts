import { useQuery } from '@tanstack/react-query'
import type { Id } from '#platform/shared/ids.ts'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { libraryQuery } from '#slices/library/web/office/public.ts'
import { type Named, stepCode } from '../ui/version-words.ts'

/** The names of the library's entries of a place; the code itself for one that it does not know. */
export const useItemNames = (placeId: Id): Named => {
  const locale = useLocale()
  const items = useQuery(libraryQuery(placeId)).data?.items ?? []
  const names = new Map(items.map((item) => [item.code, item[locale]]))
  for (const { code, steps } of items)
    for (const step of steps ?? []) names.set(stepCode(code, step.code), step[locale])
  return (code) => names.get(code) ?? code
}
