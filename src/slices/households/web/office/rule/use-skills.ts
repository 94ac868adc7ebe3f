import { useQuery } from '@tanstack/react-query'
import { useLocale } from '#platform/web/ui/locale.tsx'
import { libraryQuery } from '#slices/library/web/office/public.ts'
import { usePlace } from '#slices/places/web/office/public.ts'

/** The names of the skills of the library; the code itself for one that it does not know (yet). */
export const useSkills = (): ((code: string) => string) => {
  const locale = useLocale()
  const items = useQuery(libraryQuery(usePlace().id)).data?.items ?? []
  const names = new Map(items.map((item) => [item.code, item[locale]]))
  return (code) => names.get(code) ?? code
}
