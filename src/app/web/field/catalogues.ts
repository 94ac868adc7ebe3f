import type { Catalogue, Locale } from '#platform/web/ui/locale.tsx'

export const catalogues: Record<Locale, Catalogue> = {
  vi: () => import('../locales/field/vi.ts'),
  en: () => import('../locales/field/en.ts'),
}
